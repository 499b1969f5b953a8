package io.baton.it.kafka.whole;

import static org.awaitility.Awaitility.await;

import io.baton.cli.ground.Lifetime;
import io.baton.cli.ground.StateDir;
import io.baton.cli.ground.WildFlyHome;
import io.baton.cli.local.KafkaSide;
import io.baton.cli.local.Local;
import io.baton.cli.local.Progress;
import io.baton.it.kafka.app.DoubtfulBean;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, WildFly, Kafka and Connect as {@code ./baton up --kafka} has them, with {@link
 * Application}; seen from outside, by plain clients.
 */
public final class Installation implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofMillis(20);

  /** Services are asked in the manager's messages, the one named old in RON. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "baton.task.format", "manager",
          "baton.task.format.old", "manager-ron",
          "baton.task.topics", "kafka:fromanager,kafka:frommanager");

  private final StateDir state;
  private final Local local;
  private final KafkaSide kafka;
  private final KafkaProducer<String, String> producer;
  private final Told told;
  private final int httpPort;
  private final String password;

  private Installation(StateDir state, Local local, KafkaSide kafka) throws IOException {
    this.state = state;
    this.local = local;
    this.kafka = kafka;
    this.httpPort = local.httpPort();
    this.password = WildFlyHome.clientPassword(state);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.address(),
            "acks",
            "all",
            "linger.ms",
            0,
            "max.request.size",
            1 << 22);
    this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    this.told = new Told(kafka.address());
  }

  /** Starts all of it anew, without the data of the time before. */
  static Installation start() throws IOException, SQLException {
    StateDir state = StateDir.at(Path.of("target/whole"));
    Local local =
        Local.in(state, new Progress(System.out, System.currentTimeMillis()), Lifetime.SHORT);
    local.down();
    local.dropData();
    local.set(SETTINGS);
    try {
      Path application = Application.in(state.root());
      KafkaSide kafka = local.upWithKafka(application, List.of(), List.of());
      try (Connection database = local.connect();
          Statement statement = database.createStatement()) {
        statement.execute(DoubtfulBean.TABLE);
      }
      return new Installation(state, local, kafka);
    } catch (IOException | IllegalStateException e) {
      local.down();
      throw e;
    }
  }

  /** What {@code bootstrap.servers} is. */
  public String kafka() throws IOException {
    return kafka.address();
  }

  /** Where all of it is kept. */
  StateDir state() {
    return state;
  }

  /** What was started, and can be told more. */
  public Local local() {
    return local;
  }

  /** What has been told on topics. */
  public Told told() {
    return told;
  }

  /** What the REST interface of Connect answers. */
  public String connect(String path) {
    try {
      return kafka.connect().get(path).body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a record; the answer knows its place. */
  public RecordMetadata put(String topic, @Nullable String key, @Nullable String value) {
    return put(new ProducerRecord<>(topic, key, value));
  }

  /** Writes a record as it is. */
  public RecordMetadata put(ProducerRecord<String, String> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How often something was passed over. */
  public int counted(String what, String about) {
    String query = "SELECT coalesce(sum(times), 0) FROM baton_counter WHERE what = ? AND about = ?";
    return Integer.parseInt(rows(query, what, about).get(0));
  }

  /** Why the bridge has put this record aside; it is told once. */
  public String awaitParked(RecordMetadata record) {
    String url =
        "tcp://127.0.0.1:%d?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor&activemqServerName=default"
            .formatted(httpPort);
    var factory = new ActiveMQConnectionFactory(url);
    factory.setEnable1xPrefixes(true);
    try (factory;
        JMSContext session = factory.createContext(WildFlyHome.CLIENT, password)) {
      Queue parked = session.createQueue("baton.parked");
      String selector =
          "baton_topic = '%s' AND baton_record LIKE '%%/%d/%d'"
              .formatted(record.topic(), record.partition(), record.offset());
      try (JMSConsumer consumer = session.createConsumer(parked, selector)) {
        Message message = consumer.receive(LONG.toMillis());
        return message == null ? "nothing" : message.getStringProperty("baton_reason");
      }
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first columns of what a query finds. */
  public List<String> rows(String query, Object... parameters) {
    try (Connection database = local.connect();
        PreparedStatement statement = database.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
      return rows;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@link #rows}, as soon as there are any. */
  public List<String> awaitRows(String query, Object... parameters) {
    return await()
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .pollInterval(SOON)
        .until(() -> rows(query, parameters), rows -> !rows.isEmpty());
  }

  @Override
  public void close() throws IOException {
    told.close();
    producer.close();
    kafka.killConnect();
    kafka.killKafka();
    local.killServer();
    local.down();
  }
}
