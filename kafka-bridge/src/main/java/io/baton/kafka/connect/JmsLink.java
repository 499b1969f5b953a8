package io.baton.kafka.connect;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * One connection with one transacted session. It does not come back after a failure: a session that
 * reconnects by itself does not say what became of its transaction.
 */
final class JmsLink implements AutoCloseable {
  private static final int NEVER = 0;

  private final ActiveMQConnectionFactory factory;
  private final Connection connection;
  private final Session session;
  private volatile boolean lost;

  private JmsLink(ActiveMQConnectionFactory factory, Connection connection) throws JMSException {
    this.factory = factory;
    this.connection = connection;
    this.session = connection.createSession(true, Session.SESSION_TRANSACTED);
    connection.setExceptionListener(why -> lost = true);
  }

  static JmsLink open(JmsSettings settings) throws JMSException {
    ActiveMQConnectionFactory factory = factory(settings);
    try {
      Connection connection = factory.createConnection(settings.user(), settings.password());
      try {
        JmsLink link = new JmsLink(factory, connection);
        connection.start();
        return link;
      } catch (JMSException e) {
        connection.close();
        throw e;
      }
    } catch (JMSException e) {
      factory.close();
      throw e;
    }
  }

  private static ActiveMQConnectionFactory factory(JmsSettings settings) {
    ActiveMQConnectionFactory plain = new ActiveMQConnectionFactory(settings.url());
    ActiveMQConnectionFactory factory = plain;
    Map<String, Object> tls = settings.tls();
    if (!tls.isEmpty()) {
      factory =
          new ActiveMQConnectionFactory(
              false,
              Arrays.stream(plain.getStaticConnectors())
                  .map(transport -> with(transport, tls))
                  .toArray(TransportConfiguration[]::new));
      plain.close();
    }
    factory.setReconnectAttempts(NEVER);
    factory.setInitialConnectAttempts(1);
    factory.setConnectionTTL(settings.ttlMillis());
    factory.setClientFailureCheckPeriod(settings.ttlMillis());
    factory.setCallTimeout(settings.ttlMillis());
    return factory;
  }

  private static TransportConfiguration with(
      TransportConfiguration transport, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(transport.getParams());
    all.putAll(more);
    return new TransportConfiguration(transport.getFactoryClassName(), all);
  }

  /** Whether it is known to have failed, also while nobody uses it. */
  boolean isLost() {
    return lost;
  }

  /** Its work is seen when this is committed. */
  Session session() {
    return session;
  }

  /** A session of its own, whose work is seen at once. */
  Session immediate() throws JMSException {
    return connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  /**
   * Gives back what was taken before the consumers end: else the broker hands the messages that are
   * behind them to the next consumer first.
   */
  @Override
  public void close() throws JMSException {
    try {
      session.rollback();
    } finally {
      try {
        connection.close();
      } finally {
        factory.close();
      }
    }
  }
}
