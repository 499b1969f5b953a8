package io.baton.benchmarks.peers;

import io.baton.benchmarks.limits.Limits;
import io.baton.benchmarks.measure.CpuTime;
import io.baton.benchmarks.measure.Latency;
import io.baton.benchmarks.measure.Meter;
import io.baton.benchmarks.measure.Query;
import io.baton.benchmarks.measure.Round;
import io.baton.benchmarks.measure.Sizes;
import io.baton.benchmarks.measure.Workload;
import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.PostgresServer;
import io.baton.cli.ground.StateDir;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the peers one after the other, each on a PostgreSQL that is empty when it begins. */
public final class PeersRun {
  private final Path checkout;
  private final Progress progress;
  private final Sizes sizes;
  private final List<String> failures = new ArrayList<>();

  public PeersRun(Path checkout, Progress progress, Sizes sizes) {
    this.checkout = checkout;
    this.progress = progress;
    this.sizes = sizes;
  }

  /** Medians of each peer, by its name. */
  public Map<String, Map<Workload, Round>> run(List<Peer> peers, Collection<Workload> workloads)
      throws IOException, SQLException {
    StateDir state = StateDir.at(checkout.resolve(".baton/bench-peers"));
    progress.step("building the peers");
    PeerBuild build =
        new PeerBuild(
            checkout.resolve("benchmarks/peers"), state.dir("log").resolve("peers-build.log"));
    build.build(peers);
    Map<String, Map<Workload, Round>> measured = new LinkedHashMap<>();
    for (Peer peer : peers) {
      Map<Workload, Round> medians = new EnumMap<>(Workload.class);
      measured.put(peer.module(), medians);
      try {
        run(peer, workloads, state, build, medians);
      } catch (IllegalStateException e) {
        // What others measured is not lost; the comparison is.
        failures.add("%s: %s".formatted(peer.module(), e.getMessage()));
        progress.step(failures.get(failures.size() - 1));
      }
    }
    return measured;
  }

  private void run(
      Peer peer,
      Collection<Workload> workloads,
      StateDir state,
      PeerBuild build,
      Map<Workload, Round> medians)
      throws IOException, SQLException {
    FileTree.delete(state.resolve("postgres-data"));
    Files.deleteIfExists(state.resolve("postgres.port"));
    PostgresServer postgres = new PostgresServer(state);
    postgres.start(); // It refuses to run without fsync, as for Baton.
    Thread stop = new Thread(() -> stop(postgres));
    Runtime.getRuntime().addShutdownHook(stop);
    progress.step("starting " + peer.module());
    try (PeerProcess process = start(peer, state, build, postgres);
        Connection connection = postgres.connect()) {
      List<Long> processes = List.of(process.pid(), CpuTime.root(state.resolve("postgres.pid")));
      for (Workload workload : workloads) {
        process.ask("round %s %d".formatted(workload, sizes.warm(workload)));
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < sizes.rounds(); i++) {
          Round round = round(peer, process, workload, new Query(connection), processes);
          progress.step("%s: %s %s".formatted(workload, peer.module(), round));
          rounds.add(round);
        }
        medians.put(workload, Round.median(rounds));
      }
    } finally {
      postgres.stop();
      Runtime.getRuntime().removeShutdownHook(stop);
    }
  }

  private PeerProcess start(Peer peer, StateDir state, PeerBuild build, PostgresServer postgres)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xms%1$dm".formatted(peer.heapMegabytes()));
    command.add("-Xmx%1$dm".formatted(peer.heapMegabytes()));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", build.classPath(peer), peer.main()));
    if (peer == Peer.RESTATE) {
      Path data = state.resolve("restate-data");
      FileTree.delete(data);
      Files.createDirectories(data);
      command.addAll(List.of(build.restateServer().toString(), data.toString()));
    }
    Map<String, String> environment =
        Map.of(
            "PEER_JDBC_URL", postgres.jdbcUrl(),
            "PEER_USER", PostgresServer.USER,
            "PEER_PASSWORD", postgres.password());
    return new PeerProcess(command, environment, state.dir("log").resolve(peer.module() + ".log"));
  }

  private Round round(
      Peer peer, PeerProcess process, Workload workload, Query database, List<Long> processes)
      throws IOException, SQLException {
    int cases = sizes.cases(workload);
    Meter meter = new Meter(database, processes);
    Map<String, String> told = process.ask("round %s %d".formatted(workload, cases));
    double cpu = meter.cpuMillis();
    double wal = meter.walBytes();
    Map<String, String> times =
        workload == Workload.W1 ? process.ask("lone " + sizes.lone()) : told;
    return new Round(
        workload,
        cases / Double.parseDouble(told.getOrDefault("seconds", "NaN")),
        cpu / ((double) cases * workload.steps()),
        peer == Peer.RESTATE ? Double.NaN : wal / cases, // It has a log of its own.
        latency(times),
        findings(workload, cases, told));
  }

  private static Latency latency(Map<String, String> told) {
    return new Latency(
        Double.parseDouble(told.getOrDefault("p50", "NaN")),
        Double.parseDouble(told.getOrDefault("p99", "NaN")),
        Double.parseDouble(told.getOrDefault("max", "NaN")));
  }

  /** What its activities told; how a peer keeps that is its own matter. */
  static List<String> findings(Workload workload, int cases, Map<String, String> told) {
    List<String> findings = new ArrayList<>();
    Workload.Expected one = workload.expected();
    differ("steps", (long) cases * (one.steps() + one.refused()), told, findings);
    differ("undone", (long) cases * one.undone(), told, findings);
    if (Boolean.parseBoolean(told.getOrDefault("overrun", "false"))) {
      findings.add("timers were set after the first was due");
    }
    return findings;
  }

  private static void differ(
      String what, long wanted, Map<String, String> told, List<String> findings) {
    String actual = told.getOrDefault(what, "nothing");
    if (!actual.equals(Long.toString(wanted))) {
      findings.add("%s: %s instead of %d".formatted(what, actual, wanted));
    }
  }

  /** Why a comparison with these does not count: peers that failed or were slower than they are. */
  public List<String> voids(Map<String, Map<Workload, Round>> measured, Limits limits) {
    List<String> voids = new ArrayList<>(failures);
    voids.addAll(tooSlow(measured, limits.forcedWrites16()));
    return voids;
  }

  static List<String> tooSlow(Map<String, Map<Workload, Round>> measured, double forcedWrites) {
    List<String> voids = new ArrayList<>();
    for (Peer peer : Peer.values()) {
      for (Round round : measured.getOrDefault(peer.module(), Map.of()).values()) {
        round.findings().forEach(f -> voids.add(peer.module() + " " + round.workload() + ": " + f));
        peer.floor(round.workload(), forcedWrites)
            .ifPresent(floor -> below(peer, round, floor, voids));
      }
    }
    return voids;
  }

  private static void below(Peer peer, Round round, double floor, List<String> voids) {
    if (round.score() < floor) {
      voids.add(
          "%s %s: %.0f where a fair set-up reaches %.0f at least"
              .formatted(peer.module(), round.workload(), round.score(), floor));
    }
  }

  private static void stop(PostgresServer postgres) {
    try {
      postgres.stop();
    } catch (IOException e) {
      System.err.println("baton: not stopped: " + e.getMessage());
    }
  }
}
