package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.CaseStatus;
import io.baton.ejb.jms.Names;
import io.baton.graph.messages.FromManager;
import io.baton.graph.messages.Notation;
import io.baton.graph.messages.Status;
import io.baton.wire.Json;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The original's world: workflows as maps in RON, and services that listen to one topic. */
class RonOnJmsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FORMAT = "baton.task.format";
  private static final String TOPICS = "baton.task.topics";
  private static final String SEED = "baton.fromanager";
  private static final String ALIAS = "baton.frommanager";

  /** A subscription keeps them; a queue made on demand goes with its last reader. */
  private static final String ANSWERS = "it.answers";

  /** No UUID: any text is good. */
  private static final String UUID = "registration of Ada/1";

  private static final String EDIT =
      """
      ToManagerEdits(name: "user_registration", version: "%s", schema: "v0.1.0",
        workflow: {
          Process(service: "user", function: "create"): [Process(service: "license", function: "create")],
          Process(service: "license", function: "create"): [Process(service: "legal", function: "update")],
        },
        services_function_negation_list: {"user": {"create": ["delete"]}, "license": {"create": ["delete", "log"]}})
      """;

  @TempDir Path folder;
  private DurableBaton baton;

  @BeforeEach
  void start() {
    System.setProperty(FORMAT, "manager-ron");
    System.setProperty(TOPICS, SEED + ", " + ALIAS);
    baton = Baton.durable(folder).start();
    subscribe(SEED);
    subscribe(ALIAS);
    subscribe(ANSWERS);
  }

  @AfterEach
  void stop() {
    baton.close();
    System.clearProperty(FORMAT);
    System.clearProperty(TOPICS);
  }

  private <T> T inSession(Function<JMSContext, T> work) {
    return baton
        .transactions()
        .separate(
            () -> {
              try (JMSContext session = baton.connections().createContext()) {
                return work.apply(session);
              }
            });
  }

  /** As a consumer group: what comes while nobody listens is kept. */
  private static JMSConsumer service(JMSContext session, String topic) {
    return session.createSharedDurableConsumer(session.createTopic(topic), "services of " + topic);
  }

  private void subscribe(String topic) {
    inSession(
        session -> {
          service(session, topic).close();
          return topic;
        });
  }

  private static <T> T until(Supplier<Optional<T>> look, String what) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      Optional<T> seen = look.get();
      if (seen.isPresent()) {
        return seen.get();
      }
      LockSupport.parkNanos(10_000_000);
    }
    throw new AssertionError("waited in vain for " + what);
  }

  private static void until(BooleanSupplier condition, String what) {
    until(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(), what);
  }

  private String next(String topic) {
    return until(
        () ->
            inSession(
                session -> {
                  try (JMSConsumer consumer = service(session, topic)) {
                    return Optional.ofNullable(consumer.receiveBody(String.class, 100));
                  }
                }),
        "something on " + topic);
  }

  /** The same on both topics. */
  private FromManager asked(String name) {
    String text = next(SEED);
    assertThat(text).startsWith("(uuid:\"" + UUID + "\"").contains("process:(service:");
    assertThat(next(ALIAS)).isEqualTo(text);
    FromManager asked = FromManager.of(Notation.RON.read(text));
    assertThat(asked.service() + "." + asked.function()).isEqualTo(name);
    assertThat(asked.data().asText()).isEqualTo("ada");
    return asked;
  }

  private void answer(FromManager asked, Status status) {
    send(Names.TO_MANAGER_ADDRESS, Notation.RON.write(asked.answer(status, asked.data()).toJson()));
  }

  private void send(String address, String text) {
    inSession(
        session -> session.createProducer().send(ActiveMQDestination.createQueue(address), text));
  }

  private JsonNode edit(String text) {
    inSession(
        session -> {
          Queue edits = ActiveMQDestination.createQueue(Names.TO_MANAGER_EDITS_ADDRESS);
          return session
              .createProducer()
              .setJMSReplyTo(session.createTopic(ANSWERS))
              .send(edits, text);
        });
    return Json.tree(next(ANSWERS));
  }

  private void open(String version) {
    send(
        Names.TO_MANAGER_ADDRESS,
        "\"(uuid:'%s',name:'user_registration',version:%s,process:(service:'user',function:'create'),status:Success,schema:'v0.1.0',data:'ada')\""
            .formatted(UUID, version)
            .replace("'", "\\\""));
  }

  private List<String> column(String sql) {
    return Columns.of(baton, sql);
  }

  private void ended(CaseStatus status) {
    until(() -> baton.cases().get(UUID).status() == status, "the case to be " + status);
  }

  @Test
  @DisplayName("A2.3, A2.4 a map in RON, opened in RON without a version, runs to its end")
  void aMapInRonRunsToItsEnd() {
    assertThat(edit(EDIT.formatted("v0.9.0")).path("status").asText()).isEqualTo("DEPLOYED");
    assertThat(edit(EDIT.formatted("v0.10.0")).path("status").asText()).isEqualTo("DEPLOYED");
    open("None");
    FromManager license = asked("license.create");
    assertThat(license.version()).as("the latest, by number").isEqualTo("v0.10.0");
    answer(license, Status.IN_PROGRESS);
    answer(license, Status.SUCCESS);
    answer(asked("legal.update"), Status.SUCCESS);
    ended(CaseStatus.COMPLETED);
  }

  @Test
  @DisplayName("A2.11, A2.12 a failure in RON is rolled back by the functions of the list")
  void aFailureInRonIsRolledBack() {
    edit(EDIT.formatted("v0.1.0"));
    open("Some('v0.1.0')");
    answer(asked("license.create"), Status.SUCCESS);
    answer(asked("legal.update"), Status.FAILURE);
    List<String> undos = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      FromManager undo = FromManager.of(Notation.RON.read(next(SEED)));
      undos.add(undo.function());
      answer(undo, Status.SUCCESS);
    }
    assertThat(undos).containsExactlyInAnyOrder("delete", "log");
    FromManager user = FromManager.of(Notation.RON.read(next(SEED)));
    assertThat(user.service() + "." + user.function()).isEqualTo("user.delete");
    answer(user, Status.SUCCESS);
    ended(CaseStatus.COMPENSATED);
  }

  @Test
  @DisplayName("A2.13 the same edit again is fine, another one is refused; so is a cycle")
  void whatIsWrongWithAnEditIsAnswered() {
    edit(EDIT.formatted("v0.1.0"));
    assertThat(edit(EDIT.formatted("v0.1.0")).path("status").asText()).isEqualTo("ALREADY_THERE");
    JsonNode other = edit(EDIT.formatted("v0.1.0").replace("legal", "legacy"));
    assertThat(other.at("/failure/type").asText()).isEqualTo("BATON-1503");
    JsonNode cycle =
        edit(
            "{\"name\":\"n\",\"version\":\"v0.1.0\",\"schema_version\":\"v9.0.0\",\"workflow\":{\"a.b\":[\"c.d\"],\"c.d\":[\"a.b\"]}}");
    assertThat(cycle.at("/failure/type").asText()).isEqualTo("BATON-1502");
    assertThat(cycle.at("/result/problems").findValuesAsText("pointer"))
        .containsExactly("/schema_version", "/workflow");
    JsonNode wish = edit("{\"delete\":{\"name\":\"user_registration\",\"version\":1000}}");
    assertThat(wish.at("/failure/type").asText()).as("no wishes here").isEqualTo("BATON-1502");
    assertThat(column("SELECT workflow FROM baton_definition"))
        .containsExactly("user_registration");
  }

  @Test
  @DisplayName("A2.15 what cannot be read or is not known is put aside with its reason")
  void whatIsNotUnderstoodIsPutAside() {
    edit(EDIT.formatted("v0.1.0"));
    String told =
        "(uuid:\"u\",name:\"%s\",version:%s,process:(service:\"user\",function:\"create\"),status:Success,schema:\"%s\")";
    send(Names.TO_MANAGER_ADDRESS, "(uuid:");
    send(Names.TO_MANAGER_ADDRESS, told.formatted("nothing", "None", "v0.1.0"));
    send(
        Names.TO_MANAGER_ADDRESS,
        told.formatted("user_registration", "Some(\"v0.2.0\")", "v0.1.0"));
    send(Names.TO_MANAGER_ADDRESS, told.formatted("user_registration", "None", "v2.0.0"));
    send(Names.TO_MANAGER_EDITS_ADDRESS, "{\"a.b\":[]}");
    until(() -> column("SELECT code FROM baton_incident").size() == 5, "the incidents");
    assertThat(column("SELECT code FROM baton_incident ORDER BY code"))
        .containsExactly("BATON-1101", "BATON-1102", "BATON-1220", "BATON-1220", "BATON-1502");
    assertThat(column("SELECT reason FROM baton_incident WHERE code = 'BATON-1220'"))
        .anyMatch(text -> text.contains("major version 2"))
        .anyMatch(text -> text.contains("line 1, column 7"));
    List<String> reasons =
        inSession(
            session -> {
              JMSConsumer parked =
                  session.createConsumer(
                      ActiveMQDestination.createQueue(Names.PARKED_ADDRESS),
                      "baton_reason IS NOT NULL");
              List<String> texts = new ArrayList<>();
              for (int i = 0; i < 5; i++) {
                texts.add(parked.receiveBody(String.class, PATIENCE.toMillis()));
              }
              return texts;
            });
    assertThat(reasons).hasSize(5).doesNotContainNull();
    // A newer minor version is read.
    send(
        Names.TO_MANAGER_ADDRESS,
        told.formatted("user_registration", "None", "v1.44.0")
            .replace("\"u\"", "\"" + UUID + "\""));
    assertThat(FromManager.of(Notation.RON.read(next(SEED))).function()).isEqualTo("create");
  }
}
