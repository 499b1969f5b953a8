package io.baton.cli;

import io.baton.cli.local.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what the server said. */
@Command(name = "logs", description = "Print the end of the server's log, or of Kafka's.")
final class LogsCommand implements Callable<Integer> {
  @Option(names = "--lines", description = "So many lines (default: ${DEFAULT-VALUE}).")
  private int most = 200;

  @Option(
      names = "--of",
      paramLabel = "PROGRAM",
      description = "server, kafka or connect (default: ${DEFAULT-VALUE}).")
  private String program = "server";

  @Override
  public Integer call() throws IOException {
    Local local = Local.here(Baton.progress());
    Path log =
        switch (program) {
          case "server" -> local.serverLog();
          case "kafka", "connect" ->
              local
                  .logOf(program)
                  .orElseThrow(() -> new Refusal("no log of %s".formatted(program)));
          default ->
              throw new Refusal("'%s' has no log: server, kafka or connect".formatted(program));
        };
    if (!Files.exists(log)) {
      System.err.println("baton: no log at " + log);
      return 1;
    }
    List<String> lines = Files.readAllLines(log);
    lines.subList(Math.max(0, lines.size() - most), lines.size()).forEach(System.out::println);
    System.out.println("(from " + log + ")");
    return 0;
  }
}
