package io.baton.engine;

import static io.baton.engine.Plans.CAR;
import static io.baton.engine.Plans.HOTEL;
import static io.baton.engine.Plans.UNDO_CAR;
import static io.baton.engine.Trial.AT;
import static io.baton.engine.Trial.DONE;
import static io.baton.engine.Trial.ID;
import static io.baton.engine.Trial.ONE;
import static io.baton.engine.Trial.TWO;
import static io.baton.engine.Trial.failed;
import static io.baton.engine.Trial.opened;
import static io.baton.engine.Trial.settled;
import static io.baton.engine.Trial.undo;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.model.Command.CancelCase;
import io.baton.model.Command.FireTimer;
import io.baton.model.Command.Operate;
import io.baton.model.Command.Operate.Operation;
import io.baton.model.Command.StartCase;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Event.CasePaused;
import io.baton.model.Event.CaseUnpaused;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A paused case begins nothing new, and loses nothing. */
class PauseTest {
  private static final Instant LATER = AT.plusSeconds(60);
  private static final Operate PAUSE = operate(Operation.PAUSE, null);
  private static final Operate RESUME = operate(Operation.RESUME, null);

  private static Operate operate(Operation operation, @Nullable Instant until) {
    return new Operate(ID, new CommandId("o"), operation, until);
  }

  private static Trial paused() {
    return new Trial().turn(opened(ONE, CAR)).turn(new CasePaused(null));
  }

  private static Iterable<Effect> effects(Trial trial) {
    return ((Verdict.Advance) trial.verdict()).effects();
  }

  @Test
  @DisplayName("A3.14 an answer that comes in a pause is kept, and nothing new begins")
  void A3_14_answersAreKept() {
    Trial trial = paused();
    trial.when(trial.execute(ONE, CAR, 1), DONE).then(settled(ONE), undo(ONE, UNDO_CAR)).sends();
  }

  @Test
  @DisplayName("A3.14 resumed, the case goes on with what it was told")
  void A3_14_resumed() {
    Trial trial = paused().turn(settled(ONE), undo(ONE, UNDO_CAR));
    trial.when(RESUME).then(new CaseUnpaused(), opened(TWO, HOTEL));
  }

  @Test
  void whatIsUnderWayGoesOnInAPauseRetriesIncluded() {
    Trial trial = paused();
    trial
        .when(trial.execute(ONE, CAR, 1), failed("no line"))
        .sendsAfter(Duration.ofSeconds(1), trial.execute(ONE, CAR, 2, 3));
  }

  @Test
  @DisplayName("A3.14 a pause with a time-out ends by a timer")
  void A3_14_timeout() {
    Trial trial = new Trial().turn(opened(ONE, CAR));
    trial.when(operate(Operation.PAUSE, LATER)).then(new CasePaused(LATER));
    assertThat(effects(trial)).containsExactly(new Effect.SetTimer(ID, Consequences.PAUSE, LATER));

    trial.turn(new CasePaused(LATER));
    trial.when(new FireTimer(ID, Consequences.PAUSE, LATER)).then(new CaseUnpaused());
    assertThat(effects(trial)).isEmpty();
  }

  @Test
  void aTimeOutOfAnEarlierPauseDoesNothing() {
    Trial trial = new Trial().turn(opened(ONE, CAR)).turn(new CasePaused(LATER));
    trial.when(PAUSE).then(new CasePaused(null));
    assertThat(effects(trial)).containsExactly(new Effect.ClearTimer(ID, Consequences.PAUSE));

    trial.turn(new CasePaused(null));
    trial.when(new FireTimer(ID, Consequences.PAUSE, LATER)).isStale();
    trial.turn(new CaseUnpaused());
    trial.when(new FireTimer(ID, Consequences.PAUSE, LATER)).isStale();
  }

  @Test
  void resumedByHandItsTimerIsTakenAway() {
    Trial trial = new Trial().turn(opened(ONE, CAR)).turn(new CasePaused(LATER));
    trial.when(RESUME).then(new CaseUnpaused());
    assertThat(effects(trial)).containsExactly(new Effect.ClearTimer(ID, Consequences.PAUSE));
  }

  @Test
  void aPausedCaseThatIsCancelledIsUndoneAtOnce() {
    Trial trial = paused().turn(settled(ONE), undo(ONE, UNDO_CAR));
    Failure why = new Failure(Category.CANCELLED, "CancelCase", "enough");
    trial
        .when(new CancelCase(ID, new CommandId("c"), "enough"))
        .then(new Event.CompensationStarted(why), new Event.UndoStarted(ONE));
  }

  @Test
  void aCompensationCanBePausedToo() {
    Trial trial =
        new Trial()
            .turn(opened(ONE, CAR))
            .turn(settled(ONE), undo(ONE, UNDO_CAR), opened(TWO, HOTEL))
            .turn(
                new Event.RefSettled(TWO, null, Trial.no("full")),
                new Event.CompensationStarted(Trial.no("full")),
                new Event.UndoStarted(ONE))
            .turn(new CasePaused(null));
    trial.when(trial.executeUndo(ONE, UNDO_CAR, 1), DONE).then(new Event.UndoDone(ONE));
    trial.turn(new Event.UndoDone(ONE));
    trial
        .when(RESUME)
        .then(
            new CaseUnpaused(),
            new Event.CaseEnded(CaseStatus.COMPENSATED, null, Trial.no("full")));
  }

  @Test
  void aCaseThatIsPausedBeforeItBeginsBeginsWhenItIsResumed() {
    Trial trial = new Trial().turn(new CasePaused(null));
    trial.when(new StartCase(ID, StartCase.FIRST, Plans.TRIP, null)).isStale();
    trial
        .when(RESUME)
        .then(new CaseUnpaused())
        .sends(new StartCase(ID, new CommandId("begin 2"), Plans.TRIP, null));
  }

  @Test
  void onlyAPausedCaseIsResumedAndOnlyOneThatGoesOnIsPaused() {
    Trial trial = new Trial().turn(opened(ONE, CAR));
    trial.when(RESUME).then(new Event.WishRefused("resume", "case is RUNNING: it is not paused"));
    trial.turn(new Event.CaseEnded(CaseStatus.COMPLETED, null, null));
    trial.when(PAUSE).then(new Event.WishRefused("pause", "case is COMPLETED: it has ended"));
  }
}
