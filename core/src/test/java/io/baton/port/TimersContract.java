package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Timers.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every store promises of its {@link Timers}. */
abstract class TimersContract extends KeyTimersContract {
  private static final Instant PAST = Instant.parse("2001-02-03T04:05:06.789Z");
  private static final RefId KEY = new RefId("3.1");

  @AfterEach
  void takeWhatIsLeft() {
    // What is due would disturb the next trial.
    until(() -> takeAll().isEmpty());
  }

  @Test
  void a_timer_that_is_due_is_taken_once_and_tells_what_was_set() {
    RefId odd = new RefId("signal:17");
    commit(
        () -> {
          timers().set(id, KEY, PAST);
          timers().set(id, odd, PAST.plusMillis(1));
        });

    assertThat(takeAll())
        .containsExactly(new Due(id, KEY, PAST), new Due(id, odd, PAST.plusMillis(1)));
    assertThat(takeAll()).isEmpty();
  }

  @Test
  void setting_a_timer_again_replaces_it() {
    commit(() -> timers().set(id, KEY, PAST));
    commit(() -> timers().set(id, KEY, PAST.plusMillis(2)));
    commit(() -> timers().set(id, new RefId("later"), PAST));
    commit(() -> timers().set(id, new RefId("later"), inAnHour()));

    assertThat(takeAll()).containsExactly(new Due(id, KEY, PAST.plusMillis(2)));
    commit(() -> timers().clear(id, new RefId("later")));
  }

  @Test
  void a_cleared_timer_is_never_taken_and_clearing_nothing_does_nothing() {
    CaseId other = freshId();
    commit(
        () -> {
          timers().set(id, KEY, PAST);
          timers().set(other, KEY, PAST);
        });

    commit(
        () -> {
          timers().clear(id, KEY);
          timers().clear(id, new RefId("never set"));
        });

    assertThat(takeAll()).containsExactly(new Due(other, KEY, PAST));
  }

  @Test
  void at_most_so_many_are_taken_and_the_earliest_first() {
    commit(
        () ->
            List.of(3, 1, 4, 2, 5)
                .forEach(i -> timers().set(id, new RefId("r" + i), PAST.plusSeconds(i))));

    assertThat(committed(() -> timers().take(2)))
        .extracting(due -> due.key().value())
        .containsExactly("r1", "r2");
    assertThat(takeAll()).extracting(due -> due.key().value()).containsExactly("r3", "r4", "r5");
  }

  @Test
  void a_timer_is_taken_no_earlier_than_it_is_due() {
    Instant soon = Instant.ofEpochMilli(store().now().plus(Duration.ofMillis(400)).toEpochMilli());
    commit(() -> timers().set(id, KEY, soon));
    commit(() -> timers().set(id, new RefId("later"), inAnHour()));

    List<Due> taken = new ArrayList<>();
    until(() -> taken.addAll(takeAll()));

    assertThat(taken).containsExactly(new Due(id, KEY, soon));
    assertThat(store().now()).isAfterOrEqualTo(soon);
    commit(() -> timers().clear(id, new RefId("later")));
  }

  @Test
  void what_another_transaction_is_taking_is_passed_over() {
    commit(
        () -> {
          timers().set(id, new RefId("a"), PAST);
          timers().set(id, new RefId("b"), PAST.plusMillis(1));
        });

    commit(
        () -> {
          assertThat(timers().take(1)).containsExactly(new Due(id, new RefId("a"), PAST));
          assertThat(fromElsewhere(this::takeAll))
              .containsExactly(new Due(id, new RefId("b"), PAST.plusMillis(1)));
        });

    assertThat(takeAll()).isEmpty();
  }

  @Test
  void a_timer_stays_when_who_took_or_cleared_it_rolls_back() {
    commit(() -> timers().set(id, KEY, PAST));

    rollBack(() -> assertThat(timers().take(10)).hasSize(1));
    rollBack(() -> timers().clear(id, KEY));
    rollBack(() -> timers().set(id, KEY, inAnHour()));
    rollBack(() -> timers().set(id, new RefId("never"), PAST));

    assertThat(takeAll()).containsExactly(new Due(id, KEY, PAST));
  }

  @Test
  void what_is_set_while_another_transaction_takes_the_earlier_one_stays() {
    commit(() -> timers().set(id, KEY, PAST));

    CompletableFuture<Boolean> setting =
        committed(
            () -> {
              assertThat(timers().take(10)).containsExactly(new Due(id, KEY, PAST));
              return elsewhere(
                  () -> {
                    commit(() -> timers().set(id, KEY, PAST.plusMillis(1)));
                    return true;
                  });
            });
    inTime(setting);

    assertThat(takeAll()).containsExactly(new Due(id, KEY, PAST.plusMillis(1)));
  }

  @Test
  void a_transaction_takes_what_it_set_itself() {
    commit(() -> timers().set(id, KEY, PAST));
    commit(
        () -> {
          timers().set(id, KEY, PAST.plusMillis(1));
          timers().set(id, new RefId("b"), PAST.plusMillis(2));
          assertThat(timers().take(1)).containsExactly(new Due(id, KEY, PAST.plusMillis(1)));
          timers().clear(id, new RefId("b"));
          assertThat(timers().take(10)).isEmpty();
        });
    assertThat(takeAll()).isEmpty();
  }

  @Test
  void the_earliest_timer_is_known_as_far_as_committed() {
    Instant first = Instant.parse("1999-01-01T00:00:00Z");
    rollBack(() -> timers().set(id, KEY, first.minusMillis(1)));
    commit(() -> timers().set(id, KEY, first));
    assertThat(timers().earliest()).contains(first);
    commit(() -> timers().set(id, new RefId("a"), first.minusMillis(5)));
    assertThat(timers().earliest()).contains(first.minusMillis(5));

    takeAll();

    assertThat(timers().earliest().filter(left -> !left.isAfter(first))).isEmpty();
  }

  @Test
  void without_a_transaction_no_timer_is_set_or_taken() {
    assertThatThrownBy(() -> timers().set(id, KEY, PAST)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> timers().take(1)).isInstanceOf(IllegalStateException.class);
    assertThat(takeAll()).isEmpty();
  }

  private Timers timers() {
    return store().timers();
  }

  private List<Due> takeAll() {
    return committed(() -> timers().take(100));
  }

  private Instant inAnHour() {
    return Instant.ofEpochMilli(store().now().plusSeconds(3600).toEpochMilli());
  }
}
