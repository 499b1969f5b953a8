package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.api.StartOn.CatchUp;
import io.baton.api.StartOn.Overlap;
import io.baton.model.CaseId;
import io.baton.model.Command.StartCase;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.Schedule;
import io.baton.model.Turn;
import io.baton.port.Calendars;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calendars start cases; the trial's one fires every so many minutes from 12:00 on. */
class ScheduleFiringTest {
  private static final Calendars MINUTES =
      (cron, zone) -> {
        long step = Duration.ofMinutes(Long.parseLong(cron)).toSeconds();
        return moment ->
            Optional.of(Instant.ofEpochSecond((moment.getEpochSecond() / step + 1) * step));
      };

  private final Memory memory = new Memory();

  private ScheduleFiring node(String minutes, Overlap overlap, CatchUp catchUp) {
    memory.plans.schedules.put("trip", new Schedule("trip", minutes, "UTC", overlap, catchUp));
    return node();
  }

  private ScheduleFiring node() {
    return new ScheduleFiring(memory.kernel(), () -> MINUTES);
  }

  /** It is so many minutes past twelve. */
  private void itIs(int minutes) {
    memory.now = Trial.AT.plus(Duration.ofMinutes(minutes));
  }

  private List<String> started() {
    List<String> started = new ArrayList<>();
    memory.sent.stream()
        .filter(send -> send.command() instanceof StartCase)
        .forEach(send -> started.add(send.command().caseId().value().substring(16, 21)));
    memory.sent.clear();
    return started;
  }

  private void end(String time) {
    CaseId id = new CaseId("trip@2026-03-01T" + time + ":00Z");
    Event end = new Event.CaseEnded(CaseStatus.COMPLETED, Payload.NULL, null);
    memory.journals.get(id).add(new Turn(1, StartCase.FIRST, memory.now, List.of(end)));
  }

  @Test
  void eachFiringStartsOneCaseWithItsMomentInTheId() {
    ScheduleFiring node = node("10", Overlap.ALLOW, CatchUp.ONE);
    assertThat(node.fireDue()).as("the calendar is kept, nothing is due").isZero();
    assertThat(node.untilNext()).contains(Duration.ofMinutes(10));
    itIs(10);
    assertThat(node.fireDue()).isEqualTo(1);
    assertThat(node.fireDue()).as("again").isZero();
    assertThat(memory.journals).containsOnlyKeys(new CaseId("trip@2026-03-01T12:10:00Z"));
    itIs(20);
    assertThat(node.fireDue()).isEqualTo(1);
    assertThat(started()).containsExactly("12:10", "12:20");
  }

  @Test
  void twoNodesStartOneCase() {
    ScheduleFiring one = node("10", Overlap.ALLOW, CatchUp.ONE);
    ScheduleFiring two = node();
    one.fireDue();
    two.fireDue();
    itIs(10);
    memory.schedules.lockedElsewhere.add("trip");
    assertThat(two.fireDue()).as("while the other one is at it").isZero();
    memory.schedules.lockedElsewhere.clear();
    assertThat(one.fireDue()).isEqualTo(1);
    assertThat(two.fireDue()).isZero();
    assertThat(started()).containsExactly("12:10");
  }

  @Test
  void aFiringMeetsACaseThatHasNotEnded() {
    ScheduleFiring skipping = node("10", Overlap.SKIP, CatchUp.ONE);
    skipping.fireDue();
    itIs(10);
    skipping.fireDue();
    itIs(20);
    assertThat(skipping.fireDue()).isZero();
    itIs(30);
    end("12:10");
    assertThat(skipping.fireDue()).isEqualTo(1);
    assertThat(started()).containsExactly("12:10", "12:30");
  }

  @ParameterizedTest
  @EnumSource
  void firingsThatNobodyWasThereFor(CatchUp catchUp) {
    ScheduleFiring before = node("10", Overlap.ALLOW, catchUp);
    before.fireDue();
    itIs(35);
    node().fireDue();
    assertThat(started())
        .isEqualTo(
            switch (catchUp) {
              case NONE -> List.of();
              case ONE -> List.of("12:30");
              case ALL -> List.of("12:10", "12:20", "12:30");
            });
    itIs(40);
    node().fireDue();
    assertThat(started()).as("then as ever").containsExactly("12:40");
  }

  @ParameterizedTest
  @EnumSource
  void aFiringThatIsSeenWithinAMinuteIsNotMissed(CatchUp catchUp) {
    node("10", Overlap.ALLOW, catchUp).fireDue();
    memory.now = Trial.AT.plus(Duration.ofMinutes(10)).plusSeconds(59);
    node().fireDue();
    assertThat(started()).containsExactly("12:10");
  }

  @Test
  void ofMoreThanAHundredMissedFiringsTheNewestHundredStartACase() {
    node("1", Overlap.ALLOW, CatchUp.ALL).fireDue();
    itIs(400);
    assertThat(node().fireDue()).isEqualTo(100);
    assertThat(started()).startsWith("17:01").endsWith("18:40");
  }

  @Test
  void aYearsRestOfACalendarThatFiresEveryMinuteIsNotCountedThrough() {
    int[] asked = {0};
    Calendars.Calendar counting =
        moment -> {
          asked[0]++;
          return MINUTES.read("1", "UTC").next(moment);
        };
    Instant now = Trial.AT.plus(Duration.ofDays(365));
    assertThat(Firings.of(counting, Trial.AT, now, CatchUp.ALL)).hasSize(100).endsWith(now);
    assertThat(asked[0]).isLessThan(1_000);
  }

  @Test
  void aCalendarThatIsDeployedAnewFiresByItsNewTimes() {
    node("10", Overlap.ALLOW, CatchUp.ONE).fireDue();
    itIs(5);
    ScheduleFiring changed = node("30", Overlap.ALLOW, CatchUp.ONE);
    changed.fireDue();
    itIs(20);
    changed.fireDue();
    assertThat(started()).isEmpty();
    itIs(30);
    changed.fireDue();
    assertThat(started()).containsExactly("12:30");
  }

  @Test
  void aWorkflowThatLostItsCalendarIsNotStartedAnyMore() {
    node("10", Overlap.ALLOW, CatchUp.ONE).fireDue();
    memory.plans.schedules.clear();
    node().fireDue();
    assertThat(memory.schedules.rows).isEmpty();
  }

  @Test
  void anIdThatIsTakenByAnotherWorkflowStopsNothing() {
    ScheduleFiring node = node("10", Overlap.ALLOW, CatchUp.ONE);
    node.fireDue();
    CaseId id = new CaseId("trip@2026-03-01T12:10:00Z");
    Event other =
        new Event.CaseStarted(
            new io.baton.model.WorkflowId("other", 1), Payload.NULL, "alice", null);
    memory.has(id, new Turn(0, StartCase.FIRST, Trial.AT, List.of(other)));
    itIs(10);
    assertThat(node.fireDue()).isZero();
    itIs(20);
    assertThat(node.fireDue()).isEqualTo(1);
  }
}
