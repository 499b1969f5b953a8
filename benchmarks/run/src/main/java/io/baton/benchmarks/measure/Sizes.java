package io.baton.benchmarks.measure;

/**
 * How much is done.
 *
 * @param cases in a round; zero for as many as the workload has by itself
 * @param rounds whose median counts
 * @param lone cases one after the other in each round of W1
 * @param warm cases at most before the first round of each workload
 */
public record Sizes(int cases, int rounds, int lone, int warm) {
  /** Cases in a round of this workload. */
  public int cases(Workload workload) {
    return cases > 0 ? cases : workload.cases();
  }

  /** Cases before the first round of this workload. */
  public int warm(Workload workload) {
    return Math.min(warm, cases(workload));
  }
}
