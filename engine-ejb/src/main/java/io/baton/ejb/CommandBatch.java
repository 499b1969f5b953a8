package io.baton.ejb;

import io.baton.ejb.jms.Gathering;
import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.ejb.node.Paces;
import io.baton.engine.Arrival;
import io.baton.engine.Delivery;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Incident.Kind;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The messages of one transaction: so many that it ends soon. */
final class CommandBatch implements Gathering.Basket {
  private static final int MOST = 64;

  /** Whoever was taken back with others has half as many beside it next time. */
  private static final int HALVINGS = 6;

  /** Nobody waits much longer for the others than for the end of the transaction itself. */
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(20);

  private final Parking parking;
  private final Blameless blameless;
  private final Paces paces;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private long expected;
  private int most = MOST;

  CommandBatch(Parking parking, Blameless blameless, Paces paces) {
    this.parking = parking;
    this.blameless = blameless;
    this.paces = paces;
  }

  /** One that cannot be read is put aside. */
  @Override
  public void put(Message message) throws JMSException {
    List<Command> read;
    try {
      read = Incoming.commands(message);
    } catch (UnreadableException e) {
      parking.park(message, Kind.POISON, Codes.COMMAND_UNREADABLE, String.valueOf(e.getMessage()));
      return;
    }
    Delivery came = Incoming.delivery(message);
    Delivery delivery = came.without(blameless.times(read));
    arrivals.add(new Arrival(read, delivery));
    commands.addAll(read);
    expected += paces.expected(read);
    boolean apart = delivery.count() > 1 || Incoming.isAlone(message);
    most = Math.min(most, apart ? 1 : MOST >> Math.min(came.count() - 1, HALVINGS));
  }

  @Override
  public boolean hasRoom() {
    return commands.size() < most && expected < LONGEST;
  }

  List<Arrival> arrivals() {
    return arrivals;
  }

  List<Command> commands() {
    return commands;
  }

  /** Whether one of them came before, and is not known to have been blameless then. */
  boolean isSuspect() {
    return arrivals.stream().anyMatch(arrival -> arrival.delivery().count() > 1);
  }
}
