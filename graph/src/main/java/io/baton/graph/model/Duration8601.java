package io.baton.graph.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** A duration as it was written, such as {@code PT1H}: it is written again the very same way. */
public record Duration8601(String text) {
  /**
   * @throws IllegalArgumentException for other texts and for negative durations
   */
  public Duration8601 {
    try {
      if (Duration.parse(text).isNegative()) {
        throw new IllegalArgumentException("'" + text + "' is negative");
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an ISO-8601 duration such as PT1S", e);
    }
  }

  public Duration value() {
    return Duration.parse(text);
  }
}
