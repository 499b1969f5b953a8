package io.baton.api;

import org.jspecify.annotations.Nullable;

/** A branch under way beside the one that began it. */
public interface Later<T extends @Nullable Object, X extends Exception> {
  /** Its value, once it is there; or what it threw. */
  T await() throws X;

  /** Cancels it unless it has ended, and waits for its clean-up. */
  void cancel();
}
