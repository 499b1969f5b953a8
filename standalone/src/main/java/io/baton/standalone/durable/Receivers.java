package io.baton.standalone.durable;

import io.baton.ejb.Guard;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A thread for each session of each subscription. */
public final class Receivers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Receivers.class.getName());

  private final List<Thread> threads = new ArrayList<>();
  private final Duration patience;
  private volatile boolean stopping;

  /**
   * @param patience how long a stop waits for what is under way
   */
  public Receivers(
      List<Subscription> subscriptions,
      JoinedSessions sessions,
      TransactionManager transactions,
      Guard guard,
      Duration patience) {
    this.patience = patience;
    for (Subscription subscription : subscriptions) {
      for (int i = 1; i <= subscription.sessions(); i++) {
        var receiver = new Receiver(subscription, sessions, transactions, guard, () -> stopping);
        threads.add(new Thread(receiver, subscription.queue() + "-" + i));
      }
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /** Takes nothing new, and waits for what is under way. */
  @Override
  public void close() {
    stopping = true;
    long until = System.nanoTime() + patience.toNanos();
    try {
      for (Thread thread : threads) {
        if (thread != Thread.currentThread()) {
          thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
          if (thread.isAlive()) {
            LOG.log(
                System.Logger.Level.WARNING,
                "{0} is still at work; its transaction will be rolled back",
                thread.getName());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
