package io.baton.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.cli.ground.ConnectWorker;
import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.KafkaPrograms;
import io.baton.cli.ground.KafkaServer;
import io.baton.cli.ground.StateDir;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Both connectors in a real worker between real brokers, each killed while they work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BridgeIT {
  private static final int RECORDS = Integer.getInteger("baton.kafka.records", 3000);
  private static final Duration LONG = Duration.ofMinutes(3);

  private KafkaServer kafka;
  private Artemis artemis;
  private ConnectWorker connect;

  @BeforeAll
  void start() throws Exception {
    Path folder = Path.of("target/bridge").toAbsolutePath();
    FileTree.delete(folder);
    StateDir state = StateDir.at(folder);
    KafkaPrograms programs = KafkaPrograms.ofCheckout(Path.of(""));
    kafka = new KafkaServer(state, programs);
    kafka.start();
    artemis = new Artemis(state.dir("artemis"));
    artemis.start();
    Path plugins =
        Unzipped.in(state.dir("plugins"), Path.of(System.getProperty("baton.kafka.plugin")));
    connect = new ConnectWorker(state, "connect", programs, kafka, plugins);
    connect.start(Map.of("BATON_JMS_PASSWORD", "x"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
      admin
          .createTopics(
              List.of(new NewTopic("results", 2, (short) 1), new NewTopic("resume", 2, (short) 1)))
          .all()
          .get();
    }
    put(
        "outputs",
        """
        {"connector.class": "io.baton.kafka.connect.JmsSourceConnector", "tasks.max": "1",
         "exactly.once.support": "required", "jms.url": "%s", "jms.queues": "out",
         "jms.parked.queue": "parked", "batch.messages": "200"}""");
    put(
        "records",
        """
        {"connector.class": "io.baton.kafka.connect.JmsSinkConnector", "tasks.max": "2",
         "topics": "resume", "kafka.bootstrap.servers": "%2$s", "jms.url": "%1$s",
         "consumer.override.isolation.level": "read_committed", "jms.queue": "in",
         "jms.parked.queue": "parked", "jms.state.queue": "bridge"}""");
  }

  private void put(String name, String settings) throws IOException {
    var answer =
        connect.put(
            "/connectors/%s/config".formatted(name),
            settings.formatted(artemis.url(), kafka.address()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    await()
        .atMost(LONG)
        .until(
            () ->
                connect
                    .get("/connectors/" + name + "/status")
                    .body()
                    .contains("\"tasks\":[{\"id\":0,\"state\":\"RUNNING\""));
  }

  @AfterAll
  void end() throws Exception {
    if (connect != null) {
      connect.kill9();
    }
    if (artemis != null) {
      artemis.kill9();
    }
    if (kafka != null) {
      kafka.kill9();
    }
  }

  @Test
  void whatever_dies_each_message_is_one_record_and_each_record_one_message() throws Exception {
    try (Traffic traffic = new Traffic(artemis.url(), kafka.address(), RECORDS)) {
      traffic.start();
      traffic.awaitReceived(RECORDS / 10);
      connect.kill9();
      connect.start(Map.of("BATON_JMS_PASSWORD", "x"));
      traffic.awaitReceived(RECORDS / 4);
      artemis.kill9();
      artemis.start();
      traffic.awaitReceived(RECORDS / 2);
      connect.kill9();
      connect.start(Map.of("BATON_JMS_PASSWORD", "x"));
      traffic.awaitReceived(RECORDS);
      kafka.kill9();
      kafka.start();
      traffic.awaitReceived(2 * RECORDS);
      traffic.awaitQuiet();

      assertThat(traffic.records()).as("records").isEqualTo(traffic.expected());
      assertThat(traffic.messages()).as("messages").isEqualTo(traffic.expected());
    }
    assertThat(connect.get("/connectors/outputs/status").body()).doesNotContain("FAILED");
    assertThat(connect.get("/connectors/records/status").body()).doesNotContain("FAILED");
  }
}
