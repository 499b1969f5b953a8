package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.RecordId;
import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.port.KeyTimers.KeyTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Timers that records set, and when the clockwork hears of them. */
class KeyTimerDeskTest {
  private static final String TOPIC = "scheduler";

  private final Memory memory = new Memory();
  private final List<Duration> waits = new ArrayList<>();
  private final KeyTimerDesk desk = new KeyTimerDesk(memory.kernel(), waits::add);

  /** A record without a lane. */
  private StreamRecord record(long offset) {
    return new StreamRecord(new RecordId("c", "S", 0, offset), TOPIC, "t|v1", "300", memory.now);
  }

  private void set(StreamRecord record, Duration delay) {
    RecordWish.Wake wake = new RecordWish.Wake(record.at().plus(delay), "resume", "t", "v1");
    desk.set(new RecordWish.KeyTimer(TOPIC, "t|v1", wake), record);
  }

  private List<String> fired() {
    return memory.keyTimers.take(10).stream().map(KeyTimer::key).toList();
  }

  @Test
  void theClockworkIsWokenForATimerOnceItIsCommitted() {
    set(record(1), Duration.ofMillis(300));
    assertThat(waits).as("before the commit").isEmpty();
    memory.end(true);
    assertThat(waits).containsExactly(Duration.ofMillis(300));
    set(record(2), Duration.ofMillis(200));
    memory.end(false);
    assertThat(waits).as("of what never was").hasSize(1);
  }

  @Test
  @DisplayName("A1.4.38 a record that comes again after its timer has fired sets nothing")
  void aRecordThatComesAgainAfterItsTimerHasFiredSetsNothing() {
    StreamRecord first = record(1);
    set(first, Duration.ofMillis(300));
    memory.end(true);
    memory.now = memory.now.plusSeconds(1);
    assertThat(fired()).containsExactly("t|v1");
    set(first, Duration.ofMillis(300));
    memory.end(true);
    assertThat(fired()).as("by the same record").isEmpty();
    set(record(0), Duration.ZERO);
    memory.end(true);
    assertThat(fired()).as("by another one, whatever its offset").containsExactly("t|v1");
  }
}
