package io.baton.benchmarks;

import io.baton.benchmarks.alone.GraphSize;
import io.baton.benchmarks.alone.LongCase;
import io.baton.cli.ground.GroundFailure;
import io.baton.cli.ground.StateDir;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures W1: ten activities in sequence, each a transaction of its own. */
@Command(
    name = "baton bench",
    mixinStandardHelpOptions = true,
    description = "Measure what a step costs, on a database and a server of its own.")
public final class Bench implements Callable<Integer> {
  @Option(
      names = "--workload",
      description =
          "w1: ten steps on database and server; long-case, graph-size: the engine alone"
              + " (${DEFAULT-VALUE}).")
  private String workload = "w1";

  @Option(names = "--cases", description = "Cases in a round (${DEFAULT-VALUE}).")
  private int cases = 2_000;

  @Option(names = "--rounds", description = "Rounds; the median counts (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--lone", description = "Lone cases in a round (${DEFAULT-VALUE}).")
  private int lone = 50;

  @Option(names = "--warm", description = "Cases before the first round (${DEFAULT-VALUE}).")
  private int warm = 1_000;

  @Option(
      names = "--wiring",
      split = ",",
      description = "How the database takes part: ${COMPLETION-CANDIDATES}; several are compared.")
  private List<Wiring> wirings = List.of(Wiring.PREPARED);

  @Option(names = "--java-options", description = "For the server's JVM, such as a profiler's.")
  private String javaOptions = "";

  private final Progress progress = new Progress(System.out, System.currentTimeMillis());

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof GroundFailure || failure instanceof IllegalStateException) {
            System.err.println("baton: " + failure.getMessage());
            return 1;
          }
          throw failure;
        });
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException, SQLException {
    if (workload.equals("long-case")) {
      System.out.println(new LongCase().signalsToOneCase());
      System.out.println(new LongCase().run());
      return 0;
    }
    if (workload.equals("graph-size")) {
      System.out.println(new GraphSize().run());
      return 0;
    }
    if (!workload.equals("w1")) {
      System.err.println(
          "baton: no workload '" + workload + "'; there are w1, long-case and graph-size");
      return 2;
    }
    Path checkout = StateDir.checkout(Path.of(""));
    Map<Wiring, List<Round>> measured = new EnumMap<>(Wiring.class);
    List<Ground> grounds = new ArrayList<>();
    Thread stop = new Thread(() -> close(grounds));
    Runtime.getRuntime().addShutdownHook(stop);
    for (Wiring wiring : wirings) {
      progress.step("starting database and server: " + wiring);
      Ground ground = new Ground(checkout, wiring, javaOptions);
      grounds.add(ground);
      prepare(ground);
      measured.put(wiring, new ArrayList<>());
    }
    for (int number = 1; number <= rounds; number++) {
      // Wirings take turns, so that noise of the machine meets all of them.
      for (int i = 0; i < wirings.size(); i++) {
        Round round = round(grounds.get(i), "round" + number);
        progress.step("round %d, %s: %s".formatted(number, wirings.get(i), round));
        progress.say("  WAL %.0f bytes a case".formatted(round.walBytes()));
        measured.computeIfAbsent(wirings.get(i), w -> new ArrayList<>()).add(round);
      }
    }
    return tell(measured) ? 0 : 1;
  }

  private void prepare(Ground ground) throws IOException, SQLException {
    try (Connection connection = ground.connect()) {
      Durability.check(new Query(connection), ground)
          .forEach(setting -> progress.say("  " + setting));
      progress.step("warming up with %d cases".formatted(warm));
      new TenStepsRun(ground, connection).warm(warm);
    }
  }

  private Round round(Ground ground, String name) throws IOException, SQLException {
    try (Connection connection = ground.connect()) {
      TenStepsRun run = new TenStepsRun(ground, connection);
      Round round = run.round(name, cases, lone);
      progress.say("  %.1f turns a transaction".formatted(run.sharing(name)));
      return round;
    }
  }

  private boolean tell(Map<Wiring, List<Round>> measured) {
    boolean good = true;
    for (Wiring wiring : wirings) {
      List<Round> of = measured.getOrDefault(wiring, List.of());
      Round median = Round.median(of);
      good &= median.findings().isEmpty();
      if (wiring != wirings.get(0)) {
        List<Round> base = measured.getOrDefault(wirings.get(0), List.of());
        progress.say(ratios(wiring, of, base));
      }
      progress.say("%s: WAL %.0f bytes a case".formatted(wiring, median.walBytes()));
      progress.say("W1: baton%s %s".formatted(wirings.size() > 1 ? " " + wiring : "", median));
    }
    return good;
  }

  /** Round by round, then the median: what slows the machine down slows both of a pair. */
  private String ratios(Wiring wiring, List<Round> rounds, List<Round> base) {
    List<Round> pairs = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      Round one = rounds.get(i);
      Round other = base.get(i);
      pairs.add(
          new Round(
              one.stepsPerSecond() / other.stepsPerSecond(),
              one.cpuMillis() / other.cpuMillis(),
              one.walBytes() / other.walBytes(),
              one.p50() / other.p50(),
              one.p99() / other.p99(),
              List.of()));
    }
    Round ratio = Round.median(pairs);
    return String.format(
        Locale.ROOT,
        "%s / %s: steps/s %.2f, cpu-ms/step %.2f, WAL %.2f, lone step p50 %.2f p99 %.2f (medians of %d pairs)",
        wiring,
        wirings.get(0),
        ratio.stepsPerSecond(),
        ratio.cpuMillis(),
        ratio.walBytes(),
        ratio.p50(),
        ratio.p99(),
        pairs.size());
  }

  private static void close(List<Ground> grounds) {
    for (Ground ground : grounds) {
      try {
        ground.close();
      } catch (IOException e) {
        System.err.println("baton: not stopped: " + e.getMessage());
      }
    }
  }
}
