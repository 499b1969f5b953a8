package io.baton.cli.local;

import io.baton.model.Command;
import io.baton.model.DefinitionRequest;
import io.baton.model.SignalRequest;
import io.baton.wire.CommandCodec;
import io.baton.wire.DefinitionRequestCodec;
import io.baton.wire.HealthCodec;
import io.baton.wire.SignalCodec;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

  /** What the server says to a wish about workflows as data; empty when it says nothing in time. */
  public Optional<String> definition(DefinitionRequest wish, Duration patience) {
    return broker.ask("baton.definitions", DefinitionRequestCodec.write(wish), patience);
  }

  /** What an operator says of a service. */
  public void service(String name, boolean up) {
    send("baton.health", HealthCodec.operator(name, up));
  }

  private void send(String queue, String text) {
    try (ActiveMQConnectionFactory factory = broker.factory();
        JMSContext client = broker.connect(factory)) {
      client.createProducer().send(client.createQueue(queue), text);
    }
  }
}
