package io.baton.ejb;

import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.engine.HealthDesk;
import io.baton.model.Codes;
import io.baton.model.Incident.Kind;
import io.baton.wire.HealthCodec;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** What is told of services, from its queue to where it is kept. */
public final class HealthHandling {
  private final HealthDesk desk;
  private final Parking parking;

  public HealthHandling(HealthDesk desk, Parking parking) {
    this.desk = desk;
    this.parking = parking;
  }

  public void handle(Message message) throws JMSException {
    try {
      desk.handle(HealthCodec.read(Incoming.text(message)));
    } catch (UnreadableException e) {
      String why = String.valueOf(e.getMessage());
      parking.park(message, Kind.POISON, Codes.HEALTH_UNREADABLE, why);
    }
  }
}
