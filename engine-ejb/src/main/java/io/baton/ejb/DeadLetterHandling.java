package io.baton.ejb;

import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Names;
import io.baton.ejb.jms.Parking;
import io.baton.engine.DeadLetters;
import io.baton.model.Codes;
import io.baton.model.Incident.Kind;
import io.baton.wire.UnreadableException;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;

/** A dead letter: back to work when it was not to blame, aside when it cannot be read. */
final class DeadLetterHandling {
  private static final System.Logger LOG = System.getLogger(DeadLetterHandling.class.getName());
  private static final long START_AGAIN_MILLIS = 10_000;

  private final DeadLetters deadLetters;
  private final Parking parking;
  private final ConnectionFactory connections;
  private final Queue starts;

  DeadLetterHandling(
      DeadLetters deadLetters, Parking parking, ConnectionFactory connections, Queue starts) {
    this.deadLetters = deadLetters;
    this.parking = parking;
    this.connections = connections;
    this.starts = starts;
  }

  void handle(Message message) throws JMSException {
    String from = String.valueOf(message.getStringProperty(Names.ORIGINAL_ADDRESS));
    LOG.log(System.Logger.Level.WARNING, "dead letter {0} of {1}", message.getJMSMessageID(), from);
    if (from.equals(Names.START_ADDRESS)) {
      startAgain(message);
      return;
    }
    try {
      deadLetters.handle(Incoming.commands(message), Incoming.delivery(message).hops());
    } catch (UnreadableException e) {
      parking.park(message, Kind.DEAD, Codes.COMMAND_UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  /** A request that is wrong is answered or parked; one that died was never looked at. */
  private void startAgain(Message message) {
    try (JMSContext session = connections.createContext()) {
      session.createProducer().setDeliveryDelay(START_AGAIN_MILLIS).send(starts, message);
    }
  }
}
