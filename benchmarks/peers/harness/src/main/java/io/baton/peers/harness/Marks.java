package io.baton.peers.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/** What the activities of a peer tell, which run in this JVM. */
public final class Marks {
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final LongAdder STEPS = new LongAdder();
  private static final LongAdder UNDONE = new LongAdder();
  private static final Collection<Long> MOMENTS = new ConcurrentLinkedQueue<>();
  private static final Collection<Double> LATE = new ConcurrentLinkedQueue<>();
  private static volatile boolean lone;

  private Marks() {}

  /** An activity runs, one that fails included. */
  public static void step() {
    STEPS.increment();
    if (lone) {
      MOMENTS.add(System.nanoTime());
    }
  }

  /** An effect is taken back. */
  public static void undo() {
    UNDONE.increment();
  }

  /** The step behind a timer runs. */
  public static void fired(long due) {
    step();
    LATE.add((double) (System.currentTimeMillis() - due));
  }

  static void reset(boolean loneCase) {
    STEPS.reset();
    UNDONE.reset();
    MOMENTS.clear();
    LATE.clear();
    lone = loneCase;
  }

  /**
   * Returns when at least so many steps ran in this round.
   *
   * @throws TimeoutException after five minutes
   */
  public static void awaitSteps(long count) throws InterruptedException, TimeoutException {
    long began = System.nanoTime();
    while (steps() < count) {
      if (System.nanoTime() - began > LIMIT_NANOS) {
        throw new TimeoutException("%d of %d steps after five minutes".formatted(steps(), count));
      }
      TimeUnit.MICROSECONDS.sleep(200);
    }
  }

  static long steps() {
    return STEPS.sum();
  }

  static long undone() {
    return UNDONE.sum();
  }

  static List<Double> late() {
    return new ArrayList<>(LATE);
  }

  /** Milliseconds from one step to the next. */
  static List<Double> gaps() {
    List<Long> moments = new ArrayList<>(MOMENTS);
    moments.sort(null);
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < moments.size(); i++) {
      gaps.add((moments.get(i) - moments.get(i - 1)) / 1e6);
    }
    return gaps;
  }
}
