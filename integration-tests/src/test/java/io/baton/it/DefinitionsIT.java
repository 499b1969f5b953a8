package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.it.ground.Broker;
import io.baton.it.ground.Sql;
import io.baton.wire.Json;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Talks to the server as a client of another JVM does. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("Workflows as data are deployed while the server runs")
final class DefinitionsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String WRONG = "wrong";

  private final String name = "graph-" + UUID.randomUUID();
  private final Broker broker = Broker.connect();

  @ArquillianResource Deployer deployer;

  @Deployment(testable = false)
  static EnterpriseArchive application() {
    EnterpriseArchive ear =
        shipping("definitions.ear", "shipped.graph.json", waiting("shipped", "1", "go"));
    return ear.addAsLibrary(
        ShrinkWrap.create(JavaArchive.class, "maps.jar")
            .addAsManifestResource(
                new StringAsset("{\"it-user.create\": [\"it-license.create\"]}"),
                "baton/shipped_map@v0.1.0.graph.json")
            .addAsManifestResource(
                new StringAsset("{\"it-user\": {\"create\": [\"delete\", \"log\"]}}"),
                "baton/undo.json"));
  }

  @Deployment(name = WRONG, managed = false, testable = false)
  static EnterpriseArchive wrong() {
    return shipping("wrong.ear", "wrong.graph.json", waiting("wrong", "1", ""));
  }

  private static EnterpriseArchive shipping(String ear, String file, String text) {
    JavaArchive jar =
        ShrinkWrap.create(JavaArchive.class, "graphs.jar")
            .addAsManifestResource(new StringAsset(text), "baton/" + file);
    return Applications.template(ear).addAsLibrary(jar);
  }

  /** Waits for a signal, and gives it back. */
  private static String waiting(String name, String version, String signal) {
    return """
        {"schema": "baton-graph/1", "name": "%s", "version": %s,
         "nodes": {"ok": {"kind": "signal", "signal": "%s"}}}
        """
        .formatted(name, version, signal);
  }

  @AfterEach
  void disconnect() {
    broker.close();
  }

  private JsonNode ask(String queue, String text) {
    Queue answers = broker.session().createTemporaryQueue();
    Queue to = broker.session().createQueue("baton." + queue);
    broker.session().createProducer().setJMSReplyTo(answers).send(to, text);
    try (JMSConsumer consumer = broker.session().createConsumer(answers)) {
      return Json.tree(consumer.receiveBody(String.class, SOON.toMillis()));
    }
  }

  private JsonNode deploy(String version, String signal) {
    return ask("definitions", waiting(name, version, signal));
  }

  private String start(String workflow) {
    String id = "case-" + UUID.randomUUID();
    broker.send(
        "start", "{\"workflow\":\"%s\",\"caseId\":\"%s\",\"input\":1}".formatted(workflow, id));
    await()
        .atMost(SOON)
        .until(
            () ->
                Sql.count("SELECT count(*) FROM baton_turn WHERE case_id = ? AND turn = 1", id)
                    == 1);
    return id;
  }

  private void signal(String id, String signal) {
    broker.send(
        "signals", "{\"signal\":\"%s\",\"case\":\"%s\",\"value\":true}".formatted(signal, id));
  }

  private static String ended(String id) {
    await()
        .atMost(SOON)
        .until(
            () ->
                Sql.count(
                        "SELECT count(*) FROM baton_case WHERE case_id = ? AND ended_at IS NOT NULL",
                        id)
                    == 1);
    return Sql.value("SELECT version || ' ' || status FROM baton_case WHERE case_id = ?", id);
  }

  @Test
  void aGraphThatTheApplicationBringsIsThereWhenItHasStarted() {
    assertThat(Sql.value("SELECT deployed_by FROM baton_definition WHERE workflow = 'shipped'"))
        .isEqualTo("file graphs.jar/shipped.graph.json");
    String id = start("shipped");
    signal(id, "go");
    assertThat(ended(id)).isEqualTo("1 COMPLETED");
  }

  @Test
  void aContainerLastsAsLongAsItMayAndTheAnswerTellsWhereAGraphIsUnlikeCode() {
    JsonNode answer =
        ask(
            "definitions",
            """
            {"schema": "baton-graph/1", "name": "%s", "version": 1, "nodes": {
              "box": {"kind": "all", "timeout": "PT0.5S", "nodes": {
                "never": {"kind": "signal", "signal": "never"}}},
              "late": {"kind": "output", "after": [{"node": "box", "on": "TIMEOUT"}], "topic": "late"}}}
            """
                .formatted(name));
    assertThat(answer.at("/result/notices/0/pointer").asText())
        .as("%s", answer)
        .isEqualTo("/undo/order");
    assertThat(ended(start(name))).isEqualTo("1 COMPLETED");
  }

  @Test
  @DisplayName("A2.11 a map of functions that the application brings, undone as its table says")
  void aMapThatTheApplicationBringsIsAGraph() {
    assertThat(
            Sql.value(
                "SELECT content FROM baton_definition WHERE workflow = 'shipped_map' AND version_text = 'v0.1.0'"))
        .contains("\"it-user--create\"", "\"delete\"", "\"log\"");
  }

  @Test
  @DisplayName("A2.7 a map in RON is deployed; one with a cycle is refused, and nothing is kept")
  void aMapInRonIsDeployedAndACycleRefused() {
    String edit =
        "ToManagerEdits(name: \"%s\", version: \"v0.1.0\", schema: \"v0.1.0\", workflow: {Process(service: \"it-a\", function: \"do\"): [Process(service: \"it-b\", function: \"do\")]%s})";
    assertThat(ask("definitions", edit.formatted(name, "")).path("status").asText())
        .isEqualTo("DEPLOYED");
    String json =
        "{\"name\":\"%s\",\"version\":\"v0.1.0\",\"schema_version\":\"v0.1.0\",\"workflow\":{\"it-a.do\":[\"%s.do\"]}}";
    assertThat(ask("tomanageredits", json.formatted(name, "it-b")).path("status").asText())
        .isEqualTo("ALREADY_THERE");
    assertThat(ask("tomanageredits", json.formatted(name, "it-c")).at("/failure/type").asText())
        .isEqualTo("BATON-1503");

    String cyclic =
        edit.formatted(
            name + "-cyclic",
            ", Process(service: \"it-b\", function: \"do\"): [Process(service: \"it-a\", function: \"do\")]");
    JsonNode refused = ask("tomanageredits", cyclic);
    assertThat(refused.at("/failure/type").asText()).isEqualTo("BATON-1502");
    assertThat(refused.at("/result/problems/0/pointer").asText()).isEqualTo("/workflow");
    assertThat(refused.at("/result/problems/0/text").asText())
        .isEqualTo("There is a cycle: it-a.do -> it-b.do -> it-a.do.");
    assertThat(
            Sql.count("SELECT count(*) FROM baton_definition WHERE workflow = ?", name + "-cyclic"))
        .isZero();
  }

  @Test
  void anApplicationWithAFileThatIsWrongDoesNotStart() {
    assertThat(catchThrowable(() -> deployer.deploy(WRONG)))
        .hasStackTraceContaining("BATON-1418")
        .hasStackTraceContaining("/graphs.jar/META-INF/baton/wrong.graph.json")
        .hasStackTraceContaining("/nodes/ok/signal");
  }

  @Test
  void aCaseStaysOnItsVersionWhileTheNextOneIsDeployed() {
    assertThat(deploy("1", "first").path("status").asText()).isEqualTo("DEPLOYED");
    String old = start(name);

    assertThat(deploy("\"v0.0.10\"", "tenth").path("result").path("version").asInt()).isEqualTo(10);
    assertThat(deploy("9", "ninth").path("status").asText()).isEqualTo("DEPLOYED");
    String fresh = start(name);
    signal(fresh, "tenth");
    signal(old, "first");

    assertThat(ended(fresh)).isEqualTo("10 COMPLETED");
    assertThat(ended(old)).isEqualTo("1 COMPLETED");
  }

  @Test
  void whatIsDeployedNeverChanges() {
    deploy("1", "a");
    assertThat(deploy("1", "a").path("status").asText()).isEqualTo("ALREADY_THERE");
    JsonNode other = deploy("1", "b");
    assertThat(other.path("status").asText()).isEqualTo("REFUSED");
    assertThat(other.path("failure").path("type").asText()).isEqualTo("BATON-1503");
  }

  @Test
  void allThatIsWrongIsTold() {
    JsonNode answer =
        ask(
            "definitions",
            waiting(name, "0", "").replace("signal\", ", "signal\", \"sound\": 1, "));
    assertThat(answer.path("failure").path("type").asText()).isEqualTo("BATON-1502");
    assertThat(answer.path("result").path("problems").findValuesAsText("pointer"))
        .contains("/version", "/nodes/ok/signal");
    assertThat(Sql.count("SELECT count(*) FROM baton_definition WHERE workflow = ?", name))
        .isZero();
  }

  @Test
  void whatRetiresIsDeletedWhenNoCaseNeedsIt() {
    deploy("1", "go");
    String running = start(name);
    String id = "{\"name\":\"%s\",\"version\":1}}".formatted(name);
    assertThat(ask("definitions", "{\"retire\":" + id).path("status").asText())
        .isEqualTo("RETIRED");
    assertThat(
            ask("start", "{\"workflow\":\"%s\",\"input\":1}".formatted(name))
                .path("failure")
                .path("type")
                .asText())
        .isEqualTo("BATON-1101");
    assertThat(ask("definitions", "{\"delete\":" + id).path("failure").path("type").asText())
        .isEqualTo("BATON-1506");
    signal(running, "go");
    assertThat(ended(running)).isEqualTo("1 COMPLETED");
    assertThat(ask("definitions", "{\"delete\":" + id).path("status").asText())
        .isEqualTo("DELETED");
  }

  @Test
  void runningCasesGoOnWithAnotherVersionWhereNodesAreCalledOtherwise() {
    deploy("1", "go");
    String id = start(name);
    String graph = waiting(name, "2", "go").replace("\"ok\"", "\"approved\"");
    ask(
        "definitions",
        graph.replace(
            "}}}",
            "}, \"more\": {\"kind\": \"signal\", \"signal\": \"more\", \"after\": [\"approved\"]}}}"));

    assertThat(migrate("{}", true).at("/result/cases/0/text").asText())
        .isEqualTo("case is RUNNING: ok (signal go) is awaited, and version 2 has no such node");
    JsonNode onPaper = migrate("{\"ok\":\"approved\"}", true);
    assertThat(onPaper.at("/result/cases/0/caseId").asText()).isEqualTo(id);
    assertThat(onPaper.at("/result/cases/0/fate").asText()).isEqualTo("MIGRATES");
    assertThat(Sql.value("SELECT version FROM baton_case WHERE case_id = ?", id)).isEqualTo("1");

    assertThat(migrate("{\"ok\":\"approved\"}", false).path("status").asText())
        .isEqualTo("MIGRATING");
    await()
        .atMost(SOON)
        .until(() -> Sql.value("SELECT version FROM baton_case WHERE case_id = ?", id).equals("2"));
    signal(id, "go");
    signal(id, "more");
    assertThat(ended(id)).isEqualTo("2 COMPLETED");
    assertThat(migrate("{}", true).at("/result/cases").size()).isZero();
  }

  @Test
  void aTimerThatRunsGoesOnUnderItsNewName() {
    String graph =
        """
        {"schema": "baton-graph/1", "name": "%s", "version": %d,
         "nodes": {"%s": {"kind": "sleep", "duration": "PT1H"}}}
        """;
    ask("definitions", graph.formatted(name, 1, "nap"));
    String id = start(name);
    String due = Sql.value("SELECT due_at FROM baton_timer WHERE case_id = ?", id);
    ask("definitions", graph.formatted(name, 2, "rest"));

    migrate("{\"nap\":\"rest\"}", false);

    await()
        .atMost(SOON)
        .until(
            () ->
                Sql.column(
                        "SELECT timer_key || ' ' || due_at FROM baton_timer WHERE case_id = ?", id)
                    .equals(List.of("rest " + due)));
  }

  private JsonNode migrate(String nodes, boolean dryRun) {
    return ask(
        "definitions",
        "{\"migrate\":{\"name\":\"%s\",\"from\":1,\"to\":2,\"nodes\":%s,\"dryRun\":%s}}"
            .formatted(name, nodes, dryRun));
  }

  @Test
  void aMessageThatCannotBeReadIsParkedWithItsReason() throws JMSException {
    String mark = UUID.randomUUID().toString();
    broker.send("definitions", "{\"retire\":{\"name\":\"" + mark + "\"}}");
    await()
        .atMost(SOON)
        .until(
            () ->
                Sql.count(
                        "SELECT count(*) FROM baton_incident WHERE code = 'BATON-1501' AND payload LIKE ?",
                        "%" + mark + "%")
                    == 1);
    try (JMSConsumer parked =
        broker
            .session()
            .createConsumer(
                broker.session().createQueue("baton.parked"), "baton_reason LIKE 'BATON-1501%'")) {
      TextMessage message = (TextMessage) parked.receive(SOON.toMillis());
      assertThat(message.getText()).contains(mark);
    }
  }
}
