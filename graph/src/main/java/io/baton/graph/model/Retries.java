package io.baton.graph.model;

import org.jspecify.annotations.Nullable;

/**
 * How often a node is tried, and how long apart; what is null is as the activity itself says, or
 * else as {@code @Retry} says.
 *
 * @param attempts in all, the first one included; 1 to fail at once
 * @param then FAIL or PARK, when the attempts are used up
 */
public record Retries(
    @Nullable Integer attempts,
    @Nullable Duration8601 delay,
    @Nullable Double factor,
    @Nullable Duration8601 maxDelay,
    @Nullable Double jitter,
    @Nullable Then then) {

  /** What becomes of a node that failed for good. */
  public enum Then {
    FAIL,
    PARK
  }
}
