package io.baton.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.cli.ground.ConnectGroup;
import io.baton.cli.ground.ConnectWorker;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker that everybody holds for dead, and that does not know it. */
@ExtendWith(SharedBridge.class)
final class ZombieIT {
  private static final int RECORDS = 1500;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void what_a_frozen_worker_had_begun_is_neither_lost_nor_doubled_when_it_goes_on(Bridge bridge)
      throws Exception {
    ConnectWorker first = bridge.connect();
    ConnectWorker second = bridge.worker("connect-2");
    Bridge.begin(second);
    Traffic.connect(bridge, "zombie");
    second.awaitAnswer();
    new ConnectGroup(bridge.address()).awaitMembers(2);
    try (Traffic traffic = new Traffic(bridge, "zombie", RECORDS)) {
      traffic.start();
      traffic.awaitReceived(RECORDS / 4);
      boolean firstHasIt = workerOf(first, "zombie-outputs").equals(first.address());
      ConnectWorker frozen = firstHasIt ? first : second;
      ConnectWorker other = firstHasIt ? second : first;
      frozen.freeze();
      try {
        await()
            .atMost(Bridge.LONG)
            .until(() -> workerOf(other, "zombie-outputs").equals(other.address()));
        traffic.awaitReceived(RECORDS);
      } finally {
        frozen.thaw();
      }
      traffic.awaitReceived(2 * RECORDS);
      traffic.awaitQuiet();

      assertThat(traffic.records()).as("records").isEqualTo(traffic.expected());
      assertThat(traffic.messages()).as("messages").isEqualTo(traffic.expected());
    } finally {
      second.kill9();
    }
    bridge.remove("zombie-outputs");
    bridge.remove("zombie-records");
  }

  private static String workerOf(ConnectWorker asked, String connector) throws IOException {
    JsonNode status = JSON.readTree(Bridge.status(asked, connector));
    return status.path("tasks").path(0).path("worker_id").asText();
  }
}
