package io.baton.benchmarks.measure;

import java.util.Locale;

/** What is measured, and what the journal of each of its cases must say in the end. */
public enum Workload {
  /** Ten steps in sequence. */
  W1(2_000, 10),

  /** Eight steps side by side, joined. */
  W2(500, 8),

  /** Three steps; the third fails for good, two are taken back. */
  W3(1_000, 5),

  /** One timer, all due within ten seconds. */
  W4(10_000, 1),

  /** A signal that the case waits for, then a step. */
  W5(1_000, 1);

  /**
   * Facts of one case.
   *
   * @param steps activities that gave a value
   * @param refused activities that failed for good
   * @param undone effects that were taken back, the newest first
   * @param timers that fired
   * @param signals that were taken
   */
  public record Expected(
      String status, int steps, int refused, int undone, int timers, int signals) {}

  private final int cases;
  private final int steps;

  Workload(int cases, int steps) {
    this.cases = cases;
    this.steps = steps;
  }

  /** The name of its workflow. */
  public String workflow() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Cases in a round, unless somebody says otherwise. */
  public int cases() {
    return cases;
  }

  /** Whether steps that wait for nothing of each other may share a transaction. */
  public boolean hasBranches() {
    return this == W2;
  }

  /** Units of work in a case, undos included: what CPU time is shared out to. */
  public int steps() {
    return steps;
  }

  public Expected expected() {
    return switch (this) {
      case W1 -> new Expected("COMPLETED", 10, 0, 0, 0, 0);
      case W2 -> new Expected("COMPLETED", 8, 0, 0, 0, 0);
      case W3 -> new Expected("COMPENSATED", 2, 1, 2, 0, 0);
      case W4 -> new Expected("COMPLETED", 1, 0, 0, 1, 0);
      case W5 -> new Expected("COMPLETED", 1, 0, 0, 0, 1);
    };
  }
}
