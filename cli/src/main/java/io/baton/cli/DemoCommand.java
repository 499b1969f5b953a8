package io.baton.cli;

import io.baton.cli.demo.Demo;
import io.baton.cli.local.Local;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The guided tour. */
@Command(
    name = "demo",
    description =
        "Book 1200 trips, kill the server in the middle, audit. Starts from an empty database:"
            + " cases of an earlier run or of 'up' are dropped, and its settings.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--keep",
      description =
          "Leave database and server up; .baton/connection.properties tells how to look into them.")
  private boolean keep;

  @Option(
      names = "--kafka",
      description =
          "Workers on Kafka do the work; Kafka, Kafka Connect and they are killed as well.")
  private boolean kafka;

  private final Progress progress = Baton.progress();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicBoolean interrupted = new AtomicBoolean();

  @Override
  public Integer call() throws IOException, SQLException {
    Local local = Local.here(progress);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopUnlessOver(local)));
    try {
      return run(local);
    } catch (IOException | SQLException | RuntimeException e) {
      if (interrupted.get()) {
        return 1; // The hook takes away what the demo stands on: no wonder that it fails.
      }
      throw e;
    }
  }

  private int run(Local local) throws IOException, SQLException {
    Demo.Verdict verdict = new Demo(local, progress, kafka).run();
    if (keep) {
      progress.step(
          "database and server stay up, see %s; ./baton down stops them"
              .formatted(local.connectionFile()));
    } else {
      local.down();
    }
    over.set(true);
    progress.say(verdict.lastLine(progress.seconds()));
    return verdict.good() ? 0 : 1;
  }

  /** Whoever interrupts the demo, or sees it fail, finds nothing running. */
  private void stopUnlessOver(Local local) {
    if (!over.get()) {
      interrupted.set(true);
      try {
        local.down();
      } catch (IOException | RuntimeException e) {
        System.err.println("baton: not stopped: " + e.getMessage());
      }
    }
  }
}
