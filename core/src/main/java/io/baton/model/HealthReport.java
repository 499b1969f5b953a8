package io.baton.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a service.
 *
 * @param up null when nothing is told of that
 * @param keep how long it is up unless it is heard again; null until told otherwise
 * @param shut true when an operator keeps it down whatever else is told, false when one gives it
 *     free; null when no operator speaks
 */
public record HealthReport(
    String service, @Nullable Boolean up, @Nullable Duration keep, @Nullable Boolean shut) {
  private static final int MAX_NAME = 200;
  private static final Duration LONGEST = Duration.ofDays(365);

  public HealthReport {
    Limits.name("service", service, MAX_NAME);
    if (keep != null && (keep.compareTo(Duration.ofMillis(1)) < 0 || keep.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException("ttl is " + keep + ", allowed are 1 ms to 365 days");
    }
  }
}
