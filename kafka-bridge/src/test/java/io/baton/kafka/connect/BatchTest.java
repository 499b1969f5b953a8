package io.baton.kafka.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchTest {
  private static final long BEGAN = 1_000_000;
  private static final int SIZE = 10;

  private final Batch<String> batch = new Batch<>(5, 1000);

  @Test
  void what_was_there_at_the_beginning_shares_it_however_long_it_takes_to_take() {
    for (int i = 0; i < 4; i++) {
      batch.add("old", SIZE, BEGAN - 1, BEGAN + i * Batch.MOMENT_MILLIS);
      assertThat(batch.isComplete()).isFalse();
    }
    batch.add("old", SIZE, BEGAN - 1, BEGAN);
    assertThat(batch.isComplete()).as("as many as there may be").isTrue();
    assertThat(batch.messages()).hasSize(5);
  }

  @Test
  void what_is_sent_meanwhile_is_waited_for_no_longer_than_a_moment() {
    batch.add("first", SIZE, BEGAN - 1, BEGAN);
    batch.add("at once", SIZE, BEGAN, BEGAN + Batch.MOMENT_MILLIS - 1);
    assertThat(batch.isComplete()).isFalse();
    batch.add("late", SIZE, BEGAN + Batch.MOMENT_MILLIS, BEGAN + Batch.MOMENT_MILLIS);
    assertThat(batch.isComplete()).isTrue();
  }

  @Test
  void large_messages_fill_it_sooner() {
    batch.add("large", 999, BEGAN - 1, BEGAN);
    assertThat(batch.isComplete()).isFalse();
    batch.add("small", 1, BEGAN - 1, BEGAN);
    assertThat(batch.isComplete()).isTrue();
  }
}
