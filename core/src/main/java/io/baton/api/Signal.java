package io.baton.api;

/**
 * A named message from outside to a case. Signals of one name are taken in the order in which they
 * came; one that comes before the workflow asks for it, waits.
 *
 * @param name 1 to 100 characters
 * @param type what its value is read as
 */
public record Signal<T>(String name, Class<T> type) {
  public Signal {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException(
          "signal name '%s': allowed are 1 to 100 characters".formatted(name));
    }
  }

  public static <T> Signal<T> of(String name, Class<T> type) {
    return new Signal<>(name, type);
  }
}
