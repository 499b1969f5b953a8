package io.baton.cli.ground;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits by condition, never for a fixed time. */
public final class Until {
  private static final long PAUSE_MILLIS = 50;

  private Until() {}

  /** Returns true as soon as the condition holds, false when the limit has passed. */
  public static boolean holds(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GroundFailure("BATON-9001 interrupted while waiting", e);
    }
  }
}
