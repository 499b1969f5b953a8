package io.baton.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.KafkaPrograms;
import io.baton.cli.ground.KafkaServer;
import io.baton.cli.ground.PostgresServer;
import io.baton.cli.ground.StateDir;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Gateways in a process that is killed, between a real broker, PostgreSQL and what is outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class GatewayIT {
  private static final int RECORDS = Integer.getInteger("baton.gateway.records", 3000);
  private static final int SPEED = Integer.getInteger("baton.gateway.speed", 0);
  private static final List<String> SPEED_OF =
      List.of(
          System.getProperty("baton.gateway.speed.of", "waitAsync,wait,askToWait,count")
              .split(","));
  private static final int KEYS = 200;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Map<String, List<Long>> sent = new LinkedHashMap<>();
  private Certificates certificates;
  private SecureListener secure;
  private KafkaServer kafka;
  private PostgresServer postgres;
  private Outside outside;
  private GatewayProcess gateways;

  @BeforeAll
  void start() throws Exception {
    Path folder = Path.of("target/gateway").toAbsolutePath();
    FileTree.delete(folder);
    StateDir state = StateDir.at(folder);
    certificates = Certificates.in(state.dir("certificates"));
    secure = new SecureListener(certificates);
    kafka = new KafkaServer(state, KafkaPrograms.ofCheckout(Path.of("")), secure.ofBroker());
    kafka.start();
    postgres = new PostgresServer(state);
    postgres.start();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE effect (id bigint GENERATED ALWAYS AS IDENTITY, epoch bigint,"
              + " record_key text, pos bigint, actor_count integer, gateway text)");
    }
    outside = new Outside();
    gateways = new GatewayProcess(state.dir("node"), postgres, outside.address());
    gateways.start();
    topic("orders", 1);
    send("orders", RECORDS, KEYS, sent);
  }

  private void topic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  private void send(String topic, int count, int keys, Map<String, List<Long>> offsets)
      throws IOException, ExecutionException, InterruptedException {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.address(), "linger.ms", 5);
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

  private void run(String gateway, String topic, String handler) throws IOException {
    run(gateway, topic, handler, "brokers=" + kafka.address());
  }

  private void run(String gateway, String topic, String handler, String connection)
      throws IOException {
    assertThat(
            gateways.ask(
                "configure %s groupId=%1$s topic=%s handlerMethodName=%s %s"
                    .formatted(gateway, topic, handler, connection)))
        .isEqualTo("done");
    assertThat(gateways.ask("run " + gateway)).isEqualTo("done");
  }

  @AfterAll
  void end() throws Exception {
    if (gateways != null) {
      gateways.kill9();
    }
    if (outside != null) {
      outside.close();
    }
    if (postgres != null) {
      postgres.kill9();
    }
    if (kafka != null) {
      kafka.kill9();
    }
  }

  @Test
  @Order(1)
  @DisplayName("A5.1 A5.2 A5.3 A5.5 A5.6 whatever dies: once in the transaction, in order outside")
  void A5_exactly_once_and_in_order() throws Exception {
    run("asked", "orders", "ask");
    run("booked", "orders", "book");
    run("called", "orders", "call");
    long asked = 0;
    for (int kill = 1; kill <= 3; kill++) {
      int some = kill * RECORDS / 5;
      await().atMost(LONG).until(() -> count("effect WHERE gateway = 'asked'") >= some);
      gateways.kill9();
      asked += count("baton_gateway_effect");
      gateways.start();
    }
    await().atMost(LONG).until(() -> count("effect") >= 2 * RECORDS && waiting() == 0);

    assertThat(asked).as("killed between a commit and what it asked for").isPositive();
    assertThat(count("baton_gateway_effect")).isZero();
    assertThat(effects("booked", 0)).isEqualTo(sent);
    assertThat(effects("asked", 0)).isEqualTo(sent);
    assertThat(firstCalls("called/")).isEqualTo(keys("called/0/0/%d"));
    assertThat(firstCalls("asked/")).isEqualTo(keys("asked/0/0/%d/0"));
    assertThat(
            count(
                "effect WHERE actor_count <> (SELECT count(*) FROM effect e"
                    + " WHERE e.record_key = effect.record_key AND e.pos <= effect.pos"
                    + " AND e.gateway = effect.gateway)"))
        .isZero();
  }

  /** Of each key the calls of a gateway, without those made again. */
  private Map<String, List<String>> firstCalls(String gateway) {
    Map<String, List<String>> firsts = new LinkedHashMap<>();
    outside
        .calls()
        .forEach(
            (key, all) ->
                firsts.put(
                    key,
                    all.stream().filter(call -> call.startsWith(gateway)).distinct().toList()));
    return firsts;
  }

  private Map<String, List<String>> keys(String form) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    sent.forEach((key, offsets) -> keys.put(key, offsets.stream().map(form::formatted).toList()));
    return keys;
  }

  @Test
  @Order(2)
  @DisplayName("A5.7 A5.8 A6.12 a reset reads all anew, in a group of its own, and is a new run")
  void A5_7_reset_is_a_new_run() throws Exception {
    assertThat(gateways.ask("resume booked")).startsWith("Invalid state RUNNING");
    assertThat(gateways.ask("reset booked")).startsWith("Invalid state RUNNING");
    assertThat(gateways.ask("pause booked")).isEqualTo("done");
    assertThat(gateways.ask("reset booked")).isEqualTo("done");
    assertThat(gateways.ask("status booked")).contains("state=READY", "topic=orders", "epoch=1");
    assertThat(gateways.ask("run booked")).isEqualTo("done");

    await().atMost(LONG).until(() -> count("effect WHERE epoch = 1") >= RECORDS);
    assertThat(effects("booked", 1)).isEqualTo(sent);
    assertThat(effects("booked", 0)).isEqualTo(sent);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
      assertThat(admin.listGroups().all().get())
          .extracting(group -> group.groupId())
          .contains("booked-0", "booked-1", "called-0");
    }
  }

  @Test
  @Order(3)
  @DisplayName("A5.4 A5.8 what is not acceptable, or has no key, holds back nobody else")
  void A5_8_bad_records() throws Exception {
    topic("odd", 1);
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.address());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("odd", null, "keyless"));
      producer.send(new ProducerRecord<>("odd", "gone", null));
      producer.send(new ProducerRecord<>("odd", "nul", "a\0b"));
      producer.send(new ProducerRecord<>("odd", "nul", "waits"));
      producer.send(new ProducerRecord<>("odd", "admin", "mapped"));
    }
    run("odd", "odd", "count");
    await()
        .atMost(LONG)
        .until(() -> count("baton_gateway_actor WHERE gateway = 'odd'") == 2 && waiting() == 2);
    assertThat(count("baton_gateway_actor WHERE gateway = 'odd' AND actor = '_admin'")).isOne();
    assertThat(count("baton_incident WHERE code = 'BATON-1611'")).isOne();
    assertThat(count("baton_gateway_inbox WHERE held AND broken")).isOne();
  }

  @Test
  @Order(4)
  @DisplayName("A5.8 a gateway logs in by SASL, over TLS, with passwords that are not in its rows")
  void A5_8_sasl_and_tls() throws Exception {
    topic("secret", 1);
    Map<String, List<Long>> records = new LinkedHashMap<>();
    send("secret", 20, 4, records);
    run(
        "secure",
        "secret",
        "count",
        "brokers=%s username=%s password=${BRIDGE_PASSWORD} truststoreLocation=%s truststoreType=PKCS12 truststorePassword=${TRUST_PASSWORD}"
            .formatted(secure.address(), SecureListener.USER, certificates.trust()));
    await()
        .atMost(LONG)
        .until(() -> count("baton_gateway_actor WHERE gateway = 'secure' AND state = '5'") == 4);
    assertThat(
            count(
                "baton_gateway WHERE settings LIKE '%%%s%%' OR settings LIKE '%%%s%%'"
                    .formatted(SecureListener.PASSWORD, Certificates.PASSWORD)))
        .isZero();
  }

  @Test
  @Order(5)
  @DisplayName("a call that takes 100 ms: a thousand records a second and more from one partition")
  void speed() throws Exception {
    assumeTrue(SPEED > 0, "-Dbaton.gateway.speed=20000");
    topic("fast", 1);
    send("fast", SPEED, SPEED / 4, new LinkedHashMap<>());
    for (String handler : SPEED_OF) {
      run("fast-" + handler, "fast", handler);
      for (int round = 0; round < 3; round++) {
        String epoch = "gateway = 'fast-%s' AND epoch = %d".formatted(handler, round);
        await().atMost(LONG).until(() -> count("baton_gateway_partition WHERE " + epoch) == 1);
        long begun = System.nanoTime();
        await()
            .atMost(LONG)
            .pollInterval(Duration.ofMillis(50))
            .until(
                () ->
                    count(
                                "baton_gateway_partition WHERE next_offset >= %d AND %s"
                                    .formatted(SPEED, epoch))
                            == 1
                        && count("baton_gateway_inbox WHERE " + epoch) == 0);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
            "%s: %d records in %.2f s, %.0f/s%n", handler, SPEED, seconds, SPEED / seconds);
        gateways.ask("pause fast-" + handler);
        gateways.ask("reset fast-" + handler);
        if (round < 2) {
          gateways.ask("run fast-" + handler);
        }
      }
    }
  }

  private long waiting() throws Exception {
    return count("baton_gateway_inbox");
  }

  private long count(String from) throws IOException, SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Map<String, List<Long>> effects(String gateway, long epoch)
      throws IOException, SQLException {
    Map<String, List<Long>> effects = new LinkedHashMap<>();
    try (Connection connection = postgres.connect();
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
}
