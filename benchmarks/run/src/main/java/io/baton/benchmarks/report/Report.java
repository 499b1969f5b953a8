package io.baton.benchmarks.report;

import io.baton.benchmarks.limits.Limits;
import io.baton.benchmarks.measure.Round;
import io.baton.benchmarks.measure.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that one run measured.
 *
 * @param command that made it
 * @param load of the machine when it began, over a minute; negative when unknown
 * @param settings as the running parts told them
 * @param baton medians by workload
 * @param peers medians of each peer, by its name
 * @param voids why the comparison does not count; empty when it does
 */
public record Report(
    String command,
    double load,
    List<String> settings,
    Limits limits,
    Map<Workload, Round> baton,
    Map<String, Map<Workload, Round>> peers,
    List<String> voids) {

  /**
   * Baton beside the best of its peers.
   *
   * @param ratio of what the workload is judged by, Baton's over the peer's
   * @param cpuRatio of CPU time per step, Baton's over the peer's
   */
  public record Best(String peer, Round round, double ratio, double cpuRatio) {}

  /** Whose audit is clean, and whose peers are what they should be. */
  public boolean isGood() {
    return voids.isEmpty() && baton.values().stream().allMatch(one -> one.findings().isEmpty());
  }

  /** The peer that is best at this, whatever it costs. */
  public Optional<Best> best(Workload workload) {
    Round own = baton.get(workload);
    if (own == null) {
      return Optional.empty();
    }
    List<Best> bests = new ArrayList<>();
    peers.forEach(
        (name, rounds) -> {
          Round other = rounds.get(workload);
          if (other != null && !Double.isNaN(other.score())) {
            bests.add(beside(own, name, other));
          }
        });
    Comparator<Best> byScore = Comparator.comparingDouble(best -> best.round().score());
    return bests.stream().max(workload == Workload.W4 ? byScore.reversed() : byScore);
  }

  private static Best beside(Round own, String peer, Round other) {
    return new Best(peer, other, own.score() / other.score(), own.cpuMillis() / other.cpuMillis());
  }

  /** The last line of a workload. */
  public String line(Workload workload) {
    Round own = baton.get(workload);
    if (own == null) {
      return "%s: not measured".formatted(workload);
    }
    String beside = best(workload).map(best -> ", " + beside(workload, best)).orElse("");
    return "%s: baton %s%s, %s".formatted(workload, own.figures(), beside, own.audit());
  }

  private static String beside(Workload workload, Best best) {
    Round other = best.round();
    return String.format(
        Locale.ROOT,
        workload == Workload.W4
            ? "best peer %s late p99 %.0f ms %.2f, ratio late %.2f, ratio cpu %.2f"
            : "best peer %s %.0f %.2f, ratio steps %.2f, ratio cpu %.2f",
        best.peer(),
        other.score(),
        other.cpuMillis(),
        best.ratio(),
        best.cpuRatio());
  }

  /** What the figures of a workload are of what the machine can do. */
  public String fractions(Workload workload) {
    Round own = baton.get(workload);
    if (own == null || workload == Workload.W4) {
      return "";
    }
    String rates = limits.fractions(own.stepsPerSecond());
    return workload == Workload.W1
        ? rates
            + String.format(
                Locale.ROOT,
                ", lone step %.2f bare XA commits",
                own.latency().p50() / limits.bareCommitMillis())
        : rates;
  }
}
