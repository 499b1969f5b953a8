package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has maps looked at and changed by one transaction at a time; what is rolled back is changed back.
 */
final class OneAtATime {
  private final CaseId name;
  private final Object monitor;
  private final OpenTransactions open;
  private final CaseLocks lock;

  /**
   * @param name of what is locked
   */
  OneAtATime(CaseId name, Object monitor, OpenTransactions open, Duration patience) {
    this.name = name;
    this.monitor = monitor;
    this.open = open;
    this.lock = new CaseLocks(monitor, patience);
  }

  /** Does it in the caller's transaction, whose alone everything is until it ends. */
  <T> T alone(Supplier<T> work) {
    synchronized (monitor) {
      Staged mine = open.mine();
      Object key = open.key();
      lock.take(key, name);
      if (!open.isOpen(mine)) {
        lock.release(key, name);
        throw new IllegalStateException("the transaction ended while it waited for " + name);
      }
      return work.get();
    }
  }

  /**
   * Changes at once, and back when the transaction is rolled back.
   *
   * @param value null: the key is removed
   */
  <K, V> @Nullable V put(Map<K, V> map, K key, @Nullable V value) {
    V before = value == null ? map.remove(key) : map.put(key, value);
    open.mine()
        .changesBack
        .addFirst(
            () -> {
              if (before == null) {
                map.remove(key);
              } else {
                map.put(key, before);
              }
            });
    return before;
  }

  /** The transaction has ended. */
  void release(Object key) {
    lock.release(key);
  }
}
