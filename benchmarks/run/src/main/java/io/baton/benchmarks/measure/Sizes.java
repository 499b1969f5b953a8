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
  private static final int MOST = 1_000_000;

  public Sizes {
    within("cases", cases, 0);
    within("rounds", rounds, 1);
    within("lone", lone, 0);
    within("warm", warm, 1);
  }

  private static void within(String name, int value, int least) {
    if (value < least || value > MOST) {
      throw new IllegalArgumentException(
          "%s is %d, allowed are %d to %d".formatted(name, value, least, MOST));
    }
  }

  /** Cases in a round of this workload. */
  public int cases(Workload workload) {
    return cases > 0 ? cases : workload.cases();
  }

  /** Cases before the first round of this workload. */
  public int warm(Workload workload) {
    return Math.min(warm, cases(workload));
  }
}
