package io.baton.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a signal is sent.
 *
 * @param messageId a case takes a signal of this id once, however often it is sent; 1 to 200
 *     characters; null for a random one
 * @param keep how long the signal waits for its case to ask for it, 1 ms to 3,650 days; when it was
 *     not taken by then, operators are told (BATON-1308)
 */
public record SignalOptions(@Nullable String messageId, Duration keep) {
  private static final int MAX_MESSAGE_ID = 200;
  private static final Duration LONGEST = Duration.ofDays(3_650);

  /** No message id, kept for 30 days. */
  public static final SignalOptions ORDINARY = new SignalOptions(null, Duration.ofDays(30));

  public SignalOptions {
    if (messageId != null && (messageId.isBlank() || messageId.length() > MAX_MESSAGE_ID)) {
      throw new IllegalArgumentException(
          "message id of %d characters, allowed are 1 to %d"
              .formatted(messageId.length(), MAX_MESSAGE_ID));
    }
    if (keep.compareTo(Duration.ofMillis(1)) < 0 || keep.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("keep is " + keep + ", allowed are 1 ms to 3,650 days");
    }
  }

  public SignalOptions messageId(String id) {
    return new SignalOptions(id, keep);
  }

  public SignalOptions keep(Duration time) {
    return new SignalOptions(messageId, time);
  }
}
