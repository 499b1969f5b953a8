package io.baton.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.cli.ground.KafkaServer;
import io.baton.cli.ground.KafkaTopics;
import io.baton.cli.ground.StateDir;
import io.baton.cli.ground.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What takes too long for every build: mvn verify -Pkafka-long. */
@Tag("long")
@ExtendWith(SharedBridge.class)
@Execution(ExecutionMode.SAME_THREAD) // Brokers are killed.
final class LongIT {
  private static final int RECORDS = 4000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void a_kafka_that_is_away_for_a_minute_is_waited_for(Bridge bridge) throws Exception {
    Traffic.connect(bridge, "away");
    try (Traffic traffic = new Traffic(bridge, "away", RECORDS)) {
      traffic.start();
      traffic.awaitReceived(RECORDS / 2);
      bridge.kafka().kill9();
      Until.holds(MINUTE, () -> false);
      bridge.kafka().start();
      assertExact(traffic);
    }
    assertThat(bridge.status("away-outputs")).doesNotContain("FAILED");
    assertThat(bridge.status("away-records")).doesNotContain("FAILED");
    bridge.remove("away-outputs");
    bridge.remove("away-records");
  }

  @Test
  void any_of_three_brokers_may_be_lost() throws Exception {
    try (Bridge bridge = Bridge.withThreeIn(Path.of("target/bridge-of-three"))) {
      assertThat(copiesOfOurTopics(bridge.address())).containsOnly(3);
      Traffic.connect(bridge, "three");
      try (Traffic traffic = new Traffic(bridge, "three", RECORDS)) {
        traffic.start();
        int part = 2 * RECORDS / (2 * bridge.brokers().size() + 1);
        int received = 0;
        for (KafkaServer broker : bridge.brokers()) {
          traffic.awaitReceived(received += part);
          broker.kill9();
          traffic.awaitReceived(received += part);
          broker.start();
        }
        assertExact(traffic);
      }
      assertThat(bridge.status("three-outputs")).doesNotContain("FAILED");
      assertThat(bridge.status("three-records")).doesNotContain("FAILED");
    }
  }

  /** Makes the topics of server-config, as the how-to says, and counts the copies of each. */
  private static Set<Integer> copiesOfOurTopics(String address) throws Exception {
    KafkaTopics ours =
        KafkaTopics.of(
            StateDir.checkout(Path.of("")).resolve("server-config/kafka/topics.properties"));
    ours.makeAt(address);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      // Who is asked may not have heard of them yet.
      return await().ignoreExceptions().until(() -> copies(admin, ours.names()), is -> true);
    }
  }

  private static Set<Integer> copies(Admin admin, Set<String> topics) throws Exception {
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(topic -> topic.partitions().stream())
        .map(partition -> partition.replicas().size())
        .collect(Collectors.toSet());
  }

  private static void assertExact(Traffic traffic) {
    traffic.awaitReceived(2 * RECORDS);
    traffic.awaitQuiet();
    assertThat(traffic.records()).as("records").isEqualTo(traffic.expected());
    assertThat(traffic.messages()).as("messages").isEqualTo(traffic.expected());
  }
}
