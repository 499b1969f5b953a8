package io.baton.workflow.script;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** What a call gives that is not made. */
final class Zero {
  private Zero() {}

  /** Null, or for a primitive type what a field of it begins with. */
  static @Nullable Object of(Class<?> type) {
    return type.isPrimitive() && type != void.class
        ? Array.get(Array.newInstance(type, 1), 0)
        : null;
  }
}
