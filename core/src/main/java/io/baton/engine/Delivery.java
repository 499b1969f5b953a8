package io.baton.engine;

/**
 * How a message came to us.
 *
 * @param count 1 for the first time; more when it was rolled back before
 * @param hops how often it was sent on unhandled
 */
public record Delivery(int count, int hops) {
  public static final Delivery FIRST = new Delivery(1, 0);

  /** It came to nothing before, and perhaps nobody could say why. */
  boolean suspect() {
    return count > 1;
  }

  /** From here on a command of a batch runs alone. */
  boolean mustBeAlone() {
    return count >= 3;
  }
}
