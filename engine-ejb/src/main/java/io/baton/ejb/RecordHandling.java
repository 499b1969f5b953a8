package io.baton.ejb;

import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.ejb.jms.RecordMessages;
import io.baton.engine.RecordIntake;
import io.baton.model.Codes;
import io.baton.model.Incident.Kind;
import io.baton.model.StreamRecord;
import io.baton.port.Transactions;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** A record of Kafka, from its queue to what it wants in one transaction. */
public final class RecordHandling {
  private static final System.Logger LOG = System.getLogger(RecordHandling.class.getName());

  private final RecordIntake intake;
  private final Parking parking;
  private final Transactions transactions;

  public RecordHandling(RecordIntake intake, Parking parking, Transactions transactions) {
    this.intake = intake;
    this.parking = parking;
    this.transactions = transactions;
  }

  /**
   * @param rollBack marks the message's transaction for rollback
   */
  public void handle(Message message, Runnable rollBack) throws JMSException {
    StreamRecord record;
    try {
      record = RecordMessages.read(message);
    } catch (UnreadableException e) {
      String why = String.valueOf(e.getMessage());
      parking.park(message, Kind.POISON, Codes.RECORD_WITHOUT_IDENTITY, why);
      return;
    }
    RecordIntake.Taken taken = intake.take(record, Incoming.delivery(message));
    if (taken instanceof RecordIntake.Taken.ComeAgain notYet) {
      if (transactions.active()) { // What timed out is over already.
        rollBack.run();
      }
      LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", record.id(), notYet.why());
    }
  }
}
