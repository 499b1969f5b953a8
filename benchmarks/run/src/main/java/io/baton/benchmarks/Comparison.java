package io.baton.benchmarks;

import io.baton.benchmarks.limits.Limits;
import io.baton.benchmarks.measure.Round;
import io.baton.benchmarks.measure.Sizes;
import io.baton.benchmarks.measure.Workload;
import io.baton.benchmarks.peers.Peer;
import io.baton.benchmarks.peers.PeersRun;
import io.baton.benchmarks.report.Report;
import io.baton.benchmarks.server.ServerRun;
import io.baton.benchmarks.server.Wiring;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run: Baton on each of its wirings, then, while no server is left, the peers. */
final class Comparison {
  private final Path checkout;
  private final Progress progress;
  private final Sizes sizes;
  private final List<Wiring> wirings;
  private final String javaOptions;
  private final List<ServerRun> servers = new ArrayList<>();

  Comparison(
      Path checkout, Progress progress, Sizes sizes, List<Wiring> wirings, String javaOptions) {
    this.checkout = checkout;
    this.progress = progress;
    this.sizes = sizes;
    this.wirings = wirings;
    this.javaOptions = javaOptions;
  }

  Report run(String command, List<Workload> workloads, List<Peer> peers)
      throws IOException, SQLException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Report alone = servers(command, load, workloads);
    tell(alone, workloads);
    if (peers.isEmpty()) {
      return alone;
    }
    PeersRun run = new PeersRun(checkout, progress, sizes);
    Map<String, Map<Workload, Round>> measured = run.run(peers, workloads);
    Report together =
        new Report(
            command,
            load,
            alone.settings(),
            alone.limits(),
            alone.baton(),
            measured,
            run.voids(measured, alone.limits()));
    tell(together, workloads);
    return together;
  }

  private Report servers(String command, double load, List<Workload> workloads)
      throws IOException, SQLException {
    Thread stop = new Thread(this::close);
    Runtime.getRuntime().addShutdownHook(stop);
    for (Wiring wiring : wirings) {
      progress.step("starting database and server: " + wiring);
      servers.add(new ServerRun(checkout, wiring, javaOptions, progress, sizes));
    }
    ServerRun first = servers.get(0);
    List<String> settings = first.settings();
    settings.forEach(setting -> progress.say("  " + setting));
    Limits limits = first.limits();
    limits.lines().forEach(line -> progress.say("  " + line));
    for (Workload workload : workloads) {
      measure(workload);
    }
    compareWirings(workloads);
    Report report =
        new Report(command, load, settings, limits, first.medians(workloads), Map.of(), List.of());
    close();
    Runtime.getRuntime().removeShutdownHook(stop);
    return report;
  }

  /** Wirings take turns, so that noise of the machine meets all of them. */
  private void measure(Workload workload) throws IOException, SQLException {
    for (ServerRun server : servers) {
      server.warm(workload);
    }
    for (int number = 1; number <= sizes.rounds(); number++) {
      for (ServerRun server : servers) {
        server.round(workload, number);
      }
    }
  }

  private void compareWirings(List<Workload> workloads) {
    for (int i = 1; i < servers.size(); i++) {
      for (Workload workload : workloads) {
        List<Round> rounds = servers.get(i).rounds(workload);
        progress.say("%s: %s".formatted(wirings.get(i), Round.median(rounds)));
        progress.say(
            WiringRatio.line(
                wirings.get(i), rounds, wirings.get(0), servers.get(0).rounds(workload)));
      }
    }
  }

  private void tell(Report report, List<Workload> workloads) {
    for (Workload workload : workloads) {
      String fractions = report.fractions(workload);
      if (!fractions.isEmpty()) {
        progress.say("%s: %s".formatted(workload, fractions));
      }
    }
    report.voids().forEach(reason -> progress.say("void: " + reason));
    workloads.forEach(workload -> progress.say(report.line(workload)));
  }

  private void close() {
    for (ServerRun server : servers) {
      try {
        server.close();
      } catch (IOException e) {
        System.err.println("baton: not stopped: " + e.getMessage());
      }
    }
  }
}
