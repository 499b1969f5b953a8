package io.baton.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Both connectors in a real worker between real brokers, each killed while they work. */
@ExtendWith(SharedBridge.class)
final class BridgeIT {
  private static final int RECORDS = Integer.getInteger("baton.kafka.records", 3000);
  private static final int KILLS = Integer.getInteger("baton.kafka.kills", 5);
  private static final long SEED = Long.getLong("baton.kafka.seed", System.nanoTime());

  private enum Victim {
    CONNECT,
    KAFKA,
    ARTEMIS;

    void killAndStartAgain(Bridge bridge) throws IOException {
      switch (this) {
        case CONNECT -> {
          bridge.connect().kill9();
          bridge.startConnect();
        }
        case KAFKA -> {
          bridge.kafka().kill9();
          bridge.kafka().start();
        }
        case ARTEMIS -> {
          bridge.artemis().kill9();
          bridge.artemis().start();
        }
      }
    }
  }

  @Test
  void whatever_dies_each_message_is_one_record_and_each_record_one_message(Bridge bridge)
      throws Exception {
    System.out.printf("-Dbaton.kafka.seed=%d -Dbaton.kafka.kills=%d%n", SEED, KILLS);
    Random random = new Random(SEED);
    Traffic.connect(bridge, "kills");
    try (Traffic traffic = new Traffic(bridge, "kills", RECORDS)) {
      traffic.start();
      int each = 2 * RECORDS / (KILLS + 1);
      int number = 0;
      for (Victim victim : victims(random)) {
        traffic.awaitReceived(number++ * each + random.nextInt(each));
        victim.killAndStartAgain(bridge);
      }
      traffic.awaitReceived(2 * RECORDS);
      traffic.awaitQuiet();

      assertThat(traffic.records()).as("records, seed %d", SEED).isEqualTo(traffic.expected());
      assertThat(traffic.messages()).as("messages, seed %d", SEED).isEqualTo(traffic.expected());
    }
    assertThat(bridge.status("kills-outputs")).doesNotContain("FAILED");
    assertThat(bridge.status("kills-records")).doesNotContain("FAILED");
    bridge.remove("kills-outputs");
    bridge.remove("kills-records");
  }

  /** Each of them about as often as the others, in any order. */
  private static List<Victim> victims(Random random) {
    List<Victim> victims = new ArrayList<>(List.of(Victim.values()));
    Collections.shuffle(victims, random); // The first ones die once more than the others.
    List<Victim> all = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      all.add(victims.get(i % victims.size()));
    }
    Collections.shuffle(all, random);
    return all;
  }
}
