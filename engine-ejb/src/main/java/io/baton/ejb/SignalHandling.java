package io.baton.ejb;

import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.engine.Handled;
import io.baton.engine.SignalDesk;
import io.baton.model.Codes;
import io.baton.model.Incident.Kind;
import io.baton.model.SignalRequest;
import io.baton.port.Transactions;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** A signal, from its queue to its case in one transaction. */
public final class SignalHandling {
  private final SignalDesk desk;
  private final Parking parking;
  private final Transactions transactions;

  public SignalHandling(SignalDesk desk, Parking parking, Transactions transactions) {
    this.desk = desk;
    this.parking = parking;
    this.transactions = transactions;
  }

  /**
   * @param rollBack marks the message's transaction for rollback
   */
  public void handle(Message message, Runnable rollBack) throws JMSException {
    SignalRequest signal;
    try {
      signal = Incoming.signal(message);
    } catch (UnreadableException e) {
      parking.park(message, Kind.POISON, Codes.SIGNAL_UNREADABLE, String.valueOf(e.getMessage()));
      return;
    }
    Handled handled = desk.handle(signal, Incoming.delivery(message));
    GivingBack.unlessMoved(
        handled,
        transactions,
        rollBack,
        () -> "signal " + signal.signal() + " " + signal.messageId());
  }
}
