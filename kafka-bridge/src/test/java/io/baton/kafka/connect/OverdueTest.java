package io.baton.kafka.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** When people are told; what they read stands in the log of a real worker, in ConnectorsIT. */
class OverdueTest {
  private final List<Set<String>> asked = new ArrayList<>();
  private int told;
  private final Overdue overdue =
      new Overdue(
          "out",
          topics -> {
            asked.add(topics);
            return topics;
          },
          () -> told++);

  private static SourceRecord record(String topic) {
    return new SourceRecord(Map.of(), Map.of(), topic, null, null);
  }

  private void lookAfter(int seconds) {
    overdue.look(System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void people_are_told_after_five_seconds_and_again_after_a_minute() {
    overdue.sent(List.of(record("a"), record("b"), record("a")));
    lookAfter(4);
    assertThat(told).isZero();
    lookAfter(6);
    lookAfter(7);
    assertThat(told).isEqualTo(1);
    assertThat(asked).containsExactly(Set.of("a", "b"));
    lookAfter(68);
    assertThat(told).isEqualTo(2);
  }

  @Test
  void what_has_arrived_is_not_missed_and_the_next_that_does_not_is() {
    overdue.sent(List.of(record("a")));
    overdue.arrived();
    lookAfter(60);
    assertThat(told).isZero();
    overdue.sent(List.of(record("a")));
    lookAfter(6);
    overdue.sent(List.of(record("b")));
    lookAfter(6);
    assertThat(told).isEqualTo(2);
  }
}
