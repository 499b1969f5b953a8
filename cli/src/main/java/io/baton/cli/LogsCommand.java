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
@Command(name = "logs", description = "Print the end of the server's log.")
final class LogsCommand implements Callable<Integer> {
  @Option(names = "--lines", description = "So many lines (default: ${DEFAULT-VALUE}).")
  private int most = 200;

  @Override
  public Integer call() throws IOException {
    Path log = Local.here(Baton.progress()).serverLog();
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
