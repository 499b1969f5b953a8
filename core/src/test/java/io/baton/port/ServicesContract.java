package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.RefId;
import io.baton.port.Services.Health;
import io.baton.port.Services.Held;
import io.baton.port.Services.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the {@link Services} of every store promise. */
abstract class ServicesContract extends SchedulesContract {
  private final String user = "user-" + UUID.randomUUID();
  private final String mail = "mail-" + UUID.randomUUID();
  private final Held first = held("1", 1);
  private final Held second = held("undo:1", 2);

  private Held held(String key, int attempt) {
    return new Held(id, new RefId(key), attempt, 7);
  }

  private Services services() {
    return store().services();
  }

  private void tell(@Nullable State told, @Nullable Instant until, @Nullable Boolean shut) {
    commit(() -> services().tell(user, told, until, shut));
  }

  private boolean isDown() {
    Set<String> down = committed(() -> services().down(Set.of(user, mail)));
    assertThat(down).doesNotContain(mail);
    return down.contains(user);
  }

  private List<Held> release() {
    return committed(() -> services().release(100));
  }

  private Optional<Health> health() {
    return committed(() -> services().all()).stream()
        .filter(health -> health.service().equals(user))
        .findFirst();
  }

  @AfterEach
  void setFreeWhatIsHeld() {
    // What is held would come free in the next trial.
    tell(State.UP, null, false);
    release();
  }

  @Test
  void a_service_of_which_nothing_was_told_is_up() {
    assertThat(isDown()).isFalse();
    assertThat(health()).isEmpty();
  }

  @Test
  void what_was_told_last_counts() {
    tell(State.DOWN, null, null);
    assertThat(isDown()).isTrue();
    assertThat(health()).contains(new Health(user, State.DOWN, false, null, 0));
    tell(State.UP, null, null);
    assertThat(isDown()).isFalse();
    rollBack(() -> services().tell(user, State.DOWN, null, null));
    assertThat(isDown()).isFalse();
  }

  @Test
  void a_service_that_is_not_heard_in_time_is_down() {
    Instant soon = Instant.ofEpochMilli(store().now().plus(Duration.ofMillis(500)).toEpochMilli());
    tell(State.UP, soon, null);
    assertThat(isDown()).isFalse();
    assertThat(health()).contains(new Health(user, State.UP, false, soon, 0));
    until(this::isDown);
    assertThat(store().now()).isAfterOrEqualTo(soon);
    assertThat(health()).contains(new Health(user, State.DOWN, false, soon, 0));
    tell(State.UP, null, null);
    assertThat(isDown()).isFalse();
  }

  @Test
  void what_an_operator_shuts_stays_down_whatever_it_tells() {
    tell(null, null, true);
    tell(State.UP, null, null);
    assertThat(isDown()).isTrue();
    assertThat(health()).contains(new Health(user, State.DOWN, true, null, 0));
    tell(null, null, false);
    assertThat(isDown()).isFalse();
  }

  @Test
  void what_is_held_comes_free_once_when_its_service_is_up() {
    tell(State.DOWN, null, null);
    commit(
        () -> {
          services().hold(user, first);
          services().hold(user, second);
        });
    assertThat(health()).contains(new Health(user, State.DOWN, false, null, 2));
    assertThat(release()).isEmpty();
    tell(State.UP, null, null);
    rollBack(() -> assertThat(services().release(100)).hasSize(2));
    assertThat(committed(() -> services().release(1))).hasSize(1);
    assertThat(release()).hasSize(1);
    assertThat(release()).isEmpty();
  }

  @Test
  void what_is_held_again_replaces_the_earlier_attempt() {
    tell(State.DOWN, null, null);
    commit(() -> services().hold(user, held("1", 1)));
    commit(() -> services().hold(user, held("1", 2)));
    rollBack(() -> services().hold(user, held("1", 3)));
    tell(State.UP, null, null);
    assertThat(release()).containsExactly(held("1", 2));
  }

  @Test
  void what_is_dropped_does_not_come_free() {
    tell(State.DOWN, null, null);
    commit(
        () -> {
          services().hold(user, first);
          services().hold(user, second);
        });
    commit(() -> services().drop(id, first.key()));
    commit(() -> services().drop(id, new RefId("77")));
    rollBack(() -> services().drop(id, second.key()));
    assertThat(health()).contains(new Health(user, State.DOWN, false, null, 1));
    tell(State.UP, null, null);
    assertThat(release()).containsExactly(second);
  }

  @Test
  void what_another_transaction_is_setting_free_is_passed_over() {
    commit(() -> services().hold(user, first));
    commit(
        () -> {
          assertThat(services().release(100)).containsExactly(first);
          assertThat(fromElsewhere(this::release)).isEmpty();
        });
    assertThat(release()).isEmpty();
  }
}
