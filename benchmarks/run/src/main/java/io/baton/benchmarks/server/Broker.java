package io.baton.benchmarks.server;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The server's broker, seen by a client in another JVM. */
final class Broker {
  /** As large as a transaction may be without the client's memory being the limit. */
  private static final int IN_ONE_TRANSACTION = 1_000;

  private static final long NONE_LEFT_MILLIS = 200;

  private final String url;
  private final String user;
  private final String password;

  /**
   * @param httpPort of the server's HTTP listener, which upgrades to the broker's protocol
   */
  Broker(int httpPort, String user, String password) {
    this.url =
        "tcp://127.0.0.1:%d?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor&activemqServerName=default"
            .formatted(httpPort);
    this.user = user;
    this.password = password;
  }

  /** When this returns, none can be lost. */
  void send(String queueName, List<String> texts) {
    send(queueName, texts, IN_ONE_TRANSACTION);
  }

  void send(String queueName, List<String> texts, int inOneTransaction) {
    try (ActiveMQConnectionFactory factory = factory();
        JMSContext client = transacted(factory)) {
      JMSProducer producer = client.createProducer();
      Queue queue = client.createQueue(queueName);
      int sent = 0;
      for (String text : texts) {
        producer.send(queue, text);
        sent++;
        if (sent % inOneTransaction == 0) {
          client.commit();
        }
      }
      client.commit();
    }
  }

  /** Takes what is on a queue that nobody else reads. */
  void drain(String queueName) {
    try (ActiveMQConnectionFactory factory = factory();
        JMSContext client = transacted(factory)) {
      JMSConsumer consumer = client.createConsumer(client.createQueue(queueName));
      int taken = 0;
      while (consumer.receive(NONE_LEFT_MILLIS) != null) {
        taken++;
        if (taken % IN_ONE_TRANSACTION == 0) {
          client.commit();
        }
      }
      client.commit();
    }
  }

  private JMSContext transacted(ActiveMQConnectionFactory factory) {
    return factory.createContext(user, password, JMSContext.SESSION_TRANSACTED);
  }

  private ActiveMQConnectionFactory factory() {
    var factory = new ActiveMQConnectionFactory(url);
    factory.setEnable1xPrefixes(true);
    return factory;
  }
}
