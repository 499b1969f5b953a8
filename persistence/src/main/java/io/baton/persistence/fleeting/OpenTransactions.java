package io.baton.persistence.fleeting;

import io.baton.port.Transactions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the open transactions wrote so far. Guarded by the monitor of the store. */
final class OpenTransactions {
  private final Map<Object, Staged> open = new HashMap<>();
  private final Transactions transactions;
  private final Object monitor;
  private final Consumer<Staged> commit;
  private final Ended after;

  OpenTransactions(
      Transactions transactions, Object monitor, Consumer<Staged> commit, Ended after) {
    this.transactions = transactions;
    this.monitor = monitor;
    this.commit = commit;
    this.after = after;
  }

  /**
   * What the caller's transaction writes to.
   *
   * @throws IllegalStateException when the caller has none
   */
  Staged mine() {
    Object key = transactions.key();
    Staged there = open.get(key);
    if (there != null) {
      return there;
    }
    transactions.afterCompletion(success -> end(key, success));
    Staged fresh = new Staged();
    open.put(key, fresh);
    return fresh;
  }

  /** What the caller's transaction wrote so far; null without a transaction. */
  @Nullable Staged seen() {
    return transactions.active() ? open.get(transactions.key()) : null;
  }

  boolean isOpen(Staged staged) {
    return open.containsValue(staged);
  }

  Object key() {
    return transactions.key();
  }

  private void end(Object key, boolean success) {
    synchronized (monitor) {
      Staged staged = open.remove(key);
      if (staged != null && success) {
        commit.accept(staged);
      }
      after.ended(key, staged);
    }
  }

  /** Told of each end, so that what the transaction held can be given back. */
  @FunctionalInterface
  interface Ended {
    void ended(Object key, @Nullable Staged staged);
  }
}
