package io.baton.it.kafka;

import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.KafkaPrograms;
import io.baton.cli.ground.KafkaServer;
import io.baton.cli.ground.Lifetime;
import io.baton.cli.ground.PostgresServer;
import io.baton.cli.ground.StateDir;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, PostgreSQL, what is outside, and processes that run gateways between them. */
final class GatewayGround implements AutoCloseable {
  final Certificates certificates;
  final SecureListener secure;
  final Outside outside = new Outside();
  private final StateDir state;
  private final KafkaServer kafka;
  private final PostgresServer postgres;
  private final Lifetime lifetime;
  private final List<GatewayProcess> processes = new ArrayList<>();

  private GatewayGround(Path folder, Lifetime lifetime) throws IOException {
    FileTree.delete(folder);
    this.lifetime = lifetime;
    state = StateDir.at(folder);
    certificates = Certificates.in(state.dir("certificates"));
    secure = new SecureListener(certificates);
    KafkaPrograms programs = KafkaPrograms.ofCheckout(Path.of(""), lifetime);
    kafka = new KafkaServer(state, programs, secure.ofBroker());
    postgres = new PostgresServer(state);
  }

  /** Starts all but the processes; the folder is made anew. */
  static GatewayGround in(Path folder, Lifetime lifetime) throws Exception {
    GatewayGround ground = new GatewayGround(folder.toAbsolutePath(), lifetime);
    try {
      ground.start();
      return ground;
    } catch (IOException | SQLException | IllegalStateException e) {
      ground.close();
      throw e;
    }
  }

  private void start() throws IOException, SQLException {
    kafka.begin();
    postgres.start();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE effect (id bigint GENERATED ALWAYS AS IDENTITY, epoch bigint,"
              + " record_key text, pos bigint, actor_count integer, gateway text)");
    }
    kafka.awaitAnswer();
  }

  /** Another node with the same database, not started yet. */
  GatewayProcess node(String name) throws IOException {
    var node = new GatewayProcess(state.dir(name), postgres, outside.address(), lifetime);
    processes.add(node);
    return node;
  }

  String brokers() throws IOException {
    return kafka.address();
  }

  void topic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers()))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  /** Writes so many records of so many keys, one key after the other, and adds their offsets. */
  void send(String topic, int count, int keys, Map<String, List<Long>> offsets)
      throws IOException, ExecutionException, InterruptedException {
    Map<String, Object> settings = Map.of("bootstrap.servers", brokers(), "linger.ms", 5);
    List<Future<RecordMetadata>> all = new ArrayList<>();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < count; i++) {
        all.add(producer.send(new ProducerRecord<>(topic, "k" + i % keys, "v" + i)));
      }
      for (int i = 0; i < count; i++) {
        offsets
            .computeIfAbsent("k" + i % keys, any -> new ArrayList<>())
            .add(all.get(i).get().offset());
      }
    }
  }

  private Connection connect() throws IOException, SQLException {
    return postgres.connect();
  }

  /** Rows, as {@code FROM} is followed. */
  long count(String from) throws IOException, SQLException {
    return number("SELECT count(*) FROM " + from);
  }

  /** The only number that a query finds. */
  long number(String query) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  void change(String statement) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement change = connection.createStatement()) {
      change.executeUpdate(statement);
    }
  }

  /** By key, the offsets of what a gateway booked in a run, in their order. */
  Map<String, List<Long>> effects(String gateway, long epoch) throws IOException, SQLException {
    Map<String, List<Long>> effects = new LinkedHashMap<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT record_key, pos FROM effect WHERE epoch = %d AND gateway = '%s' ORDER BY id"
                    .formatted(epoch, gateway))) {
      while (row.next()) {
        effects.computeIfAbsent(row.getString(1), any -> new ArrayList<>()).add(row.getLong(2));
      }
    }
    return effects;
  }

  @Override
  public void close() throws IOException {
    for (GatewayProcess process : processes) {
      process.kill9();
    }
    outside.close();
    postgres.kill9();
    kafka.kill9();
  }
}
