package io.baton.benchmarks;

import io.baton.benchmarks.measure.Latency;
import io.baton.benchmarks.measure.Round;
import io.baton.benchmarks.server.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two wirings beside each other: round by round, so that what slows the machine slows both. */
final class WiringRatio {
  private WiringRatio() {}

  static String line(Wiring wiring, List<Round> rounds, Wiring other, List<Round> base) {
    List<Round> pairs = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      pairs.add(ratio(rounds.get(i), base.get(i)));
    }
    Round ratio = Round.median(pairs);
    return String.format(
        Locale.ROOT,
        "%s, %s / %s: cases/s %.2f, cpu-ms/step %.2f, WAL %.2f, latency p50 %.2f p99 %.2f (medians of %d pairs)",
        ratio.workload(),
        wiring,
        other,
        ratio.casesPerSecond(),
        ratio.cpuMillis(),
        ratio.walBytes(),
        ratio.latency().p50(),
        ratio.latency().p99(),
        pairs.size());
  }

  private static Round ratio(Round one, Round other) {
    return new Round(
        one.workload(),
        one.casesPerSecond() / other.casesPerSecond(),
        one.cpuMillis() / other.cpuMillis(),
        one.walBytes() / other.walBytes(),
        new Latency(
            one.latency().p50() / other.latency().p50(),
            one.latency().p99() / other.latency().p99(),
            one.latency().max() / other.latency().max()),
        List.of());
  }
}
