package io.baton.ejb;

import io.baton.port.Transactions;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.JMSException;

/**
 * Around the handling of every message: whatever goes wrong below the work rolls it back, so that
 * the message comes again after its queue's redelivery delay. Nothing is thrown at the container,
 * which would throw the bean away.
 */
final class Guard {
  private static final System.Logger LOG = System.getLogger(Guard.class.getName());

  private final DatabaseGate gate;
  private final Transactions transactions;

  Guard(DatabaseGate gate, Transactions transactions) {
    this.gate = gate;
    this.transactions = transactions;
  }

  void run(MessageDrivenContext transaction, Handling handling) {
    if (!gate.passes()) {
      transaction.setRollbackOnly();
      return;
    }
    try {
      handling.run();
    } catch (JMSException | RuntimeException e) {
      if (transactions.active()) { // What timed out is over already.
        transaction.setRollbackOnly();
      }
      LOG.log(System.Logger.Level.WARNING, "rolled back, to come again: " + e.getMessage(), e);
      gate.suspect();
    }
  }

  /** What is done with a message. */
  @FunctionalInterface
  interface Handling {
    void run() throws JMSException;
  }
}
