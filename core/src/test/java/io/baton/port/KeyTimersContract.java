package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.port.KeyTimers.KeyTimer;
import io.baton.port.KeyTimers.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every store promises of its {@link KeyTimers}. */
abstract class KeyTimersContract extends StoreTrial {
  private static final Instant PAST = Instant.parse("2001-02-03T04:05:06.789Z");

  @AfterEach
  void takeWhatIsLeftOfKeys() {
    until(() -> takeKeys().isEmpty());
  }

  @Test
  void a_record_that_is_due_is_taken_once_and_tells_what_was_set() {
    KeyTimer odd = timer("t|{\"ref\":\"ü ' \\\" \u0001\"}", PAST);
    KeyTimer second = timer("u", PAST.plusMillis(1));
    commit(
        () -> {
          keyTimers().set(second);
          keyTimers().set(odd);
        });
    assertThat(takeKeys()).containsExactly(odd, second);
    assertThat(takeKeys()).isEmpty();
  }

  @Test
  void the_longest_keys_fit_in_any_script() {
    String long500 = "語".repeat(KeyTimer.MAX_KEY);
    Output output = new Output("r".repeat(249), long500, long500);
    KeyTimer longest = new KeyTimer("t".repeat(249), long500, PAST, output);
    commit(() -> keyTimers().set(longest));
    assertThat(takeKeys()).containsExactly(longest);
    assertThatThrownBy(() -> timer(long500 + "x", PAST)).hasMessageContaining("501");
  }

  @Test
  void setting_a_key_again_replaces_it_and_clearing_takes_it_away_of_its_topic_only() {
    KeyTimer elsewhere = new KeyTimer("other", "a", PAST, new Output("resume", "t", "v"));
    commit(() -> keyTimers().set(timer("a", PAST)));
    commit(() -> keyTimers().set(timer("a", inAnHourOfKeys())));
    commit(() -> keyTimers().set(timer("b", PAST)));
    commit(() -> keyTimers().set(elsewhere));
    commit(() -> keyTimers().clear("scheduler", "b"));
    commit(() -> keyTimers().clear("scheduler", "never set"));
    assertThat(takeKeys()).containsExactly(elsewhere);
    commit(() -> keyTimers().clear("scheduler", "a"));
  }

  @Test
  void at_most_so_many_records_are_taken_and_the_earliest_first() {
    commit(
        () ->
            List.of(3, 1, 4, 2).forEach(i -> keyTimers().set(timer("k" + i, PAST.plusSeconds(i)))));
    assertThat(committed(() -> keyTimers().take(3)))
        .extracting(KeyTimer::key)
        .containsExactly("k1", "k2", "k3");
    assertThat(takeKeys()).extracting(KeyTimer::key).containsExactly("k4");
  }

  @Test
  void a_record_is_taken_no_earlier_than_it_is_due() {
    Instant soon = Instant.ofEpochMilli(store().now().plus(Duration.ofMillis(300)).toEpochMilli());
    commit(() -> keyTimers().set(timer("soon", soon)));
    assertThat(keyTimers().earliest()).contains(soon);
    List<KeyTimer> taken = new ArrayList<>();
    until(() -> taken.addAll(takeKeys()));
    assertThat(taken).containsExactly(timer("soon", soon));
    assertThat(store().now()).isAfterOrEqualTo(soon);
  }

  @Test
  void a_record_that_another_transaction_is_taking_is_passed_over() {
    commit(() -> keyTimers().set(timer("a", PAST)));
    commit(() -> keyTimers().set(timer("b", PAST.plusMillis(1))));
    commit(
        () -> {
          assertThat(keyTimers().take(1)).containsExactly(timer("a", PAST));
          assertThat(fromElsewhere(this::takeKeys)).containsExactly(timer("b", PAST.plusMillis(1)));
        });
    assertThat(takeKeys()).isEmpty();
  }

  @Test
  void a_record_stays_when_who_took_or_cleared_it_rolls_back() {
    commit(() -> keyTimers().set(timer("a", PAST)));
    rollBack(() -> assertThat(keyTimers().take(10)).hasSize(1));
    rollBack(() -> keyTimers().clear("scheduler", "a"));
    rollBack(() -> keyTimers().set(timer("a", inAnHourOfKeys())));
    rollBack(() -> keyTimers().set(timer("never", PAST)));
    assertThat(takeKeys()).containsExactly(timer("a", PAST));
  }

  @Test
  void a_record_that_is_set_while_another_transaction_takes_the_earlier_one_stays() {
    commit(() -> keyTimers().set(timer("a", PAST)));
    CompletableFuture<Boolean> setting =
        committed(
            () -> {
              assertThat(keyTimers().take(10)).hasSize(1);
              return elsewhere(
                  () -> {
                    commit(() -> keyTimers().set(timer("a", PAST.plusMillis(1))));
                    return true;
                  });
            });
    inTime(setting);
    assertThat(takeKeys()).containsExactly(timer("a", PAST.plusMillis(1)));
  }

  private static KeyTimer timer(String key, Instant due) {
    return new KeyTimer("scheduler", key, due, new Output("resume", "t", "{\"ref\":\"1\"}"));
  }

  private KeyTimers keyTimers() {
    return store().keyTimers();
  }

  private List<KeyTimer> takeKeys() {
    return committed(() -> keyTimers().take(100));
  }

  private Instant inAnHourOfKeys() {
    return Instant.ofEpochMilli(store().now().plusSeconds(3600).toEpochMilli());
  }
}
