package io.baton.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What one round of W1 measured.
 *
 * @param stepsPerSecond from the first request sent to the last case ended
 * @param cpuMillis for each step, of all processes together
 * @param walBytes for each case
 * @param p50 of a lone case's step, in milliseconds
 * @param findings of the audit, empty when each step was done once
 */
record Round(
    double stepsPerSecond,
    double cpuMillis,
    double walBytes,
    double p50,
    double p99,
    List<String> findings) {

  /** Each figure's own median. */
  static Round median(List<Round> rounds) {
    return new Round(
        median(rounds, Round::stepsPerSecond),
        median(rounds, Round::cpuMillis),
        median(rounds, Round::walBytes),
        median(rounds, Round::p50),
        median(rounds, Round::p99),
        rounds.stream().flatMap(round -> round.findings().stream()).toList());
  }

  static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    List<Double> sorted =
        rounds.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.0f steps/s %.2f cpu-ms/step, lone step p50 %.1f ms p99 %.1f ms, audit %s",
        stepsPerSecond,
        cpuMillis,
        p50,
        p99,
        findings.isEmpty() ? "OK" : "FAILED " + findings);
  }
}
