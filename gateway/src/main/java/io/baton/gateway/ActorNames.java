package io.baton.gateway;

import org.jspecify.annotations.Nullable;

/** Which actor a key is for; different keys are for different ones. */
final class ActorNames {
  private static final String ADMIN = "_*admin";
  private static final char MARK = '@';

  private ActorNames() {}

  /**
   * The name {@code admin} is no record's: it, and what it is mapped to, get an underscore more.
   */
  static String of(@Nullable String key, int partition, long offset) {
    if (key == null) {
      return MARK + (partition + "/" + offset);
    }
    if (key.matches(ADMIN)) {
      return "_" + key;
    }
    return !key.isEmpty() && key.charAt(0) == MARK ? MARK + key : key;
  }
}
