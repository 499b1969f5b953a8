package io.baton.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
abstract class QuartzContract {
  private static final Duration LONG = Duration.ofSeconds(20);

  abstract DataSource source();

  private void move(String by) {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE baton_qrtz_triggers SET next_fire_time = next_fire_time " + by))
          .isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneOfTwoNodesIsWokenAtEachBeat() {
    try (Beats one = new Beats("one", source());
        Beats two = new Beats("two", source())) {
      await().atMost(LONG).until(() -> one.count() + two.count() >= 2);
      int before = one.count() + two.count();
      long since = System.nanoTime();
      await().atMost(LONG).until(() -> one.count() + two.count() >= before + 5);
      assertThat(Duration.ofNanos(System.nanoTime() - since))
          .as("five beats, however many nodes there are")
          .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(12));
    }
  }

  @Test
  void whenANodeGoesTheOtherIsWoken() {
    try (Beats two = new Beats("two", source())) {
      try (Beats one = new Beats("one", source())) {
        await().atMost(LONG).until(() -> one.count() + two.count() >= 1);
      }
      int before = two.count();
      await().atMost(LONG).until(() -> two.count() >= before + 2);
    }
  }

  @Test
  void aBeatThatAClockHasMovedAnHourAwayIsSetAnew() {
    try (Beats one = new Beats("one", source())) {
      await().atMost(LONG).until(() -> one.count() >= 1);
      move("+ 3600000");
      int after = one.count();
      await().atMost(LONG).until(() -> one.count() >= after + 3);
    }
  }

  @Test
  void aMomentBetweenTwoBeatsIsAwaitedExactly() {
    try (Beats one = new Beats("one", source())) {
      await().atMost(LONG).until(() -> one.count() >= 1);
      for (int i = 0; i < 50; i++) {
        one.wakeIn(Duration.ofMillis(10));
      }
      await().atMost(Duration.ofSeconds(1)).until(() -> one.count() >= 50);
    }
  }
}
