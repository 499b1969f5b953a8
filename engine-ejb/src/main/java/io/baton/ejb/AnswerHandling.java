package io.baton.ejb;

import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.engine.AnswerDesk;
import io.baton.engine.Handled;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Incident.Kind;
import io.baton.port.Transactions;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** An answer of somebody outside, from its queue to its case in one transaction. */
public final class AnswerHandling {
  private final AnswerDesk desk;
  private final Parking parking;
  private final Transactions transactions;

  public AnswerHandling(AnswerDesk desk, Parking parking, Transactions transactions) {
    this.desk = desk;
    this.parking = parking;
    this.transactions = transactions;
  }

  /**
   * @param rollBack marks the message's transaction for rollback
   */
  public void handle(Message message, Runnable rollBack) throws JMSException {
    Command answer;
    try {
      answer = Incoming.answer(message);
    } catch (UnreadableException e) {
      parking.park(message, Kind.POISON, Codes.ANSWER_UNREADABLE, String.valueOf(e.getMessage()));
      return;
    }
    Handled handled = desk.handle(answer, Incoming.delivery(message));
    GivingBack.unlessMoved(
        handled, transactions, rollBack, () -> answer.caseId() + " " + answer.id());
  }
}
