package io.baton.ejb;

import java.time.Duration;

/**
 * Closed while the database is away: messages wait in front of it instead of failing again and
 * again, so an outage costs a healthy command next to none of its deliveries.
 */
final class DatabaseGate {
  private static final System.Logger LOG = System.getLogger(DatabaseGate.class.getName());

  private final Database database;
  private final Duration patience;
  private boolean open;
  private boolean lost;

  /**
   * @param patience how long a message waits before it goes back to its queue; well below the
   *     transaction time-out
   * @param open false to let nobody pass before {@link #open}
   */
  DatabaseGate(Database database, Duration patience, boolean open) {
    this.open = open;
    this.database = database;
    this.patience = patience;
  }

  /** Waits until the database is there; false when it has not come in time. */
  synchronized boolean passes() {
    long until = System.nanoTime() + patience.toNanos();
    while (!open) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      try {
        wait(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Something failed; if it was because the database is away, the gate closes. */
  void suspect() {
    if (!database.answers()) {
      set(false);
    }
  }

  /** Lets nobody pass any more, database or not. */
  synchronized void closeForGood() {
    lost = true;
    open = false;
  }

  /** Called regularly: opens the gate again. */
  void lookAgain() {
    boolean closed;
    synchronized (this) {
      closed = !open && !lost;
    }
    if (closed && database.answers()) {
      set(true);
    }
  }

  private synchronized void set(boolean next) {
    if (open != next) {
      LOG.log(
          System.Logger.Level.WARNING,
          next ? "the database is back: commands go on" : "the database is away: commands wait");
    }
    open = next;
    notifyAll();
  }

  /** Lets everybody go: at the beginning, and when the server stops. */
  synchronized void open() {
    open = true;
    notifyAll();
  }
}
