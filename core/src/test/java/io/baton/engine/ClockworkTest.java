package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Awaited;
import io.baton.model.CaseId;
import io.baton.model.Command.FireTimer;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.port.WakeUp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Timers on a clock that the trial moves; the machine's own is not asked. */
class ClockworkTest {
  private final Memory memory = new Memory();
  private final Wishes wishes = new Wishes();
  private final Alarm alarm = new Alarm(wishes);
  private final Clockwork clockwork = new Clockwork(memory.kernel(), alarm);

  private void timer(String caseId, Duration due) {
    memory.set(new CaseId(caseId), new RefId("1"), memory.now.plus(due));
  }

  private List<String> fired() {
    List<String> fired = memory.sent.stream().map(send -> send.command().caseId().value()).toList();
    memory.sent.clear();
    return fired;
  }

  @Test
  void aTimerFiresWhenItIsDueAndNotBefore() {
    timer("a", Duration.ofSeconds(10));
    memory.now = memory.now.plusSeconds(10).minusNanos(1);
    clockwork.beat();
    assertThat(fired()).isEmpty();
    Instant due = memory.now = memory.now.plusNanos(1);
    clockwork.beat();
    assertThat(memory.sent)
        .containsExactly(new Effect.Send(new FireTimer(new CaseId("a"), new RefId("1"), due)));
    clockwork.beat();
    assertThat(memory.sent).as("once").hasSize(1);
  }

  @Test
  void allThatAreDueFireAtOneBeatTheEarliestFirst() {
    for (int i = 0; i < 250; i++) {
      timer("c" + i, Duration.ofMillis(250 - i));
    }
    memory.now = memory.now.plusSeconds(1);
    assertThat(clockwork.fireDue()).isEqualTo(250);
    assertThat(fired()).hasSize(250).startsWith("c249", "c248").endsWith("c0");
  }

  @Test
  void whatIsDueBeforeTheNextBeatIsWokenForExactly() {
    timer("soon", Duration.ofMillis(300));
    timer("late", Duration.ofHours(3));
    clockwork.beat();
    assertThat(wishes.delays).containsExactly(Duration.ofMillis(300));
    memory.now = memory.now.plusMillis(300);
    clockwork.beat();
    assertThat(fired()).containsExactly("soon");
    assertThat(wishes.delays).as("three hours are left to the beats").hasSize(1);
    assertThat(clockwork.untilNext()).contains(Duration.ofHours(3).minus(Duration.ofMillis(300)));
  }

  @Test
  void aTimerInAnotherTransactionsHandsIsNotWaitedForInAHotLoop() {
    timer("a", Duration.ZERO);
    memory.timersAreLocked = true;
    clockwork.beat();
    assertThat(wishes.delays).isEmpty();
    assertThat(fired()).isEmpty();
  }

  @Test
  void aBeatThatFailsIsMadeGoodByTheNextOne() {
    timer("a", Duration.ZERO);
    memory.brokerIsAway = true;
    clockwork.beat();
    memory.brokerIsAway = false;
    clockwork.beat();
    assertThat(fired()).containsExactly("a");
  }

  @Test
  void aTurnThatSetsATimerForSoonAsksToBeWoken() {
    alarm.committed(
        new CaseId("a"),
        Plans.TRIP,
        turn(opened("1", Duration.ofMillis(700)), opened("2", Duration.ofMillis(900))));
    assertThat(wishes.delays).containsExactly(Duration.ofMillis(700));
    alarm.committed(new CaseId("b"), Plans.TRIP, turn(opened("1", Duration.ofDays(1))));
    assertThat(wishes.delays).as("there are beats before").hasSize(1);
    alarm.committed(new CaseId("c"), Plans.TRIP, turn(opened("1", Duration.ofMillis(800))));
    assertThat(wishes.delays).as("the earlier one will look what is next").hasSize(1);
    alarm.committed(new CaseId("d"), Plans.TRIP, turn(opened("1", Duration.ofMillis(200))));
    assertThat(wishes.delays).endsWith(Duration.ofMillis(200)).hasSize(2);
  }

  /** By the turn's own time: this machine's clock may be an hour off. */
  private static Turn turn(Event... events) {
    return new Turn(1, new CommandId("any"), Trial.AT, List.of(events));
  }

  private static Event opened(String ref, Duration due) {
    Awaited car = new Awaited.Activity(Plans.CAR, List.of());
    return new Event.RefOpened(new RefId(ref), car, Trial.AT.plus(due));
  }

  static final class Wishes implements WakeUp {
    final List<Duration> delays = new ArrayList<>();

    @Override
    public void start(Runnable beat) {}

    @Override
    public void wakeIn(Duration delay) {
      delays.add(delay);
    }

    @Override
    public void stop() {}
  }
}
