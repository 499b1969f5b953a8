package io.baton.ejb;

import java.time.Duration;

/**
 * Closed while the database is away: messages wait in front of it instead of failing again and
 * again, so an outage costs a healthy command next to none of its deliveries.
 */
public final class DatabaseGate {
  private static final System.Logger LOG = System.getLogger(DatabaseGate.class.getName());

  private final Database database;
  private final Duration patience;
  private boolean open = true;
  private boolean closedForGood;

  /**
   * @param patience how long a message waits before it goes back to its queue; well below the
   *     transaction time-out
   */
  public DatabaseGate(Database database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /** Waits until the database is there; false when the message has to go back to its queue. */
  public synchronized boolean passes() {
    long until = System.nanoTime() + patience.toNanos();
    while (!open) {
      long left = until - System.nanoTime();
      if (closedForGood || left <= 0) {
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

  /** Lets nobody pass any more, database or not; who waits goes back at once. */
  public synchronized void closeForGood() {
    closedForGood = true;
    open = false;
    notifyAll();
  }

  /** Called regularly: opens the gate again. */
  public void lookAgain() {
    boolean closed;
    synchronized (this) {
      closed = !open && !closedForGood;
    }
    if (closed && database.answers()) {
      set(true);
    }
  }

  private synchronized void set(boolean next) {
    if (closedForGood || open == next) {
      return;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        next ? "the database is back: commands go on" : "the database is away: commands wait");
    open = next;
    notifyAll();
  }
}
