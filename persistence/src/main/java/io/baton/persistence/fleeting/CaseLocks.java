package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One lock per case, owned by a transaction, not by a thread: a transaction may end on another one.
 * Guarded by the monitor that is passed in.
 */
final class CaseLocks {
  private final Map<CaseId, Object> owners = new HashMap<>();
  private final Object monitor;
  private final Duration limit;

  CaseLocks(Object monitor, Duration limit) {
    this.monitor = monitor;
    this.limit = limit;
  }

  boolean owns(Object transaction, CaseId id) {
    return transaction.equals(owners.get(id));
  }

  /** Waits for the end of the transaction that owns the lock, giving the monitor away meanwhile. */
  void take(Object transaction, CaseId id) {
    long until = System.nanoTime() + limit.toNanos();
    try {
      while (owners.containsKey(id) && !owns(transaction, id)) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          throw new IllegalStateException(
              "case %s is locked by another transaction for more than %d ms"
                  .formatted(id, limit.toMillis()));
        }
        monitor.wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for case " + id, e);
    }
    owners.put(id, transaction);
  }

  void release(Object transaction) {
    owners.values().removeIf(transaction::equals);
    monitor.notifyAll();
  }

  void release(Object transaction, CaseId id) {
    owners.remove(id, transaction);
    monitor.notifyAll();
  }
}
