package io.baton.worker;

import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import io.baton.wire.Json;
import io.baton.wire.RemoteAnswerCodec;
import io.baton.wire.RemoteRequestCodec;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A broker as server-config makes one, and Baton's side of it. */
final class Broker {
  private static final String ANSWERS = "baton.answers";
  private static final String DEAD = "jms.queue.baton.dead";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
  private final int id = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
  private final int port = freePort();
  private final JMSContext session;
  private final JMSConsumer answers;

  Broker() throws Exception {
    AddressSettings settings =
        new AddressSettings()
            .setDeadLetterAddress(SimpleString.of(DEAD))
            .setMaxDeliveryAttempts(2)
            .setDefaultQueueRoutingType(RoutingType.ANYCAST)
            .setDefaultAddressRoutingType(RoutingType.ANYCAST);
    server.setConfiguration(
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .addAddressSetting("jms.queue.baton.#", settings)
            // There before the first dead letter, which is gone where no queue is.
            .addQueueConfiguration(QueueConfiguration.of(DEAD).setRoutingType(RoutingType.ANYCAST))
            .addAcceptorConfiguration(
                new TransportConfiguration(
                    InVMAcceptorFactory.class.getName(), Map.of("serverId", id)))
            .addAcceptorConfiguration(
                new TransportConfiguration(
                    NettyAcceptorFactory.class.getName(),
                    Map.of("host", "127.0.0.1", "port", port, "protocols", "AMQP"))));
    server.start();
    session = connections().createContext();
    answers = session.createConsumer(session.createQueue(ANSWERS));
  }

  private static int freePort() {
    while (true) {
      int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket probe = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // The next one, then.
      }
    }
  }

  int port() {
    return port;
  }

  ConnectionFactory connections() {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://" + id);
    factory.setEnable1xPrefixes(true);
    return factory;
  }

  static RemoteRequest request(String caseId, String method, Object... args) {
    List<Payload> payloads = Arrays.stream(args).map(Json::payload).toList();
    return new RemoteRequest(
        new CaseId(caseId),
        new RefId("2.1"),
        method.startsWith("cancel"),
        "hotel",
        new ActivityName("Booking." + method),
        payloads,
        3,
        Instant.now().plus(Duration.ofMinutes(1)),
        "alice",
        "trip",
        "1");
  }

  static RemoteRequest until(Instant deadline, RemoteRequest of) {
    return new RemoteRequest(
        of.caseId(),
        of.ref(),
        of.undo(),
        of.destination(),
        of.activity(),
        of.args(),
        of.attempt(),
        deadline,
        of.starter(),
        of.workflow(),
        of.version());
  }

  void ask(RemoteRequest request) {
    send(request.activity().value(), RemoteRequestCodec.write(request, ANSWERS));
  }

  void send(String activity, String text) {
    session
        .createProducer()
        .setProperty("baton_activity", activity)
        .send(session.createQueue("baton.work.hotel"), text);
  }

  /** The next answer, as Baton understands it. */
  Command answer() throws JMSException {
    TextMessage message = (TextMessage) answers.receive(SOON.toMillis());
    if (message == null) {
      throw new IllegalStateException("no answer");
    }
    return RemoteAnswerCodec.read(message.getText(), message.getJMSMessageID());
  }

  /** The next dead letter. */
  @Nullable String dead() {
    try (JMSContext own = connections().createContext();
        JMSConsumer dead = own.createConsumer(own.createQueue("baton.dead"))) {
      return dead.receiveBody(String.class, SOON.toMillis());
    }
  }

  void close() throws Exception {
    session.close();
    server.stop();
  }
}
