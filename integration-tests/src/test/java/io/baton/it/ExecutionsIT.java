package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.ground.Broker;
import io.baton.it.ground.Sql;
import jakarta.jms.JMSConsumer;
import java.time.Duration;
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
    JavaArchive jar =
        ShrinkWrap.create(JavaArchive.class, "graphs.jar")
            .addAsManifestResource(new StringAsset(graph), "baton/narrow.graph.json");
    return Applications.template("executions.ear").addAsLibrary(jar);
  }

  @AfterEach
  void disconnect() {
    broker.close();
  }

  private void create(String id) {
    broker.send("start", "{\"id\":\"%s\",\"flowId\":\"narrow\",\"inputs\":{}}".formatted(id));
  }

  /** What a worker tells that has loaded three rows. */
  private void tell(String id, String state) {
    broker.send(
        "answers",
        """
        {"taskRun": {"id": "%s/load", "executionId": "%s", "taskId": "load",
          "attempts": [{"state": {"current": "%s"}}], "outputs": {"rows": 3},
          "state": {"current": "%s"}}}
        """
            .formatted(id, id, state, state));
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
  }
}
