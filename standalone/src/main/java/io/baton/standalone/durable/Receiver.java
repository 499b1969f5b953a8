package io.baton.standalone.durable;

import io.baton.ejb.Guard;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.XAJMSContext;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;

/**
 * One session's loop: begin, receive, handle, commit. What a container does for a message-driven
 * bean.
 */
final class Receiver implements Runnable {
  private static final System.Logger LOG = System.getLogger(Receiver.class.getName());
  private static final long PAUSE_MILLIS = 1_000;

  /** How long an empty queue is listened to in one transaction; also what a stop may take. */
  static final Duration WAIT = Duration.ofMillis(500);

  private final Subscription subscription;
  private final JoinedSessions sessions;
  private final TransactionManager transactions;
  private final Guard guard;
  private final BooleanSupplier stopping;

  Receiver(
      Subscription subscription,
      JoinedSessions sessions,
      TransactionManager transactions,
      Guard guard,
      BooleanSupplier stopping) {
    this.subscription = subscription;
    this.sessions = sessions;
    this.transactions = transactions;
    this.guard = guard;
    this.stopping = stopping;
  }

  /** A session that failed is thrown away, and after a pause there is a new one. */
  @Override
  public void run() {
    while (!stopping.getAsBoolean()) {
      try (XAJMSContext session = sessions.open()) {
        JMSConsumer consumer =
            session.createConsumer(ActiveMQDestination.createQueue(subscription.queue()));
        while (!stopping.getAsBoolean()) {
          receive(session, consumer);
        }
      } catch (JMSRuntimeException | IllegalStateException e) {
        if (!stopping.getAsBoolean()) {
          LOG.log(
              System.Logger.Level.WARNING, subscription.queue() + " is listened to anew: " + e, e);
          pause();
        }
      }
    }
  }

  private void receive(XAJMSContext session, JMSConsumer consumer) {
    begin();
    boolean done = false;
    try {
      sessions.join(session);
      Message message = consumer.receive(WAIT.toMillis());
      if (message != null) {
        guard.run(
            this::rollBackOnly, () -> subscription.handler().handle(message, this::rollBackOnly));
      }
      done = true;
    } finally {
      end(done);
    }
  }

  private void begin() {
    try {
      transactions.begin();
    } catch (NotSupportedException | SystemException e) {
      throw new IllegalStateException("no transaction can begin: " + e.getMessage(), e);
    }
  }

  private void rollBackOnly() {
    try {
      transactions.setRollbackOnly();
    } catch (SystemException e) {
      throw new IllegalStateException("a transaction cannot roll back: " + e.getMessage(), e);
    }
  }

  private void end(boolean commit) {
    try {
      if (commit && transactions.getStatus() == Status.STATUS_ACTIVE) {
        transactions.commit();
      } else {
        transactions.rollback();
      }
    } catch (RollbackException e) {
      LOG.log(System.Logger.Level.WARNING, "rolled back, to come again: {0}", e.getMessage());
    } catch (HeuristicMixedException | HeuristicRollbackException e) {
      LOG.log(System.Logger.Level.ERROR, "a transaction may have committed in part: " + e, e);
    } catch (SystemException e) {
      throw new IllegalStateException("a transaction did not end: " + e.getMessage(), e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
