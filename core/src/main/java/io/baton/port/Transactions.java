package io.baton.port;

import java.util.function.Supplier;

/** The transactions of the host, as far as the kernel and its stores take part in them. */
public interface Transactions {
  /** True while the caller's transaction can still commit. */
  boolean active();

  /** What the current transaction is known by: equal if, and only if, it is the same one. */
  Object key();

  /** Calls {@code end} after the current transaction, with true when it committed. */
  void afterCompletion(Completion end);

  /** Runs {@code work} in the caller's transaction, or in one of its own when there is none. */
  <T> T joined(Supplier<T> work);

  /** Runs {@code work} in a new transaction; the caller's one waits meanwhile. */
  <T> T separate(Supplier<T> work);

  /** The end of a transaction. */
  @FunctionalInterface
  interface Completion {
    void ended(boolean committed);
  }
}
