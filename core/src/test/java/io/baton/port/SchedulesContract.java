package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.StartOn.CatchUp;
import io.baton.api.StartOn.Overlap;
import io.baton.model.CaseId;
import io.baton.model.Schedule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the {@link Schedules} of every store promise. */
abstract class SchedulesContract extends CatalogContract {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FAR_AWAY = Instant.parse("2126-01-01T00:00:00Z");

  private final String nightly = "nightly-" + UUID.randomUUID();

  private Schedule schedule(String cron) {
    return new Schedule(nightly, cron, "Europe/Paris", Overlap.ALLOW, CatchUp.NONE);
  }

  private void keep(String cron, Instant first) {
    commit(() -> store().schedules().keep(schedule(cron), first));
  }

  private Optional<Schedules.Due> due() {
    return transaction(true, () -> store().schedules().lockDue(nightly));
  }

  private Optional<Instant> next() {
    return store().schedules().earliest(Set.of(nightly));
  }

  @Test
  void a_schedule_is_due_when_its_moment_has_come() {
    keep("0 1 * * *", LONG_AGO);
    assertThat(due()).contains(new Schedules.Due(schedule("0 1 * * *"), LONG_AGO, null));
    assertThat(next()).contains(LONG_AGO);
    assertThat(store().schedules().earliest(Set.of("another"))).isEmpty();
  }

  @Test
  void a_schedule_that_is_not_due_is_not_locked() {
    keep("0 1 * * *", FAR_AWAY);
    assertThat(due()).isEmpty();
    assertThat(next()).contains(FAR_AWAY);
  }

  @Test
  void a_moment_just_ahead_is_not_due_by_the_clock_of_the_store() {
    keep("0 1 * * *", store().now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS));
    assertThat(due()).isEmpty();
  }

  @Test
  void the_same_schedule_kept_again_changes_nothing() {
    keep("0 1 * * *", LONG_AGO);
    keep("0 1 * * *", FAR_AWAY);
    assertThat(next()).contains(LONG_AGO);
  }

  @Test
  void another_calendar_takes_its_place_and_remembers_the_last_case() {
    keep("0 1 * * *", LONG_AGO);
    CaseId last = new CaseId("last");
    commit(() -> store().schedules().moveOn(nightly, LONG_AGO, last));
    keep("0 2 * * *", LONG_AGO.plusSeconds(1));
    assertThat(due())
        .contains(new Schedules.Due(schedule("0 2 * * *"), LONG_AGO.plusSeconds(1), last));
  }

  @Test
  void what_is_moved_on_is_due_later_or_never() {
    keep("0 1 * * *", LONG_AGO);
    commit(() -> store().schedules().moveOn(nightly, FAR_AWAY, new CaseId("c")));
    assertThat(due()).isEmpty();
    commit(() -> store().schedules().moveOn(nightly, null, null));
    assertThat(next()).isEmpty();
  }

  @Test
  void what_is_forgotten_is_not_due() {
    keep("0 1 * * *", LONG_AGO);
    commit(() -> store().schedules().forget(nightly));
    commit(() -> store().schedules().forget(nightly));
    assertThat(next()).isEmpty();
    assertThat(due()).isEmpty();
  }

  @Test
  void what_rolls_back_has_not_happened() {
    keep("0 1 * * *", LONG_AGO);
    transaction(
        false,
        () -> {
          store().schedules().moveOn(nightly, FAR_AWAY, null);
          return true;
        });
    assertThat(next()).contains(LONG_AGO);
  }

  @Test
  void one_transaction_at_a_time_has_a_due_schedule_and_the_other_does_not_wait() {
    keep("0 1 * * *", LONG_AGO);
    transaction(
        true,
        () -> {
          assertThat(store().schedules().lockDue(nightly)).isPresent();
          assertThat(CompletableFuture.supplyAsync(this::due).join()).isEmpty();
          store().schedules().moveOn(nightly, FAR_AWAY, null);
          return true;
        });
    assertThat(due()).isEmpty();
  }
}
