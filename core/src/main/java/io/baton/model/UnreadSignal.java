package io.baton.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signal that a case has received and not taken yet.
 *
 * @param number counted over the whole case, from 1
 * @param expires when an operator is told that nobody took it; null for never
 */
public record UnreadSignal(
    long number, String signal, Payload value, @Nullable Instant expires, Instant since) {
  private static final String PREFIX = "signal:";

  /** The key of its timer. */
  public RefId timer() {
    return new RefId(PREFIX + number);
  }

  /** The number of the signal whose timer {@code key} is; 0 when it is no such number. */
  public static long number(RefId key) {
    try {
      return Long.parseLong(key.value().substring(PREFIX.length()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** True for a key of {@link #timer}. */
  public static boolean isTimer(RefId key) {
    return key.value().startsWith(PREFIX);
  }
}
