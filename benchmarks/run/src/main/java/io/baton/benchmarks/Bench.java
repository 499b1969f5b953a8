package io.baton.benchmarks;

import io.baton.benchmarks.alone.GraphSize;
import io.baton.benchmarks.alone.LongCase;
import io.baton.benchmarks.measure.Sizes;
import io.baton.benchmarks.measure.Workload;
import io.baton.benchmarks.peers.Peer;
import io.baton.benchmarks.report.Json;
import io.baton.benchmarks.report.Markdown;
import io.baton.benchmarks.report.Report;
import io.baton.benchmarks.server.Wiring;
import io.baton.cli.ground.GroundFailure;
import io.baton.cli.ground.StateDir;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what steps cost. */
@Command(
    name = "baton bench",
    mixinStandardHelpOptions = true,
    description = "Measure what a step costs, on a database and a server of its own.")
public final class Bench implements Callable<Integer> {
  @Option(
      names = "--workload",
      description =
          "W1: ten steps; W2: a fork of eight; W3: two undone; W4: timers; W5: a signal; all: these"
              + " five; long-case, graph-size: the engine alone (${DEFAULT-VALUE}).")
  private String workload = "W1";

  @Option(names = "--cases", description = "Cases in a round, in place of each workload's own.")
  private int cases;

  @Option(names = "--rounds", description = "Rounds; the median counts (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--lone", description = "Lone cases in a round (${DEFAULT-VALUE}).")
  private int lone = 50;

  @Option(names = "--warm", description = "Cases before the first round (${DEFAULT-VALUE}).")
  private int warm = 1_000;

  @Option(
      names = "--peers",
      arity = "0..1",
      split = ",",
      fallbackValue = "DBOS,RESTATE,FLOWABLE,OPERATON",
      description = "Measure these as well, all when none is named: ${COMPLETION-CANDIDATES}.")
  private List<Peer> peers = List.of();

  @Option(names = "--json", description = "A file for the figures, for programs.")
  private @Nullable Path json;

  @Option(names = "--markdown", description = "A file for the figures, for documents.")
  private @Nullable Path markdown;

  @Option(
      names = "--wiring",
      split = ",",
      description = "How the database takes part: ${COMPLETION-CANDIDATES}; several are compared.")
  private List<Wiring> wirings = List.of(Wiring.PREPARED);

  @Option(names = "--java-options", description = "For the server's JVM, such as a profiler's.")
  private String javaOptions = "";

  private String command = "./baton bench";

  public static void main(String[] args) {
    Bench bench = new Bench();
    bench.command = String.join(" ", "./baton bench", String.join(" ", args)).strip();
    CommandLine line = new CommandLine(bench).setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof GroundFailure || failure instanceof IllegalStateException) {
            System.err.println("baton: " + failure.getMessage());
            return 1;
          }
          if (failure instanceof IllegalArgumentException) {
            System.err.println("baton: " + failure.getMessage());
            return 2;
          }
          throw failure;
        });
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException, SQLException {
    switch (workload.toLowerCase(Locale.ROOT)) {
      case "long-case" -> {
        System.out.println(new LongCase().signalsToOneCase());
        System.out.println(new LongCase().run());
        return 0;
      }
      case "graph-size" -> {
        System.out.println(new GraphSize().run());
        return 0;
      }
      case "all" -> {
        return measure(List.of(Workload.values()));
      }
      case "w1", "w2", "w3", "w4", "w5" -> {
        return measure(List.of(Workload.valueOf(workload.toUpperCase(Locale.ROOT))));
      }
      default -> {
        System.err.printf(
            "baton: no workload '%s'; there are W1 to W5, all, long-case and graph-size%n",
            workload);
        return 2;
      }
    }
  }

  private int measure(List<Workload> workloads) throws IOException, SQLException {
    Progress progress = new Progress(System.out, System.currentTimeMillis());
    Comparison comparison =
        new Comparison(
            StateDir.checkout(Path.of("")),
            progress,
            new Sizes(cases, rounds, lone, warm),
            wirings,
            javaOptions);
    Report report = comparison.run(command, workloads, peers);
    if (json != null) {
      Files.writeString(json, Json.of(report));
    }
    if (markdown != null) {
      Files.writeString(markdown, Markdown.of(report));
    }
    return report.isGood() ? 0 : 1;
  }
}
