package io.baton.model;

/** The limits of what may name something. */
final class Limits {
  private Limits() {}

  /**
   * @throws IllegalArgumentException when {@code value} is empty, longer than {@code max}
   *     characters or holds a control character
   */
  static void name(String what, String value, int max) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " is empty");
    }
    if (value.length() > max) {
      throw new IllegalArgumentException(
          what + " has " + value.length() + " characters, the limit is " + max);
    }
    if (hasUnprintable(value)) {
      throw new IllegalArgumentException(what + " contains a control character");
    }
  }

  /**
   * @throws IllegalArgumentException when {@code attempt} is below 1, the first
   */
  static void attempt(int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt is " + attempt + ", the least is 1");
    }
  }

  /** Plain loops: every id of every step comes by here. */
  private static boolean hasUnprintable(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= 127) {
        return value.codePoints().anyMatch(Limits::unprintable);
      }
    }
    return false;
  }

  /** Control and format characters: they forge log lines or hide what a name really says. */
  private static boolean unprintable(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
  }
}
