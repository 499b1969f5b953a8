package io.baton.benchmarks.measure;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What one round of a workload measured.
 *
 * @param casesPerSecond from the first request sent to the last case ended
 * @param cpuMillis for each step, of all processes together
 * @param walBytes for each case; NaN when there was no write-ahead log to read
 * @param latency W1: of a lone case's step; W4: how late the timers were; else {@link Latency#NONE}
 * @param findings of the audit, empty when each thing was done once
 */
public record Round(
    Workload workload,
    double casesPerSecond,
    double cpuMillis,
    double walBytes,
    Latency latency,
    List<String> findings) {

  /** Each figure's own median; the findings of all. */
  public static Round median(List<Round> rounds) {
    return new Round(
        rounds.get(0).workload(),
        median(rounds, Round::casesPerSecond),
        median(rounds, Round::cpuMillis),
        median(rounds, Round::walBytes),
        Latency.median(rounds.stream().map(Round::latency).toList()),
        rounds.stream().flatMap(round -> round.findings().stream()).toList());
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Quantiles.median(rounds.stream().map(figure::applyAsDouble).toList());
  }

  public double stepsPerSecond() {
    return casesPerSecond * workload.steps();
  }

  /** What this workload is judged by: steps or cases per second, or milliseconds late. */
  public double score() {
    return switch (workload) {
      case W1 -> stepsPerSecond();
      case W4 -> latency.p99();
      case W2, W3, W5 -> casesPerSecond;
    };
  }

  /** Without the audit. */
  public String figures() {
    return switch (workload) {
      case W1 ->
          print(
              "%.0f steps/s %.2f cpu-ms/step, lone step p50 %.1f ms p99 %.1f ms",
              stepsPerSecond(), cpuMillis, latency.p50(), latency.p99());
      case W4 ->
          print(
              "late p50 %.0f ms p99 %.0f ms max %.0f ms, %.2f cpu-ms/timer",
              latency.p50(), latency.p99(), latency.max(), cpuMillis);
      case W2, W3, W5 ->
          print(
              "%.0f cases/s %.0f steps/s %.2f cpu-ms/step",
              casesPerSecond, stepsPerSecond(), cpuMillis);
    };
  }

  public String audit() {
    return "audit " + (findings.isEmpty() ? "OK" : "FAILED " + findings);
  }

  @Override
  public String toString() {
    return figures() + ", " + audit();
  }

  private static String print(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }
}
