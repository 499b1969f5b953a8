package io.baton.cli.local;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Sends start messages to a server, as any JMS client in another JVM would. */
public final class StartQueue {
  private static final String NAME = "baton.start";

  private final String url;
  private final String user;
  private final String password;

  /**
   * @param httpPort of the server's HTTP listener, which upgrades to the broker's protocol
   */
  public StartQueue(int httpPort, String user, String password) {
    this.url =
        "tcp://127.0.0.1:%d?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor&activemqServerName=default"
            .formatted(httpPort);
    this.user = user;
    this.password = password;
  }

  /** Sends all of them in one transaction; when this returns, none can be lost. */
  public void send(List<String> requests) {
    try (ActiveMQConnectionFactory factory = factory();
        JMSContext client = factory.createContext(user, password, JMSContext.SESSION_TRANSACTED)) {
      JMSProducer producer = client.createProducer();
      Queue queue = client.createQueue(NAME);
      requests.forEach(request -> producer.send(queue, request));
      client.commit();
    }
  }

  /** Sends one and waits for what the case, or the refusal of a case, answers. */
  public Optional<String> ask(String request, Duration patience) {
    return ask(NAME, request, patience);
  }

  Optional<String> ask(String queue, String request, Duration patience) {
    try (ActiveMQConnectionFactory factory = factory();
        JMSContext client = connect(factory)) {
      Queue answers = client.createTemporaryQueue();
      client.createProducer().setJMSReplyTo(answers).send(client.createQueue(queue), request);
      String answer = client.createConsumer(answers).receiveBody(String.class, patience.toMillis());
      return Optional.ofNullable(answer);
    }
  }

  JMSContext connect(ActiveMQConnectionFactory factory) {
    return factory.createContext(user, password);
  }

  ActiveMQConnectionFactory factory() {
    var factory = new ActiveMQConnectionFactory(url);
    factory.setEnable1xPrefixes(true);
    return factory;
  }
}
