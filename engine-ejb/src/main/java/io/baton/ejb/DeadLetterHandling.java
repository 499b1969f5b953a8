package io.baton.ejb;

import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Names;
import io.baton.ejb.jms.Parking;
import io.baton.engine.DeadLetters;
import io.baton.engine.Delivery;
import io.baton.model.Codes;
import io.baton.model.Incident.Kind;
import io.baton.model.SignalRequest;
import io.baton.wire.UnreadableException;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A dead letter: back to work when it was not to blame, aside when it cannot be read. */
public final class DeadLetterHandling {
  private static final System.Logger LOG = System.getLogger(DeadLetterHandling.class.getName());

  /** What is wrong with these messages is told when they are looked at. */
  private static final Set<String> WHOLE =
      Set.of(
          Names.START_ADDRESS,
          Names.DEFINITIONS_ADDRESS,
          Names.TO_MANAGER_ADDRESS,
          Names.TO_MANAGER_EDITS_ADDRESS,
          Names.HEALTH_ADDRESS);

  private static final long AGAIN_MILLIS = 10_000;

  private final DeadLetters deadLetters;
  private final Parking parking;
  private final ConnectionFactory connections;
  private final Map<String, Queue> putBack;

  /**
   * @param putBack the queues, by address, whose messages are put back: signals that are published,
   *     and what was never looked at
   */
  public DeadLetterHandling(
      DeadLetters deadLetters,
      Parking parking,
      ConnectionFactory connections,
      Map<String, Queue> putBack) {
    this.deadLetters = deadLetters;
    this.parking = parking;
    this.connections = connections;
    this.putBack = Map.copyOf(putBack);
  }

  public void handle(Message message) throws JMSException {
    String from = String.valueOf(message.getStringProperty(Names.ORIGINAL_ADDRESS));
    LOG.log(System.Logger.Level.WARNING, "dead letter {0} of {1}", message.getJMSMessageID(), from);
    if (WHOLE.contains(from)) {
      again(message, from);
      return;
    }
    try {
      Delivery delivery = Incoming.delivery(message);
      if (from.equals(Names.SIGNALS_ADDRESS)) {
        handleSignal(message, delivery);
      } else if (from.equals(Names.ANSWERS_ADDRESS)) {
        deadLetters.handle(List.of(Incoming.answer(message)), delivery);
      } else if (from.startsWith(Names.WORK_ADDRESSES)) {
        deadLetters.handle(Incoming.asked(message));
      } else {
        deadLetters.handle(Incoming.commands(message), delivery);
      }
    } catch (UnreadableException e) {
      parking.park(message, Kind.DEAD, Codes.COMMAND_UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private void handleSignal(Message message, Delivery delivery) throws JMSException {
    SignalRequest signal = Incoming.signal(message);
    if (signal.caseId() == null) {
      again(message, Names.SIGNALS_ADDRESS);
    } else {
      deadLetters.handle(List.of(signal.to(signal.caseId())), delivery);
    }
  }

  /** A request that is wrong is answered or parked; one that died was never looked at. */
  private void again(Message message, String address) {
    Queue queue = Objects.requireNonNull(putBack.get(address), address);
    try (JMSContext session = connections.createContext()) {
      session.createProducer().setDeliveryDelay(AGAIN_MILLIS).send(queue, message);
    }
  }
}
