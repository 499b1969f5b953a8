package io.baton.benchmarks.measure;

import java.util.List;

/** Of figures in any order. */
public final class Quantiles {
  private Quantiles() {}

  /** The figure in the middle, or halfway between the two there; NaN of none. */
  public static double median(List<Double> figures) {
    if (figures.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The smallest figure that at least so many percent of them do not exceed; NaN of none. */
  public static double percentile(List<Double> figures, int percent) {
    if (figures.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = figures.stream().sorted().toList();
    int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
    return sorted.get(Math.max(rank, 1) - 1);
  }
}
