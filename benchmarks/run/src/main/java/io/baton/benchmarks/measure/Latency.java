package io.baton.benchmarks.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How long something took, in milliseconds; NaN where it was not measured.
 *
 * @param max the longest
 */
public record Latency(double p50, double p99, double max) {
  public static final Latency NONE = new Latency(Double.NaN, Double.NaN, Double.NaN);

  public static Latency of(List<Double> millis) {
    return new Latency(
        Quantiles.percentile(millis, 50),
        Quantiles.percentile(millis, 99),
        Quantiles.percentile(millis, 100));
  }

  /** Each figure's own median. */
  public static Latency median(List<Latency> latencies) {
    return new Latency(
        median(latencies, Latency::p50),
        median(latencies, Latency::p99),
        median(latencies, Latency::max));
  }

  private static double median(List<Latency> latencies, ToDoubleFunction<Latency> figure) {
    return Quantiles.median(latencies.stream().map(figure::applyAsDouble).toList());
  }
}
