package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.baton.api.RemoteGateways;
import io.baton.cli.ground.WildFlyHome;
import io.baton.cli.journal.GatewayRow;
import io.baton.cli.local.GatewayDoor;
import io.baton.cli.local.TopicEnds;
import io.baton.it.kafka.Outside;
import io.baton.wire.FlatJson;
import jakarta.ejb.EJBAccessException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gateways of an application in WildFly, told what to do by an operator in another JVM. */
@ExtendWith(SharedInstallation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("A5 gateways in WildFly on a real broker")
final class GatewaysIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int PAYMENTS = 400;
  private static final int ACCOUNTS = 20;

  private final Installation all;
  private final Map<String, List<String>> events = new LinkedHashMap<>();
  private final Manager manager;
  private Outside outside;
  private Script script;
  private RecordMetadata bad;
  private GatewayDoor door;

  GatewaysIT(Installation all) {
    this.all = all;
    this.manager = new Manager(all);
  }

  @BeforeAll
  void start() throws Exception {
    outside = new Outside();
    all.local()
        .manage(
            List.of(
                "/system-property=receipts.url:add(value=\"%sslow\")"
                    .formatted(outside.address())));
    door = all.local().gatewayDoor();
    script = Script.of(all.state());
    manager.edit("kept-edit", "v0.9.0");
    manager.edit("kept-edit", "v0.10.0");
    manager.tell("begun before", "kept-edit", "user.create", "success", "");
    manager.asked("fromanager", "begun before", 1);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", all.kafka()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("payments", 2, (short) 1),
                  new NewTopic("temperatures", 1, (short) 1)))
          .all()
          .get();
    }
  }

  @AfterAll
  void end() throws IOException {
    all.local().manage(List.of("/system-property=receipts.url:remove"));
    outside.close();
  }

  private void tell(Consumer<RemoteGateways> wish) {
    tell(door, wish);
  }

  private static void tell(GatewayDoor door, Consumer<RemoteGateways> wish) {
    door.ask(
        gateways -> {
          wish.accept(gateways);
          return true;
        });
  }

  private void pay(int from, int to) {
    for (int i = from; i < to; i++) {
      String account = "account " + i % ACCOUNTS;
      RecordMetadata at = all.put("payments", account, Integer.toString(i));
      events
          .computeIfAbsent(account, any -> new ArrayList<>())
          .add("paid/0/%d/%d".formatted(at.partition(), at.offset()));
    }
  }

  private Map<String, List<String>> booked() {
    Map<String, List<String>> booked = new LinkedHashMap<>();
    events.forEach(
        (account, any) ->
            booked.put(
                account,
                all.rows(
                    "SELECT event FROM payment WHERE account = ? AND event LIKE 'paid/%' ORDER BY id",
                    account)));
    return booked;
  }

  private Map<String, List<String>> receipts() {
    Map<String, List<String>> receipts = new LinkedHashMap<>();
    outside
        .calls()
        .forEach((account, calls) -> receipts.put(account, calls.stream().distinct().toList()));
    return receipts;
  }

  private Map<String, List<String>> wantedReceipts() {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    events.forEach(
        (account, keys) -> wanted.put(account, keys.stream().map(key -> key + "/0").toList()));
    return wanted;
  }

  private GatewayRow row() {
    try (Connection database = all.local().connect()) {
      return GatewayRow.all(database).stream()
          .filter(row -> row.name().equals("paid"))
          .findFirst()
          .orElseThrow();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isDone() {
    GatewayRow row = row();
    return row.waiting() == 0
        && row.effects() == 0
        && TopicEnds.lag(row.settings().get("brokers"), "payments", row.next()).orElse(-1) == 0;
  }

  @Test
  @Order(1)
  @DisplayName(
      "A5.1 A5.3 A5.5 A5.6 the server is killed: each payment once in the container's transaction, its receipt after it, in order")
  void A5_5_once_in_the_container() throws Exception {
    tell(
        gateways ->
            gateways.configure(
                "paid",
                FlatJson.write(
                    Map.of(
                        "groupId", "paid",
                        "topic", "payments",
                        "brokers", kafka(),
                        "handlerMethodName", "payments",
                        "retryAttempts", "3",
                        "retryDelay", "PT0.1S"))));
    tell(gateways -> gateways.run("paid"));
    pay(0, PAYMENTS);
    await().atMost(LONG).until(() -> all.rows("SELECT 1 FROM payment").size() >= PAYMENTS / 4);
    all.local().killServer();
    all.local().startServerAgain();
    await().atMost(LONG).until(this::isDone);

    assertThat(booked()).isEqualTo(events);
    assertThat(receipts()).isEqualTo(wantedReceipts());
    await().atMost(LONG).until(() -> all.rows("SELECT gid FROM pg_prepared_xacts").isEmpty());
  }

  private String kafka() {
    try {
      return all.kafka();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Order(2)
  @DisplayName("A2.2.13 A2.2.14 edits are there after the server was killed, for old cases and new")
  void A2_2_14_editsSurvive() {
    manager.tell("begun before", "kept-edit", "license.create", "success", "");
    manager.tell("begun after", "kept-edit", "user.create", "success", "");
    assertThat(manager.asked("fromanager", "begun before", 2))
        .extracting(Manager::name)
        .containsExactly("license.create", "legal.update");
    assertThat(manager.asked("fromanager", "begun after", 1))
        .extracting(one -> one.path("version").textValue())
        .containsExactly("v0.10.0");
  }

  @Test
  @Order(3)
  @DisplayName("A5.7 only who has the role baton-admin tells a gateway what to do")
  void A5_7_admin_only() throws IOException {
    GatewayDoor client = door.as(WildFlyHome.CLIENT, WildFlyHome.clientPassword(all.state()));
    for (Consumer<RemoteGateways> wish :
        List.<Consumer<RemoteGateways>>of(
            gateways -> gateways.pause("paid"),
            gateways -> gateways.reset("paid"),
            gateways -> gateways.status("paid"))) {
      assertThatThrownBy(() -> tell(client, wish)).isInstanceOf(EJBAccessException.class);
    }
    assertThat(row().state()).isEqualTo("RUNNING");
    assertThatThrownBy(() -> tell(gateways -> gateways.resume("paid")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid state RUNNING");
  }

  @Test
  @Order(4)
  @DisplayName("A5.7 a gateway that ./baton pauses books nothing; resumed, it goes on where it was")
  void A5_7_pause_and_resume() throws IOException {
    Script.Ended refused = script.run("gateway", "paid", "resume");
    assertThat(refused.printed()).startsWith("baton: Invalid state RUNNING");
    assertThat(refused.exit()).isOne();
    done("paid", "pause");
    String status = door.ask(gateways -> gateways.status("paid"));
    assertThat(status).contains("\"STOPPED\"", "payments");
    int before = all.rows("SELECT 1 FROM payment").size();
    pay(PAYMENTS, PAYMENTS + ACCOUNTS);
    tell(gateways -> gateways.resume("paid"));
    await().atMost(LONG).until(() -> all.rows("SELECT 1 FROM payment").size() > before);
    await().atMost(LONG).until(this::isDone);
    assertThat(booked()).isEqualTo(events);
    assertThat(receipts()).isEqualTo(wantedReceipts());
  }

  @Test
  @Order(5)
  @DisplayName("A5.2 a payment that cannot be booked holds its account only, and says why")
  void A5_2_held() throws Exception {
    bad = all.put("payments", "account 0", "not a number");
    pay(PAYMENTS + ACCOUNTS, PAYMENTS + 2 * ACCOUNTS);
    await().atMost(LONG).until(() -> row().held() == 1 && row().waiting() == 2);
    try (Connection database = all.local().connect()) {
      assertThat(GatewayRow.held(database, "paid", 10))
          .singleElement()
          .satisfies(
              held -> {
                assertThat(held.actor()).isEqualTo("account 0");
                assertThat(held.behind()).isOne();
                assertThat(held.error()).contains("NumberFormatException", "not a number");
              });
    }
    assertThat(script.run("gateway", "paid").printed())
        .containsPattern("paid +RUNNING +0 +payments +0 +2 +0 +1\n")
        .containsPattern(
            "paid +%d +%d +account 0 +3 +1  .*NumberFormatException"
                .formatted(bad.partition(), bad.offset()));
    done("paid", "skip", Integer.toString(bad.partition()), Long.toString(bad.offset()));
    await().atMost(LONG).until(this::isDone);
    assertThat(booked()).isEqualTo(events);
    assertThat(receipts()).isEqualTo(wantedReceipts());
  }

  /** What {@code ./baton gateway} is told. */
  private void done(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("gateway"));
    command.addAll(List.of(words));
    Script.Ended ended = script.run(command.toArray(String[]::new));
    assertThat(ended.printed()).startsWith("done");
    assertThat(ended.exit()).isZero();
  }

  @Test
  @Order(6)
  @DisplayName("A5.1 the reverse: what a polling agent finds is a record, in order and once")
  void A5_1_polling_agent() {
    tell(gateways -> gateways.poll("thermometer", "oslo", "temperatures", "PT1S"));
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka(),
            "group.id", "temperatures",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    List<String> found = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("temperatures"));
      await()
          .atMost(LONG)
          .until(
              () -> {
                for (ConsumerRecord<String, String> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  found.add(record.key() + " " + record.value());
                }
                return found.size() >= 3;
              });
    }
    tell(gateways -> gateways.pollNoMore("thermometer", "oslo"));
    assertThat(found.subList(0, 3))
        .containsExactly(
            "oslo {\"place\":\"oslo\",\"n\":1}",
            "oslo {\"place\":\"oslo\",\"n\":2}",
            "oslo {\"place\":\"oslo\",\"n\":3}");
  }

  @Test
  @Order(7)
  @DisplayName("A5.7 A5.8 a reset books all of the topic anew, in a new run")
  void A5_7_reset() {
    int before = all.rows("SELECT 1 FROM payment WHERE event LIKE 'paid/0/%'").size();
    tell(gateways -> gateways.pause("paid"));
    tell(gateways -> gateways.reset("paid"));
    assertThat(row().epoch()).isOne();
    tell(gateways -> gateways.run("paid"));
    await().atMost(LONG).until(() -> row().held() == 1);
    tell(gateways -> gateways.skip("paid", bad.partition(), bad.offset()));
    await()
        .atMost(LONG)
        .until(
            () -> all.rows("SELECT 1 FROM payment WHERE event LIKE 'paid/1/%'").size() == before);
    tell(gateways -> gateways.pause("paid"));
    tell(gateways -> gateways.clearConfiguration("paid"));
    assertThat(row().state()).isEqualTo("START");
  }
}
