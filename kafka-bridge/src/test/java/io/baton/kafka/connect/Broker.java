package io.baton.kafka.connect;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQNotConnectedException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A broker in memory with the bridge's queues. */
final class Broker {
  private static final long SOON = 10_000;

  private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
  private final int port;
  private final ActiveMQConnectionFactory factory;

  Broker() throws Exception {
    this(freePort());
  }

  /** With nothing in it, where another one was. */
  Broker(int port) throws Exception {
    this.port = port;
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setPersistenceEnabled(false)
        .setSecurityEnabled(false)
        .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1))
        .addAcceptorConfiguration(
            new TransportConfiguration(
                NettyAcceptorFactory.class.getName(),
                Map.of("host", "127.0.0.1", "port", port, "protocols", "CORE")));
    for (String name : List.of("out", "in", "baton.parked", "baton.bridge")) {
      configuration.addQueueConfiguration(
          QueueConfiguration.of(name)
              .setRoutingType(RoutingType.ANYCAST)
              .setExclusive(name.equals("out")));
    }
    server.setConfiguration(configuration);
    server.start();
    factory = new ActiveMQConnectionFactory(url());
  }

  private static int freePort() {
    while (true) {
      int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket probe = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
  }

  int port() {
    return port;
  }

  String url() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Everybody who is connected is no more, without a word. */
  void cut() {
    server
        .getActiveMQServer()
        .getRemotingService()
        .getConnections()
        .forEach(connection -> connection.fail(new ActiveMQNotConnectedException("cut")));
  }

  /** Messages that nobody has taken for good. */
  long count(String queue) throws ActiveMQException {
    return server.getActiveMQServer().locateQueue(queue).getMessageCount();
  }

  void send(String queue, int priority, String text, Map<String, String> properties) {
    try (JMSContext session = factory.createContext()) {
      Message message = session.createTextMessage(text);
      for (Map.Entry<String, String> property : properties.entrySet()) {
        message.setStringProperty(property.getKey(), property.getValue());
      }
      session.createProducer().setPriority(priority).send(session.createQueue(queue), message);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the bridge sends it: the broker keeps the first with this id only. */
  void send(String queue, Map<String, Object> properties, String duplicateId) {
    try (JMSContext session = factory.createContext()) {
      Message message = session.createMessage();
      for (Map.Entry<String, Object> property : properties.entrySet()) {
        message.setObjectProperty(property.getKey(), property.getValue());
      }
      message.setStringProperty("_AMQ_DUPL_ID", duplicateId);
      session.createProducer().send(session.createQueue(queue), message);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes as many messages as are said to be there. */
  List<TextMessage> take(String queue, long count) {
    List<TextMessage> all = new ArrayList<>();
    try (JMSContext session = factory.createContext();
        JMSConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      while (all.size() < count) {
        Message next = consumer.receive(SOON);
        if (next == null) {
          throw new AssertionError(all.size() + " messages in " + queue + ", not " + count);
        }
        all.add((TextMessage) next);
      }
    }
    return all;
  }

  void close() throws Exception {
    factory.close();
    server.stop();
  }
}
