package io.baton.engine;

import io.baton.model.Trace;
import org.jspecify.annotations.Nullable;

/**
 * How a message came to us.
 *
 * @param count 1 for the first time; more when it was rolled back before
 * @param hops how often it was sent on unhandled
 * @param trace what the message belongs to, and all that it causes; null for none
 */
public record Delivery(int count, int hops, @Nullable Trace trace) {
  public static final Delivery FIRST = new Delivery(1, 0);

  public Delivery(int count, int hops) {
    this(count, hops, null);
  }

  /** As if it had come so many times less. */
  public Delivery without(int times) {
    return times == 0 ? this : new Delivery(Math.max(1, count - times), hops, trace);
  }

  /** It came to nothing before, and perhaps nobody could say why. */
  boolean suspect() {
    return count > 1;
  }

  /** From here on a command of a batch runs alone. */
  boolean mustBeAlone() {
    return count >= 3;
  }
}
