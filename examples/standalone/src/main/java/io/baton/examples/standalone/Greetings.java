package io.baton.examples.standalone;

import io.baton.api.Cases;
import io.baton.standalone.Baton;
import io.baton.standalone.DurableBaton;
import java.nio.file.Path;
import java.time.Duration;

/** {@code java -jar standalone-example.jar fleeting|durable …}. */
public final class Greetings {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String USAGE =
      """
      usage: java -jar standalone-example.jar fleeting WHO
             java -jar standalone-example.jar durable FOLDER WHO

      fleeting   in memory; what is killed is gone
      durable    on disk in FOLDER; kill it, start it again, and it goes on where it was""";

  private Greetings() {}

  public static void main(String[] args) {
    if (args.length == 2 && args[0].equals("fleeting")) {
      fleeting(args[1]);
    } else if (args.length == 3 && args[0].equals("durable")) {
      durable(Path.of(args[1]), args[2]);
    } else {
      System.err.println(USAGE);
      System.exit(2);
    }
  }

  private static void fleeting(String who) {
    try (Baton baton =
        Baton.builder()
            .workflow(Greeting.class)
            .activities(Greeter.class, new SlowGreeter())
            .start()) {
      greet(baton.cases(), who);
    }
  }

  private static void durable(Path folder, String who) {
    try (DurableBaton baton =
        Baton.durable(folder)
            .workflow(Greeting.class)
            .activities(Greeter.class, new SlowGreeter())
            .start()) {
      greet(baton.cases(), who);
    }
  }

  /** The same id is the same case: a second start only waits for the first one's end. */
  private static void greet(Cases cases, String who) {
    var greeting = cases.workflow(Greeting.class).caseId(who).start(who);
    System.out.println(greeting.created() ? "started" : "goes on");
    System.out.println(greeting.result(String.class, PATIENCE));
  }
}
