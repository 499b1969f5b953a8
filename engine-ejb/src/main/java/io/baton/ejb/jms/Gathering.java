package io.baton.ejb.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes what else waits in a queue into the transaction of a message that came from it. What a
 * transaction costs is by the transaction, and hardly by what it does: where many messages wait,
 * many share one. It never waits for a message, and a message that has the node to itself is not
 * kept waiting by a look at an empty queue.
 */
public final class Gathering {
  private static final String MAY_SHARE = Names.ALONE + " IS NULL";

  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Looks that found nothing are followed by as many messages without a look, up to this. */
  private static final int LONGEST_PAUSE = 16;

  private final ConnectionFactory sessions;
  private final Runnable share;
  private final Queue queue;
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger vainLooks = new AtomicInteger();
  private final AtomicInteger pause = new AtomicInteger();
  private volatile long restSince = System.nanoTime() - REST_NANOS;

  public Gathering(SharedSessions sessions, Queue queue) {
    this(sessions, sessions::share, queue);
  }

  /**
   * @param sessions gives the current transaction's only session
   */
  public Gathering(ConnectionFactory sessions, Queue queue) {
    this(sessions, () -> {}, queue);
  }

  private Gathering(ConnectionFactory sessions, Runnable share, Queue queue) {
    this.sessions = sessions;
    this.share = share;
    this.queue = queue;
  }

  /** What messages are put into. */
  public interface Basket {
    boolean hasRoom();

    void put(Message message) throws JMSException;
  }

  /** Handles one message, or several. */
  @FunctionalInterface
  public interface Work {
    void run() throws JMSException;
  }

  /** Does the work with one message; who gathers meanwhile knows that somebody is at work. */
  public void during(Work work) throws JMSException {
    atWork.incrementAndGet();
    try {
      work.run();
    } finally {
      atWork.decrementAndGet();
    }
  }

  /** Fills the basket as far as it has room and messages wait. */
  public void fill(Basket basket) throws JMSException {
    share.run();
    if (!basket.hasRoom() || !isWorthwhile()) {
      return;
    }
    int found = 0;
    try (JMSContext session = sessions.createContext();
        JMSConsumer consumer = session.createConsumer(queue, MAY_SHARE)) {
      while (basket.hasRoom()) {
        Message next = consumer.receiveNoWait();
        if (next == null) {
          break;
        }
        found++;
        basket.put(next);
      }
    }
    if (found > 0) {
      vainLooks.set(0);
    } else {
      pause.set(vainLooks.updateAndGet(looks -> Math.min(LONGEST_PAUSE, looks + 1)));
    }
  }

  private boolean isWorthwhile() {
    return atWork.get() >= 2
        && pause.getAndUpdate(Gathering::less) == 0
        && System.nanoTime() - restSince >= REST_NANOS;
  }

  /** For a while each message is alone: one of many has failed, and nobody knows which. */
  public void rest() {
    restSince = System.nanoTime();
  }

  private static int less(int count) {
    return Math.max(0, count - 1);
  }
}
