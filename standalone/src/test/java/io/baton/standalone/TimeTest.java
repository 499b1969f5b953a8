package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import io.baton.model.Case;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sleeping cases and calendars, on a clock that is moved and on the real one. */
class TimeTest {
  private static ManualBaton manual(Class<?>... workflows) {
    Baton.Builder builder = Baton.builder();
    List.of(workflows).forEach(builder::workflow);
    return builder.manual();
  }

  private static List<String> ids(ManualBaton baton) {
    return baton.all().stream().map(Case::id).map(Object::toString).toList();
  }

  @Test
  void aCaseSleepsExactlyAsLongAsItWants() {
    ManualBaton baton = manual(Waits.Nap.class);
    CaseHandle nap = baton.cases().workflow("nap").start(Duration.ofDays(30));
    baton.advance(Duration.ofDays(30).minusMillis(1));
    assertThat(nap.status()).isEqualTo(CaseStatus.RUNNING);
    baton.advance(Duration.ofMillis(1));
    assertThat(nap.status()).isEqualTo(CaseStatus.COMPLETED);
    assertThat(nap.result(Instant.class, Duration.ZERO))
        .isEqualTo(baton.clock().instant())
        .isEqualTo(Instant.EPOCH.plus(Duration.ofDays(30)));
  }

  @Test
  void untilAllIsDoneTheClockGoesFromMomentToMoment() {
    ManualBaton baton = manual(Waits.Nap.class);
    for (int hours = 3; hours > 0; hours--) {
      baton.cases().workflow("nap").caseId("n" + hours).start(Duration.ofHours(hours));
    }
    baton.runUntilIdle();
    assertThat(baton.all()).allMatch(nap -> nap.status() == CaseStatus.COMPLETED);
    assertThat(baton.clock().instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofHours(3)));
  }

  @Test
  void aCalendarStartsOneCaseADayAlsoWhenTheClocksAreChanged() {
    ManualBaton baton = manual(Waits.Nightly.class);
    baton.clock().advanceTo(Instant.parse("2026-03-27T12:00:00Z"));
    baton.advance(Duration.ZERO);
    List<String> before = ids(baton);
    baton.advance(Duration.ofDays(3));
    List<String> fresh = new ArrayList<>(ids(baton));
    fresh.removeAll(before);
    assertThat(fresh)
        .containsExactly(
            "nightly@2026-03-28T01:30:00Z",
            "nightly@2026-03-29T01:00:00Z",
            "nightly@2026-03-30T00:30:00Z");
    assertThat(
            baton.cases().get("nightly@2026-03-29T01:00:00Z").result(Instant.class, Duration.ZERO))
        .as("the case knows its moment")
        .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
  }

  @Test
  void calendarsAloneAreNoWorkToComeToAnEndOf() {
    ManualBaton baton = manual(Waits.Nightly.class);
    baton.runUntilIdle();
    assertThat(baton.clock().instant()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void aFiringThatMeetsItsPredecessorIsSkipped() {
    ManualBaton baton = manual(Waits.Slow.class);
    baton.advance(Duration.ofMinutes(45));
    assertThat(ids(baton))
        .containsExactly("slow@1970-01-01T00:10:00Z", "slow@1970-01-01T00:30:00Z");
  }

  @Test
  void onTheRealClockShortNapsAreShort() throws Exception {
    List<Long> late = new ArrayList<>();
    try (Baton baton = Baton.builder().workflow(Waits.Nap.class).start()) {
      for (int i = 0; i < 20; i++) {
        CaseHandle nap = baton.cases().workflow("nap").start(Duration.ofMillis(50 + 13 * i));
        Instant due = nap.result(Instant.class, Duration.ofSeconds(10));
        late.add(Duration.between(due, Instant.now()).toMillis());
      }
    }
    assertThat(late).as("never early").allMatch(millis -> millis >= 0);
    late.sort(null);
    assertThat(late.get(10)).as("the median of %s", late).isLessThan(100);
    Set<Thread> left = Thread.getAllStackTraces().keySet();
    assertThat(left).noneMatch(thread -> thread.getName().startsWith("baton-"));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Waits.WrongMinute.class,
        Waits.NoDay.class,
        Waits.WrongZone.class,
        Waits.WrongInput.class
      })
  void aWrongCalendarIsRefusedAtTheStart(Class<?> workflow) {
    String file = "Waits.java, " + workflow.getSimpleName();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manual(workflow))
        .withMessageContaining(
            switch (workflow.getSimpleName()) {
              case "WrongMinute" ->
                  file + ": @StartOn(cron = \"61 0 * * *\", zone = \"UTC\"): cron '61 0 * * *': ";
              case "NoDay" ->
                  file + ": @StartOn(cron = \"0 0 30 2 *\", zone = \"UTC\"): there is no such day";
              case "WrongZone" ->
                  file
                      + ": @StartOn(cron = \"0 0 * * *\", zone = \"Mars/Olympus\"): zone"
                      + " 'Mars/Olympus': ";
              default ->
                  file
                      + ".run(String): a workflow with @StartOn takes no input, or a ScheduledStart";
            });
  }
}
