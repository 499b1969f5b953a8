package io.baton.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.baton.cli.ground.Lifetime;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
  private static final int RECORDS = Integer.getInteger("baton.gateway.records", 2000);
  private static final int SPEED = Integer.getInteger("baton.gateway.speed", 0);
  private static final List<String> SPEED_OF =
      List.of(
          System.getProperty("baton.gateway.speed.of", "waitAsync,wait,askToWait,count")
              .split(","));
  private static final int KEYS = 200;
  private static final int SHARED = 1000;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Map<String, List<Long>> sent = new LinkedHashMap<>();
  private GatewayGround ground;
  private GatewayProcess gateways;
  private GatewayProcess second;

  @BeforeAll
  void start() throws Exception {
    Lifetime lifetime = SPEED > 0 ? Lifetime.LONG : Lifetime.SHORT;
    ground = GatewayGround.in(Path.of("target/gateway"), lifetime);
    gateways = ground.node("node");
    second = ground.node("second");
    gateways.begin();
    second.begin();
    gateways.awaitAnswer();
    second.awaitAnswer();
    ground.topic("orders", 1);
    ground.send("orders", RECORDS, KEYS, sent);
  }

  private void run(String gateway, String topic, String handler) throws IOException {
    run(gateway, topic, handler, "brokers=" + ground.brokers());
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
    if (ground != null) {
      ground.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName(
      "A5.1 A5.2 A5.3 A5.5 A5.6 A5.10 one of two nodes dies, the other one for good: once in the transaction, in order outside")
  void A5_exactly_once_and_in_order() throws Exception {
    Map<String, List<Long>> shared = new LinkedHashMap<>();
    ground.topic("shared", 4);
    run("shared", "shared", "book");
    await().atMost(LONG).until(() -> nodesOfShared() == 2);
    run("asked", "orders", "ask");
    run("booked", "orders", "book");
    run("called", "orders", "call");
    awaitBooked("asked", RECORDS / 4);
    gateways.kill9();
    long asked = count("baton_gateway_effect");
    gateways.start();
    awaitBooked("asked", RECORDS / 2);
    ground.send("shared", SHARED, SHARED / 10, shared);
    awaitBooked("shared", SHARED / 4);
    second.kill9();
    asked += count("baton_gateway_effect");
    await().atMost(LONG).until(() -> count("effect") >= 2 * RECORDS + SHARED && waiting() == 0);

    await().atMost(LONG).until(() -> nodesOfShared() == 1);
    assertThat(ground.effects("shared", 0)).isEqualTo(shared);
    assertThat(asked).as("killed between a commit and what it asked for").isPositive();
    assertThat(count("baton_gateway_effect")).isZero();
    assertThat(ground.effects("booked", 0)).isEqualTo(sent);
    assertThat(ground.effects("asked", 0)).isEqualTo(sent);
    assertThat(firstCalls("called/")).isEqualTo(keys("called/0/0/%d", sent));
    assertThat(firstCalls("asked/")).isEqualTo(keys("asked/0/0/%d/0", sent));
    assertActorsCounted();
  }

  private void awaitBooked(String gateway, int records) {
    await()
        .atMost(LONG)
        .until(() -> count("effect WHERE gateway = '%s'".formatted(gateway)) >= records);
  }

  /** Each actor has seen all before. */
  private void assertActorsCounted() throws Exception {
    assertThat(
            count(
                "(SELECT actor_count, row_number() OVER (PARTITION BY gateway, epoch, record_key"
                    + " ORDER BY pos) AS number FROM effect) AS counted"
                    + " WHERE actor_count <> number"))
        .isZero();
  }

  /** Of each key the calls of a gateway, without those made again. */
  private Map<String, List<String>> firstCalls(String gateway) {
    Map<String, List<String>> firsts = new LinkedHashMap<>();
    calls(gateway).forEach((key, calls) -> firsts.put(key, calls.stream().distinct().toList()));
    return firsts;
  }

  private Map<String, List<String>> calls(String gateway) {
    Map<String, List<String>> calls = new LinkedHashMap<>();
    ground
        .outside
        .calls()
        .forEach(
            (key, all) -> {
              List<String> own = all.stream().filter(call -> call.startsWith(gateway)).toList();
              if (!own.isEmpty()) {
                calls.put(key, own);
              }
            });
    return calls;
  }

  private static Map<String, List<String>> keys(String form, Map<String, List<Long>> sent) {
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
    assertThat(ground.effects("booked", 1)).isEqualTo(sent);
    assertThat(ground.effects("booked", 0)).isEqualTo(sent);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", ground.brokers()))) {
      assertThat(admin.listGroups().all().get())
          .extracting(group -> group.groupId())
          .contains("booked-0", "booked-1", "called-0");
    }
  }

  @Test
  @Order(3)
  @DisplayName("A5.4 A5.8 what is not acceptable, or has no key, holds back nobody else")
  void A5_8_bad_records() throws Exception {
    ground.topic("odd", 1);
    Map<String, Object> settings = Map.of("bootstrap.servers", ground.brokers());
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
    ground.topic("secret", 1);
    Map<String, List<Long>> records = new LinkedHashMap<>();
    ground.send("secret", 20, 4, records);
    run(
        "secure",
        "secret",
        "count",
        "brokers=%s username=%s password=${BRIDGE_PASSWORD} truststoreLocation=%s truststoreType=PKCS12 truststorePassword=${TRUST_PASSWORD}"
            .formatted(ground.secure.address(), SecureListener.USER, ground.certificates.trust()));
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
  @DisplayName("A5.4 what comes again is known by its epoch and offset, and passed over")
  void A5_4_what_comes_again() throws Exception {
    Map<String, List<Long>> again = new LinkedHashMap<>();
    ground.topic("again", 1);
    ground.send("again", 40, 8, again);
    run("again-booked", "again", "book");
    run("again-called", "again", "call");
    awaitReadAndDone("again-%", 40, 2);
    gateways.ask("pause again-booked");
    gateways.ask("pause again-called");
    // So that Kafka is asked for all of it once more.
    ground.change(
        "UPDATE baton_gateway_partition SET next_offset = -1 WHERE gateway LIKE 'again-%'");
    gateways.ask("resume again-booked");
    gateways.ask("resume again-called");
    ground.send("again", 8, 8, again);
    awaitReadAndDone("again-%", 48, 2);

    assertThat(ground.effects("again-booked", 0)).isEqualTo(again);
    assertThat(calls("again-called/")).isEqualTo(keys("again-called/0/0/%d", again));
    assertActorsCounted();
  }

  private void awaitReadAndDone(String gateways, long next, int partitions) {
    await()
        .atMost(LONG)
        .until(
            () ->
                count(
                            "baton_gateway_partition WHERE gateway LIKE '%s' AND next_offset >= %d"
                                .formatted(gateways, next))
                        == partitions
                    && count("baton_gateway_inbox WHERE gateway LIKE '%s'".formatted(gateways))
                        == 0);
  }

  @Test
  @Order(6)
  @DisplayName("A5.8 what comes at once is taken in by minibatches, in a transaction each")
  void A5_8_minibatch() throws Exception {
    ground.topic("mini", 1);
    ground.send("mini", 50, 1, new LinkedHashMap<>());
    run("mini", "mini", "waitAsync", "minibatchSize=7 brokers=" + ground.brokers());
    await()
        .atMost(LONG)
        .until(
            () ->
                count("baton_gateway_partition WHERE gateway = 'mini' AND next_offset = 50") == 1);
    // Those that wait for the first one of their key are as the transaction left them that took
    // them in.
    assertThat(
            ground.number(
                "SELECT max(size) FROM (SELECT count(*) AS size FROM baton_gateway_inbox"
                    + " WHERE gateway = 'mini' GROUP BY xmin) AS batches"))
        .isEqualTo(7);
    gateways.ask("pause mini");
    assertThat(gateways.ask("clear mini")).isEqualTo("done");
  }

  @Test
  @Order(7)
  @DisplayName("A5.11 an actor has a name and a state; what an event changed that failed is gone")
  void A5_11_an_actor_that_stumbles() throws Exception {
    Map<String, List<Long>> steps = new LinkedHashMap<>();
    ground.topic("steps", 1);
    ground.send("steps", 6, 2, steps);
    run("stumbled", "steps", "stumble", "retryDelay=PT0.1S brokers=" + ground.brokers());
    awaitReadAndDone("stumbled", 6, 1);

    assertThat(ground.effects("stumbled", 0)).isEqualTo(steps);
    assertThat(calls("stumbled/")).isEqualTo(keys("stumbled/0/0/%d/0", steps));
    for (String state : List.of("k0 v0 v2 v4", "k1 v1 v3 v5")) {
      assertThat(
              count(
                  "baton_gateway_actor WHERE gateway = 'stumbled' AND actor = '%s' AND state = '%s'"
                      .formatted(state.substring(0, 2), state)))
          .as(state)
          .isOne();
    }
  }

  private long nodesOfShared() throws Exception {
    return count(
        "(SELECT DISTINCT node FROM baton_gateway_partition WHERE gateway = 'shared'"
            + " AND (SELECT count(*) FROM baton_gateway_partition WHERE gateway = 'shared') = 4)"
            + " AS nodes");
  }

  @Test
  @Order(8)
  @DisplayName("a call that takes 100 ms: a thousand records a second and more from one partition")
  void speed() throws Exception {
    assumeTrue(SPEED > 0, "-Dbaton.gateway.speed=20000");
    second.kill9();
    ground.topic("fast", 1);
    ground.send("fast", SPEED, SPEED / 4, new LinkedHashMap<>());
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
    return ground.count(from);
  }
}
