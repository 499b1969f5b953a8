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
        threads.add(thread(receiver, subscription.queue() + "-" + i));
      }
    }
  }

  private Thread thread(Runnable receiver, String name) {
    Thread thread = new Thread(receiver, name);
    thread.setUncaughtExceptionHandler(
        (dead, error) -> {
          LOG.log(System.Logger.Level.ERROR, name + " died and is replaced", error);
          replace(receiver, name);
        });
    return thread;
  }

  private synchronized void replace(Runnable receiver, String name) {
    if (!stopping) {
      Thread next = thread(receiver, name);
      threads.add(next);
      next.start();
    }
  }

  public synchronized void start() {
    threads.forEach(Thread::start);
  }

  /** Takes nothing new, and waits for what is under way. */
  @Override
  public void close() {
    List<Thread> all;
    synchronized (this) {
      stopping = true;
      all = List.copyOf(threads);
    }
    long until = System.nanoTime() + patience.toNanos();
    try {
      for (Thread thread : all) {
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
