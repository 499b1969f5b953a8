package io.baton.cli.local;

import io.baton.model.Command;
import io.baton.model.SignalRequest;
import io.baton.wire.CommandCodec;
import io.baton.wire.SignalCodec;
import jakarta.jms.JMSContext;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Sends to cases of a running server. */
public final class CommandDoor {
  private final StartQueue broker;

  CommandDoor(StartQueue broker) {
    this.broker = broker;
  }

  public void signal(SignalRequest signal) {
    send("baton.signals", SignalCodec.write(signal));
  }

  public void command(Command command) {
    send("baton.commands", CommandCodec.write(List.of(command)));
  }

  private void send(String queue, String text) {
    try (ActiveMQConnectionFactory factory = broker.factory();
        JMSContext client = broker.connect(factory)) {
      client.createProducer().send(client.createQueue(queue), text);
    }
  }
}
