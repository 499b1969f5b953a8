package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.cli.journal.DestinationRow;
import io.baton.cli.journal.ServiceRow;
import io.baton.it.ground.Broker;
import io.baton.it.ground.Sql;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.wire.CommandCodec;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Speaks to the server in the executor's messages. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("Executions start cases, results answer them, and there is room for one at a time")
final class ExecutionsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Broker broker = Broker.connect();
  private final String first = "e-" + UUID.randomUUID();
  private final String second = "e-" + UUID.randomUUID();

  @Deployment(testable = false)
  static EnterpriseArchive application() {
    String graph =
        """
        {"schema": "baton-graph/1", "name": "narrow", "version": 1,
         "concurrency": {"limit": 1, "whenFull": "QUEUE"},
         "nodes": {"load": {"kind": "task", "service": "etl", "function": "load"}}}
        """;
    String pipeline =
        """
        {"schema": "baton-graph/1", "name": "pipeline", "version": 1,
         "nodes": {"load": {"kind": "task", "service": "pipes", "function": "load",
           "destination": "it.etl", "group": "gpu", "retry": {"delay": "PT0.1S"}}}}
        """;
    String again =
        """
        {"schema": "baton-graph/1", "name": "again", "version": 1,
         "retryCase": {"attempts": 2, "delay": "PT0.1S"},
         "nodes": {
           "greet": {"kind": "task", "service": "etl", "function": "greet", "allowFailure": true,
             "retry": {"attempts": 1}},
           "load": {"kind": "task", "after": ["greet"], "service": "etl", "function": "load",
             "retry": {"attempts": 1}}}}
        """;
    String parent =
        """
        {"schema": "baton-graph/1", "name": "parent", "version": 1,
         "nodes": {"kid": {"kind": "child", "workflow": "hasty"}}}
        """;
    String hasty =
        """
        {"schema": "baton-graph/1", "name": "hasty", "version": 1,
         "nodes": {"all": {"kind": "all", "nodes": {
           "late": {"kind": "task", "service": "etl", "function": "late", "timeout": "PT0.5S",
             "retry": {"attempts": 1}, "allowFailure": true},
           "race": {"kind": "race", "nodes": {
             "slow": {"kind": "task", "service": "etl", "function": "slow"},
             "quick": {"kind": "task", "service": "etl", "function": "quick"}}},
           "killed": {"kind": "task", "service": "etl", "function": "killed"}}}}}
        """;
    JavaArchive jar =
        ShrinkWrap.create(JavaArchive.class, "graphs.jar")
            .addAsManifestResource(new StringAsset(again), "baton/again.graph.json")
            .addAsManifestResource(new StringAsset(parent), "baton/parent.graph.json")
            .addAsManifestResource(new StringAsset(hasty), "baton/hasty.graph.json")
            .addAsManifestResource(new StringAsset(graph), "baton/narrow.graph.json")
            .addAsManifestResource(new StringAsset(pipeline), "baton/pipeline.graph.json");
    return Applications.template("executions.ear").addAsLibrary(jar);
  }

  @AfterEach
  void disconnect() {
    broker.close();
  }

  private void create(String id) {
    create(id, "narrow");
  }

  private void create(String id, String flow) {
    broker.send("start", "{\"id\":\"%s\",\"flowId\":\"%s\",\"inputs\":{}}".formatted(id, flow));
  }

  /** What a worker tells that has loaded three rows. */
  private void tell(String id, String state) {
    tell(id, "load", state, "");
  }

  private void tell(String id, String task, String state, String more) {
    broker.send(
        "answers",
        """
        {"taskRun": {"id": "%s/%s", "executionId": "%s", "taskId": "%s",
          "attempts": [{"state": {"current": "%s"}}], "outputs": {"rows": 3},
          "state": {"current": "%s"}}%s}
        """
            .formatted(id, task, id, task, state, state, more));
  }

  private static void awaitStatus(String id, String status) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Sql.column("SELECT status FROM baton_case WHERE case_id = ?", id))
                    .containsExactly(status));
  }

  private static String journal(String id) {
    return String.join(
        "\n", Sql.column("SELECT events FROM baton_turn WHERE case_id = ? ORDER BY turn", id));
  }

  private static void awaitEvent(String id, String event) {
    await().atMost(SOON).untilAsserted(() -> assertThat(journal(id)).contains("\"" + event + "\""));
  }

  @Test
  @DisplayName(
      "A3.3 A3.14 two executions are created; the second waits in line until the first ends")
  void oneAfterTheOther() {
    create(first);
    awaitEvent(first, "RefOpened");
    create(second);
    awaitEvent(second, "CaseQueued");
    assertThat(places()).containsExactly(first + " true", second + " false");

    tell(first, "RUNNING");
    awaitEvent(first, "AnswerDelayed");
    tell(first, "SUCCESS");

    awaitStatus(first, "COMPLETED");
    awaitEvent(second, "RefOpened");
    assertThat(places()).containsExactly(second + " true");
    tell(second, "SUCCESS");
    tell(second, "RUNNING");
    awaitStatus(second, "COMPLETED");
    assertThat(journal(second)).contains("\"rows\":3");
    assertThat(places()).isEmpty();
  }

  private static List<String> places() {
    return Sql.column(
        "SELECT case_id || ' ' || taken FROM baton_place WHERE workflow = ? ORDER BY turn",
        "narrow");
  }

  private void pipeline(String id, String tenant) {
    broker.send(
        "start",
        "{\"id\":\"%s\",\"flowId\":\"pipeline\",\"inputs\":{},\"labels\":{\"tenant\":\"%s\"}}"
            .formatted(id, tenant));
  }

  /** What a worker of the group is asked. */
  private ObjectNode next() throws JMSException, JsonProcessingException {
    try (JMSConsumer consumer =
        broker.session().createConsumer(broker.session().createQueue("baton.work.it.etl.gpu"))) {
      TextMessage message = (TextMessage) consumer.receive(SOON.toMillis());
      assertThat(message).as("a worker task").isNotNull();
      return taskRun(message);
    }
  }

  private static ObjectNode taskRun(TextMessage message)
      throws JMSException, JsonProcessingException {
    return (ObjectNode) JSON.readTree(message.getText()).get("taskRun");
  }

  /** The task run in its next state. */
  private ObjectNode tell(ObjectNode run, String state) {
    ObjectNode told = run.deepCopy();
    ObjectNode next = ((ObjectNode) told.get("state")).put("current", state);
    next.withArray("histories").addObject().put("state", state).put("date", "2026-03-01T12:00:00Z");
    send(told);
    return told;
  }

  private void send(ObjectNode told) {
    broker.send("answers", JSON.createObjectNode().set("taskRun", told).toString());
  }

  private static long ignored() {
    return Long.parseLong(
        Sql.value(
            "SELECT coalesce(sum(times), 0) FROM baton_counter"
                + " WHERE what = 'answers.ignored' AND about = 'pipes'"));
  }

  private static void awaitIgnored(long times) {
    await().atMost(SOON).untilAsserted(() -> assertThat(ignored()).isEqualTo(times));
  }

  private static String inLine() {
    return String.join(
        " ",
        Sql.column(
            "SELECT tenant || '=' || waiting FROM baton_lane"
                + " WHERE destination = 'it.etl.gpu' ORDER BY tenant"));
  }

  private static void awaitInLine(String line) {
    await().atMost(SOON).untilAsserted(() -> assertThat(inLine()).isEqualTo(line));
  }

  @Test
  @DisplayName("A3.2 A3.8 A3.14 worker tasks one at a time, two tenants, stale results, and a kill")
  void workerTasks() throws JMSException, JsonProcessingException, SQLException {
    long before = ignored();
    String third = second + "-3";
    String fourth = second + "-4";
    pipeline(first, "red");
    ObjectNode run = next();
    pipeline(second, "red");
    awaitInLine("red=1");
    pipeline(third, "red");
    awaitInLine("red=2");
    pipeline(fourth, "blue");
    awaitInLine("blue=1 red=2");
    try (Connection connection = Sql.connect()) {
      assertThat(DestinationRow.all(connection))
          .contains(new DestinationRow("it.etl.gpu", 1, "red=2 blue=1"));
    }

    ObjectNode running = tell(run, "RUNNING");
    awaitEvent(first, "AnswerDelayed");
    tell(running, "RUNNING");
    await().atMost(SOON).until(() -> journal(first).split("AnswerDelayed", -1).length == 3);
    send(running); // Told already; then reordered and stale ones.
    awaitIgnored(before + 1);
    tell(running, "FAILED");
    assertThat(next().path("executionId").asText())
        .as("a retry gets in line anew")
        .isEqualTo(second);
    tell(running, "SUCCESS");
    awaitIgnored(before + 2);
    awaitInLine("blue=1 red=2");

    try (JMSConsumer killed =
        broker.session().createConsumer(broker.session().createTopic("baton.calledoff"))) {
      cancel(second);
      TextMessage told = (TextMessage) killed.receive(SOON.toMillis());
      assertThat(told).as("what is called off").isNotNull();
      assertThat(taskRun(told).path("id").asText()).isEqualTo(second + "/load");
      assertThat(told.getText()).contains("\"current\":\"KILLING\"");
      assertThat(told.getStringProperty("baton_destination")).isEqualTo("it.etl.gpu");
    }
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ObjectNode next = next();
      order.add(next.path("executionId").asText() + " " + next.path("attempts").size());
      tell(next, "SUCCESS");
    }
    assertThat(order).containsExactlyInAnyOrder(fourth + " 1", third + " 1", first + " 2");
    assertThat(order.get(0)).as("the other tenant is next").isEqualTo(fourth + " 1");
    for (String id : List.of(first, third, fourth)) {
      awaitStatus(id, "COMPLETED");
    }
    assertThat(Sql.column("SELECT case_id FROM baton_request WHERE destination = 'it.etl.gpu'"))
        .isEmpty();
    assertThat(ignored()).isEqualTo(before + 2);
    assertOperatorsSeeIt(before + 2);
  }

  /** What {@code ./baton services} shows. */
  private static void assertOperatorsSeeIt(long times) throws SQLException {
    try (Connection connection = Sql.connect()) {
      assertThat(ServiceRow.all(connection)).contains(new ServiceRow("pipes", "", "", 0, times));
      assertThat(DestinationRow.all(connection)).contains(new DestinationRow("it.etl.gpu", 0, ""));
    }
  }

  private void cancel(String id) {
    broker.send(
        "commands",
        CommandCodec.write(
            List.of(new Command.CancelCase(new CaseId(id), new CommandId("kill"), "not wanted"))));
  }

  @Test
  @DisplayName(
      "A3.12 A3.14 an allowed failure is a warning, a failed case is run again once, and dynamic task runs are kept")
  void warningsAndTheNextRun() {
    create(first, "again");
    awaitEvent(first, "RefOpened");
    tell(first, "greet", "FAILED", "");
    await().atMost(SOON).until(() -> journal(first).contains("\"ref\":\"load\""));
    assertThat(journal(first)).contains("\"warning\":true");
    tell(first, "FAILED");
    awaitStatus(first, "FAILED");

    String next = first + "~2";
    awaitEvent(next, "RefOpened");
    tell(next, "greet", "WARNING", "");
    await().atMost(SOON).until(() -> journal(next).contains("\"ref\":\"load\""));
    tell(
        next,
        "load",
        "SUCCESS",
        ",\"dynamicTaskRuns\":[{\"id\":\"sub-1\",\"taskId\":\"sub\",\"state\":{\"current\":\"SUCCESS\"}}]");
    awaitStatus(next, "COMPLETED");
    assertThat(journal(next)).contains("\"DetailsTold\"", "sub-1");
    assertThat(Sql.column("SELECT case_id FROM baton_case WHERE case_id LIKE ?", first + "%"))
        .containsExactlyInAnyOrder(first, next);
  }

  @Test
  @DisplayName(
      "A3.14 a worker hears that its request is called off: by its time-out, a race, the kill of a parent")
  void workersHearWhatIsCalledOff() {
    String kid = first + ".kid";
    JMSContext session = broker.session();
    try (JMSConsumer calledOff =
        session.createConsumer(
            session.createTopic("baton.calledoff"), "baton_case = '" + kid + "'")) {
      create(first, "parent");
      assertThat(next(calledOff)).contains("etl.late");
      tell(kid, "all.race.quick", "SUCCESS", "");
      assertThat(next(calledOff)).contains("etl.slow");
      broker.send("commands", cancelOf(first));
      assertThat(next(calledOff)).contains("etl.killed");
    }
    awaitStatus(first, "CANCELLED");
    awaitStatus(kid, "CANCELLED");
  }

  private static String next(JMSConsumer calledOff) {
    return String.valueOf(calledOff.receiveBody(String.class, SOON.toMillis()));
  }

  private static String cancelOf(String id) {
    CommandId cancel = new CommandId("cancel " + id);
    return CommandCodec.write(
        List.of(new Command.CancelCase(new CaseId(id), cancel, "not any more")));
  }

  @Test
  @DisplayName("A3.3 an execution that tells of task runs is refused")
  void onlyCreationsAreAccepted() {
    String id = "e-" + UUID.randomUUID();
    try (JMSConsumer parked =
        broker.session().createConsumer(broker.session().createQueue("baton.parked"))) {
      broker.send(
          "start",
          "{\"id\":\"%s\",\"flowId\":\"narrow\",\"state\":{\"current\":\"SUCCESS\"}}"
              .formatted(id));
      await()
          .atMost(SOON)
          .until(() -> String.valueOf(parked.receiveBody(String.class, 1_000)).contains(id));
    }
    assertThat(journal(id)).isEmpty();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        Sql.column("SELECT about FROM baton_counter WHERE what = 'starts.refused'"))
                    .containsExactly("executor"));
  }
}
