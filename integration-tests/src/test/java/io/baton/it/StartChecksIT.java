package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import io.baton.it.ground.Broker;
import io.baton.it.ground.Ground;
import io.baton.it.ground.Server;
import io.baton.it.ground.Sql;
import jakarta.jms.JMSContext;
import jakarta.jms.TemporaryQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine looks around before it takes a command, and refuses to work on bad ground. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
final class StartChecksIT {
  private static final String TEMPLATE = "baton";
  private static final String STEPS = "steps";

  @ArquillianResource Deployer deployer;

  @Deployment(name = TEMPLATE, managed = false, testable = false)
  static EnterpriseArchive template() {
    return Applications.template("baton.ear");
  }

  @Deployment(name = STEPS, managed = false, testable = false)
  static EnterpriseArchive steps() {
    return Applications.steps();
  }

  @Test
  void theEmptyTemplateDeploysAsItIs() {
    deployer.deploy(TEMPLATE);
    deployer.undeploy(TEMPLATE);
  }

  @ParameterizedTest
  @CsvSource({
    "baton.datasource, java:jboss/datasources/ExampleDS, BATON-1401 data source java:jboss/datasources/ExampleDS is neither an xa-data-source",
    "baton.datasource, java:jboss/datasources/Nowhere, BATON-1412 no DataSource at java:jboss/datasources/Nowhere",
    "baton.sessions, 24, BATON-1402 the pool of the data source holds 48 connections",
    "baton.sessions, 24, BATON-1407 the pool of the JMS connection factory activemq-ra holds 48",
    "baton.sessions, 90, BATON-1408 PostgreSQL's max_prepared_transactions is 160",
    "baton.store, nix, BATON-1411 baton.store is 'nix'",
    "baton.outputs.shards, 65, BATON-1422 baton.outputs.shards is '65'"
  })
  void aBadSettingIsRefusedByCodeAndName(String property, String value, String refusal) {
    Server.setProperty(property, value);
    try {
      isRefused(refusal);
    } finally {
      Server.setProperty(property, null);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', BATON-1406 -Dbaton.node.id is ''",
    "a-node-id-of-24-bytes---, BATON-1406 -Dbaton.node.id is 'a-node-id-of-24-bytes---'"
  })
  void aBadNodeIdIsRefused(String id, String refusal) {
    Server.setProperty("baton.node.id", id);
    try {
      isRefused(refusal);
    } finally {
      Server.setProperty("baton.node.id", Ground.NODE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dead-letter-address, jms.queue.DLQ, jms.queue.baton.dead, BATON-1403",
    "redelivery-delay, 0, 100, BATON-1404"
  })
  void anAddressThatWouldLoseOrSpinCommandsIsRefused(
      String attribute, String bad, String good, String code) {
    Server.setAddress(attribute, bad);
    try {
      isRefused(code + " address jms.queue.baton.commands");
    } finally {
      Server.setAddress(attribute, good);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "max-delivery-attempts, 10, -1, maxDeliveryAttempts = 10",
    "redelivery-delay, 0, 500, redeliveryDelay = 0",
    "address-full-policy, DROP, PAGE, addressFullPolicy = DROP"
  })
  void anAddressThatWouldLoseRecordsOrSpinIsRefused(
      String attribute, String bad, String good, String found) {
    Server.setRecords(attribute, bad);
    try {
      isRefused("BATON-1444 address jms.queue.baton.records has " + found);
    } finally {
      Server.setRecords(attribute, good);
    }
  }

  @Test
  void aServerWithoutTheQueueOfRecordsIsRefused() {
    Server.removeQueue("records");
    try {
      isRefused("BATON-1444 address jms.queue.baton.records has no jms-queue");
    } finally {
      Server.addQueue("records");
    }
  }

  @Test
  @DisplayName("5.5 the engine makes the queues of outputs, and makes them exclusive")
  void theQueuesOfOutputsAreExclusive() throws Exception {
    Server.setProperty("baton.outputs.shards", "2");
    try (Broker broker = Broker.connect()) {
      deployer.deploy(TEMPLATE);
      assertThat(broker.isExclusive("jms.queue.baton.outputs.0")).isTrue();
      assertThat(broker.isExclusive("jms.queue.baton.outputs.1")).isTrue();
      assertThat(broker.isExclusive("jms.queue.baton.outputs")).as("as it always was").isFalse();
      deployer.undeploy(TEMPLATE);
      Server.setOutputs("redelivery-delay", 1);
      isRefused("BATON-1425 address jms.queue.baton.outputs.0 has redeliveryDelay = 1");
    } finally {
      Server.setOutputs("redelivery-delay", 0);
      Server.setProperty("baton.outputs.shards", null);
    }
  }

  @Test
  @DisplayName("5.5 a queue of outputs that the server defines cannot be exclusive, and is refused")
  void aQueueOfOutputsThatTheServerDefinesIsRefused() {
    Server.setProperty("baton.outputs.shards", "2");
    Server.addQueue("outputs.7");
    try {
      isRefused("BATON-1424 the server defines a jms-queue baton.outputs.0 or the like");
    } finally {
      Server.removeQueue("outputs.7");
      Server.setProperty("baton.outputs.shards", null);
    }
  }

  @Test
  void aNodeIdThatAnotherLiveServerHoldsIsRefused() {
    deployer.deploy(TEMPLATE);
    deployer.undeploy(TEMPLATE);
    String ours = Sql.value("SELECT store_id FROM baton_node WHERE node_id = ?", Ground.NODE);
    hold(UUID.randomUUID().toString());
    try {
      isRefused("BATON-1405 node id 'it-1' is held by another live server");
    } finally {
      hold(ours);
    }
    deployer.deploy(TEMPLATE);
    deployer.undeploy(TEMPLATE);
  }

  @Test
  @DisplayName("A4.7 pluggable persistence: the same application runs on the fleeting store")
  void theSameApplicationRunsOnTheFleetingStore() {
    Server.setProperty("baton.store", "fleeting");
    try {
      deployer.deploy(STEPS);
      String id = OnServer.newId("fleeting");
      assertThat(ask(OnServer.request(id, Step.fine("a"), Step.with("b", Trouble.THROW, 1))))
          .contains("COMPLETED")
          .contains("b by anonymous");
      assertThat(OnServer.effects(id)).containsExactly("DO a", "DO b");
      assertThat(OnServer.status(id)).as("rows of the case").isEmpty();
      // The tried command comes once more; the other store would not know its case.
      await().atMost(Duration.ofSeconds(30)).until(() -> Server.messages("commands") == 0);
    } finally {
      deployer.undeploy(STEPS);
      Server.setProperty("baton.store", null);
    }
  }

  /** Were a listener to wait for the refused engine, WildFly would never take it out. */
  @Test
  void messagesThatWaitWhileAStartIsRefusedAreHandledByTheNextOne() {
    String id = OnServer.newId("waited");
    try (Broker broker = Broker.connect()) {
      broker.send("start", OnServer.request(id, Step.fine("a")));
    }
    aBadSettingIsRefusedByCodeAndName("baton.store", "nix", "BATON-1411 baton.store is 'nix'");
    assertThat(Server.messages("start")).isEqualTo(1);
    deployer.deploy(STEPS);
    try {
      OnServer.awaitStatus(id, "COMPLETED");
      assertThat(OnServer.effects(id)).containsExactly("DO a");
    } finally {
      deployer.undeploy(STEPS);
    }
  }

  @Test
  void theEngineFindsItsListenersUnderWhateverNameTheServerKeepsTheArchive() throws IOException {
    byte[] archive = steps().as(ZipExporter.class).exportAsInputStream().readAllBytes();
    Server.deploy("kept.otherwise", "steps-2.ear", archive);
    try {
      String id = OnServer.newId("named");
      try (Broker broker = Broker.connect()) {
        broker.send("start", OnServer.request(id, Step.fine("a")));
      }
      OnServer.awaitStatus(id, "COMPLETED");
    } finally {
      Server.undeploy("kept.otherwise");
    }
  }

  private void isRefused(String text) {
    Throwable refusal = catchThrowable(() -> deployer.deploy(TEMPLATE));
    if (refusal == null) {
      deployer.undeploy(TEMPLATE);
    }
    assertThat(refusal).as("the refusal").isNotNull().hasStackTraceContaining(text);
  }

  private static void hold(String store) {
    Sql.update(
        "UPDATE baton_node SET store_id = ?, seen_at = clock_timestamp() WHERE node_id = ?",
        store,
        Ground.NODE);
  }

  private static String ask(String request) {
    try (Broker broker = Broker.connect()) {
      JMSContext session = broker.session();
      TemporaryQueue answers = session.createTemporaryQueue();
      session
          .createProducer()
          .setJMSReplyTo(answers)
          .send(session.createQueue("baton.start"), request);
      return session.createConsumer(answers).receiveBody(String.class, OnServer.SOON.toMillis());
    }
  }
}
