package io.baton.workflow;

import io.baton.api.Retry;
import io.baton.api.Retry.OnExhausted;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.SplittableRandom;

/** How often work is tried and how long apart: exponential backoff with jitter. */
public record RetryPolicy(
    int maxAttempts,
    Duration delay,
    double factor,
    Duration maxDelay,
    double jitter,
    OnExhausted onExhausted) {

  public RetryPolicy {
    require(maxAttempts >= 1, "maxAttempts is " + maxAttempts + ", the least is 1");
    require(!delay.isNegative(), "delay is " + delay + ", the least is PT0S");
    require(factor >= 1 && factor <= 100, "factor is " + factor + ", allowed is 1 to 100");
    require(maxDelay.compareTo(delay) >= 0, "maxDelay " + maxDelay + " is below delay " + delay);
    require(maxDelay.compareTo(Duration.ofDays(30)) <= 0, "maxDelay is above 30 days");
    require(jitter >= 0 && jitter <= 1, "jitter is " + jitter + ", allowed is 0 to 1");
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException("@Retry: " + otherwise);
    }
  }

  /**
   * @throws IllegalArgumentException naming the member that is wrong
   */
  public static RetryPolicy of(Retry retry) {
    return new RetryPolicy(
        retry.maxAttempts(),
        duration("delay", retry.delay()),
        retry.factor(),
        duration("maxDelay", retry.maxDelay()),
        retry.jitter(),
        retry.onExhausted());
  }

  private static Duration duration(String member, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "@Retry: " + member + " is '" + text + "', not an ISO-8601 duration such as PT1S", e);
    }
  }

  /**
   * How long to wait after the failed try number {@code attempt}; empty when it was the last one.
   *
   * @param key names the work, so that the jitter is derived and a repeated decision is the same
   */
  public Optional<Duration> afterAttempt(int attempt, String key) {
    if (attempt >= maxAttempts) {
      return Optional.empty();
    }
    double full = (double) delay.toMillis() * Math.pow(factor, attempt - 1);
    double capped = Math.min(full, (double) maxDelay.toMillis());
    double spread = new SplittableRandom(key.hashCode() * 31L + attempt).nextDouble() * jitter;
    return Optional.of(Duration.ofMillis(Math.round(capped * (1 - spread))));
  }
}
