package io.baton.it.ground;

import io.baton.cli.ground.WildFlyHome;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The server's broker, as JMS clients of other JVMs use it. */
public final class Broker implements AutoCloseable {
  private static final String URL =
      "tcp://127.0.0.1:%d?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor&activemqServerName=default";

  private final ActiveMQConnectionFactory factory;
  private final JMSContext session;

  private Broker(ActiveMQConnectionFactory factory, String user, String password) {
    this.factory = factory;
    this.session = factory.createContext(user, password);
  }

  public static Broker connect() {
    return connect(WildFlyHome.CLIENT, Ground.clientPassword());
  }

  public static Broker connect(String user, String password) {
    var factory = new ActiveMQConnectionFactory(URL.formatted(Ground.httpPort()));
    factory.setEnable1xPrefixes(true);
    return new Broker(factory, user, password);
  }

  public ConnectionFactory connections() {
    return factory;
  }

  public JMSContext session() {
    return session;
  }

  /** Sends a text to the queue {@code baton.<name>}. */
  public void send(String name, String text) {
    session.createProducer().send(session.createQueue("baton." + name), text);
  }

  /** Whether a queue is there and has one consumer at a time. */
  public boolean isExclusive(String address) throws Exception {
    try (ClientSessionFactory sessions = factory.getServerLocator().createSessionFactory();
        ClientSession core =
            sessions.createSession(
                WildFlyHome.CLIENT, Ground.clientPassword(), false, true, true, false, 1)) {
      ClientSession.QueueQuery queue = core.queueQuery(SimpleString.of(address));
      return queue.isExists() && queue.isExclusive();
    }
  }

  @Override
  public void close() {
    session.close();
    factory.close();
  }
}
