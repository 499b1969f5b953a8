package io.baton.ejb;

import io.baton.port.Transactions;
import jakarta.jms.JMSException;

/**
 * Around the handling of every message: whatever goes wrong below the work rolls it back, so that
 * the message comes again after its queue's redelivery delay. Nothing is thrown at the container,
 * which would throw the bean away.
 */
public final class Guard {
  private static final System.Logger LOG = System.getLogger(Guard.class.getName());

  private final DatabaseGate gate;
  private final Transactions transactions;

  public Guard(DatabaseGate gate, Transactions transactions) {
    this.gate = gate;
    this.transactions = transactions;
  }

  /**
   * @param rollBack marks the message's transaction for rollback
   */
  public void run(Runnable rollBack, Handling handling) {
    if (!gate.passes()) {
      rollBack.run();
      return;
    }
    try {
      handling.run();
    } catch (JMSException | RuntimeException e) {
      if (transactions.active()) { // What timed out is over already.
        rollBack.run();
      }
      LOG.log(System.Logger.Level.WARNING, "rolled back, to come again: " + e.getMessage(), e);
      gate.suspect();
    }
  }

  /** What is done with a message. */
  @FunctionalInterface
  public interface Handling {
    void run() throws JMSException;
  }
}
