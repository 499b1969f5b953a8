package io.baton.engine;

import static io.baton.engine.Plans.CAR;
import static io.baton.engine.Plans.HOTEL;
import static io.baton.engine.Plans.UNDO_CAR;
import static io.baton.engine.Plans.UNDO_HOTEL;
import static io.baton.engine.Trial.DONE;
import static io.baton.engine.Trial.ID;
import static io.baton.engine.Trial.ONE;
import static io.baton.engine.Trial.TWO;
import static io.baton.engine.Trial.broken;
import static io.baton.engine.Trial.failed;
import static io.baton.engine.Trial.no;
import static io.baton.engine.Trial.opened;
import static io.baton.engine.Trial.settled;
import static io.baton.engine.Trial.undo;
import static io.baton.engine.Trial.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.model.Answer;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Command.CancelCase;
import io.baton.model.Command.Operate;
import io.baton.model.Command.Operate.Operation;
import io.baton.model.Command.StartCase;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.ReplyTo;
import io.baton.port.Activities.Outcome;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each command does to its case. */
class DeciderTest {
  private static final ReplyTo BOB = new ReplyTo("queue/bob", "b-1");
  private static final ReplyTo EVE = new ReplyTo("queue/eve", null);
  private static final Operate RETRY = new Operate(ID, new CommandId("op"), Operation.RETRY);
  private static final CancelCase CANCEL = new CancelCase(ID, new CommandId("c"), "enough");
  private static final Failure CANCELLED = new Failure(Category.CANCELLED, "CancelCase", "enough");

  private final Trial trial = new Trial();

  private static StartCase start() {
    return new StartCase(ID, StartCase.FIRST, Plans.TRIP, null);
  }

  private static StartCase ask(ReplyTo asker) {
    return new StartCase(ID, new CommandId("ask"), Plans.TRIP, asker);
  }

  private static Event ended(CaseStatus status, Failure failure) {
    return new Event.CaseEnded(status, null, failure);
  }

  private static Command.Reply reply(String id, ReplyTo to, CaseStatus status, Payload result) {
    Answer answer = new Answer(ID, status.name(), result, null);
    return new Command.Reply(ID, new CommandId(id), to, answer, 1);
  }

  @Nested
  class Start {
    @Test
    void theFirstActivityIsAskedFor() {
      trial.when(start()).then(opened(ONE, CAR)).sends(trial.execute(ONE, CAR, 1, 1));
    }

    @Test
    void aSecondDeliveryIsStale() {
      trial.turn(opened(ONE, CAR)).when(start()).isStale();
    }

    @Test
    void whoeverAsksBeforeTheStartDoesNotPreventIt() {
      trial
          .turn(new Event.ReplyRequested(BOB))
          .when(start())
          .then(opened(ONE, CAR))
          .sends(trial.execute(ONE, CAR, 1, 2));
    }

    @Test
    void aWishThatIsRefusedBeforeTheStartDoesNotPreventIt() {
      trial.turn(new Event.WishRefused("retry", "…")).when(start()).then(opened(ONE, CAR));
    }

    @Test
    void aCaseThatWasCancelledBeforeItsStartNeverBegins() {
      trial
          .turn(new Event.CompensationStarted(CANCELLED), ended(CaseStatus.CANCELLED, CANCELLED))
          .when(start())
          .isStale();
    }

    @Test
    void aProgramThatWantsNothingIsParked() {
      trial.plans.program(now -> new Decision.Continue(List.of()));
      Failure why =
          new Failure(
              Category.FATAL, "WorkflowError", "the workflow waits for nothing and does not end");
      trial
          .when(start())
          .then(new Event.CaseParked(why, null))
          .sends()
          .raises(Codes.WORKFLOW_PARKED, "waits for nothing");
    }

    @Test
    void aProgramThatCannotDecideIsParkedWithoutUndo() {
      Failure why = new Failure(Category.FATAL, "Changed", "other code");
      trial.plans.program(now -> new Decision.Park(why));
      trial
          .turn(opened(ONE, CAR))
          .when(trial.execute(ONE, CAR, 1), DONE)
          .then(settled(ONE), undo(ONE, UNDO_CAR), new Event.CaseParked(why, null))
          .sends()
          .raises(Codes.WORKFLOW_PARKED, "Changed: other code");
    }
  }

  @Nested
  class Work {
    @Test
    void theAnswerRegistersItsUndoAndTheNextActivityIsAskedFor() {
      trial
          .turn(opened(ONE, CAR))
          .when(trial.execute(ONE, CAR, 1), DONE)
          .then(settled(ONE), undo(ONE, UNDO_CAR), opened(TWO, HOTEL))
          .sends(trial.execute(TWO, HOTEL, 1, 2));
    }

    @Test
    void anUndoThatTakesTheResultGetsItAfterTheArguments() {
      trial
          .turn(opened(ONE, CAR), settled(ONE), undo(ONE, UNDO_CAR))
          .turn(opened(TWO, HOTEL))
          .when(trial.execute(TWO, HOTEL, 1), DONE)
          .then(
              settled(TWO),
              new Event.UndoRegistered(TWO, UNDO_HOTEL, List.of(value("done"))),
              new Event.CaseEnded(CaseStatus.COMPLETED, Payload.NULL, null))
          .sends();
    }

    @Test
    @DisplayName("A4.2 failed work is tried again after a growing delay, and leaves no undo")
    void A4_2_failedWorkIsTriedAgainLater() {
      trial
          .turn(opened(ONE, CAR))
          .when(trial.execute(ONE, CAR, 1), failed("away"))
          .then(new Event.AttemptFailed(ONE, 1, broken("away"), 1000, null))
          .sendsAfter(Duration.ofSeconds(1), trial.execute(ONE, CAR, 2, 2));
      trial
          .turn(new Event.AttemptFailed(ONE, 1, broken("away"), 1000, null))
          .when(trial.execute(ONE, CAR, 2), failed("away"))
          .then(new Event.AttemptFailed(ONE, 2, broken("away"), 2000, null))
          .sendsAfter(Duration.ofSeconds(2), trial.execute(ONE, CAR, 3, 3));
    }

    @Test
    void theThirdFailureReachesTheWorkflowWhichFailsWithNothingToUndo() {
      trial
          .turn(opened(ONE, CAR))
          .turn(new Event.AttemptFailed(ONE, 1, broken("a"), 1000, null))
          .turn(new Event.AttemptFailed(ONE, 2, broken("b"), 2000, null))
          .when(trial.execute(ONE, CAR, 3), failed("c"))
          .then(
              new Event.RefSettled(ONE, null, broken("c")),
              new Event.CompensationStarted(broken("c")),
              ended(CaseStatus.FAILED, broken("c")))
          .sends();
    }

    @Test
    @DisplayName("A4.10 a failure for good starts the compensation list at its newest entry")
    void A4_10_aFailureForGoodStartsTheUndo() {
      trial
          .turn(opened(ONE, CAR))
          .turn(settled(ONE), undo(ONE, UNDO_CAR), opened(TWO, HOTEL))
          .when(trial.execute(TWO, HOTEL, 1), new Outcome.Failed(broken("hopeless"), false))
          .then(
              new Event.RefSettled(TWO, null, broken("hopeless")),
              new Event.CompensationStarted(broken("hopeless")),
              new Event.UndoStarted(ONE))
          .sends(trial.executeUndo(ONE, UNDO_CAR, 1, 3));
    }

    @Test
    void anAnswerThatIsANoIsNotTriedAgain() {
      trial
          .turn(opened(ONE, CAR))
          .when(trial.execute(ONE, CAR, 1), new Outcome.Failed(no("full"), false))
          .then(
              new Event.RefSettled(ONE, null, no("full")),
              new Event.CompensationStarted(no("full")),
              ended(CaseStatus.FAILED, no("full")))
          .sends();
    }

    @Test
    void anActivityThatParksItsCaseWaitsForAnOperator() {
      trial.plans.add(new ActivitySpec(CAR, Plans.policy(Plans.Retrying.PARK), null));
      Failure told = broken("Booking.car failed at attempt 3: c");
      trial
          .turn(opened(ONE, CAR))
          .turn(new Event.AttemptFailed(ONE, 1, broken("a"), 1000, null))
          .turn(new Event.AttemptFailed(ONE, 2, broken("b"), 2000, null))
          .when(trial.execute(ONE, CAR, 3), failed("c"))
          .then(
              new Event.AttemptFailed(ONE, 3, broken("c"), 0, null),
              new Event.CaseParked(told, ONE))
          .sends()
          .raises(Codes.ACTIVITY_PARKED, "attempt 3");
    }

    @Test
    void aBusinessAnswerNeverParks() {
      trial.plans.add(new ActivitySpec(CAR, Plans.policy(Plans.Retrying.PARK), null));
      trial
          .turn(opened(ONE, CAR))
          .when(trial.execute(ONE, CAR, 1), new Outcome.Failed(no("full"), false))
          .then(
              new Event.RefSettled(ONE, null, no("full")),
              new Event.CompensationStarted(no("full")),
              ended(CaseStatus.FAILED, no("full")));
    }

    @Test
    void aSettledRefMakesItsCommandStale() {
      trial
          .turn(opened(ONE, CAR))
          .turn(settled(ONE), undo(ONE, UNDO_CAR), opened(TWO, HOTEL))
          .when(trial.execute(ONE, CAR, 1, 1), DONE)
          .isStale();
    }

    @Test
    void anOlderAttemptIsStale() {
      trial
          .turn(opened(ONE, CAR))
          .turn(new Event.AttemptFailed(ONE, 1, broken("a"), 1000, null))
          .when(trial.execute(ONE, CAR, 1, 1), DONE)
          .isStale();
    }

    @Test
    void aCancelledRefMakesItsCommandStale() {
      trial
          .turn(opened(ONE, CAR))
          .turn(
              new Event.RefCancelled(ONE, null),
              new Event.CompensationStarted(CANCELLED),
              ended(CaseStatus.CANCELLED, CANCELLED))
          .when(trial.execute(ONE, CAR, 1, 1), DONE)
          .isStale();
    }

    @Test
    void aCommandWhoseRefIsForgottenWithItsScopeIsStaleAndDoesNotComeAgain() {
      RefId below = ONE.child(1);
      trial
          .turn(opened(below, CAR))
          .turn(
              new Event.RefCancelled(below, null), new Event.ValueNoted(ONE, "item", Payload.NULL))
          .when(trial.execute(below, CAR, 1, 1), DONE)
          .isStale();
      assertThat(trial.isStaleAtFirstSight(trial.execute(below, CAR, 1, 1))).isTrue();
      assertThat(trial.isStaleAtFirstSight(trial.execute(below, CAR, 1, 3))).isFalse();
    }

    @Test
    @DisplayName("A4.5 a command that overtook the state that sent it is never taken for a double")
    void A4_5_aCommandThatOvertookItsStateComesAgain() {
      trial.when(trial.execute(ONE, CAR, 1, 1), DONE).isNotYet();
      trial.turn(opened(ONE, CAR)).when(trial.execute(ONE, CAR, 2, 2), DONE).isNotYet();
    }
  }

  @Nested
  class Undoing {
    private Trial compensating() {
      return trial
          .turn(opened(ONE, CAR))
          .turn(settled(ONE), undo(ONE, UNDO_CAR), opened(TWO, HOTEL))
          .turn(
              settled(TWO),
              undo(TWO, UNDO_HOTEL),
              new Event.CompensationStarted(no("full")),
              new Event.UndoStarted(TWO));
    }

    @Test
    @DisplayName("A4.10 what is undone lets the entry before it start")
    void A4_10_undoGoesBackwards() {
      compensating()
          .when(trial.executeUndo(TWO, UNDO_HOTEL, 1), DONE)
          .then(new Event.UndoDone(TWO), new Event.UndoStarted(ONE))
          .sends(trial.executeUndo(ONE, UNDO_CAR, 1, 4));
    }

    @Test
    void theLastUndoEndsTheCase() {
      compensating()
          .turn(new Event.UndoDone(TWO), new Event.UndoStarted(ONE))
          .when(trial.executeUndo(ONE, UNDO_CAR, 1), DONE)
          .then(new Event.UndoDone(ONE), ended(CaseStatus.COMPENSATED, no("full")))
          .sends();
    }

    @Test
    void aFailedUndoIsTriedAgainLater() {
      compensating()
          .when(trial.executeUndo(TWO, UNDO_HOTEL, 1), failed("away"))
          .then(new Event.UndoAttemptFailed(TWO, 1, broken("away"), 1000))
          .sendsAfter(Duration.ofSeconds(1), trial.executeUndo(TWO, UNDO_HOTEL, 2, 4));
    }

    private Trial parked() {
      Failure told = broken("undo Booking.undoHotel of ref 2 failed at attempt 3: away");
      return compensating()
          .turn(new Event.UndoAttemptFailed(TWO, 1, broken("away"), 1000))
          .turn(new Event.UndoAttemptFailed(TWO, 2, broken("away"), 2000))
          .when(trial.executeUndo(TWO, UNDO_HOTEL, 3), failed("away"))
          .then(
              new Event.UndoAttemptFailed(TWO, 3, broken("away"), 0),
              new Event.CaseParked(told, TWO))
          .sends()
          .raises(Codes.UNDO_PARKED, "undo Booking.undoHotel of ref 2")
          .turn(
              new Event.UndoAttemptFailed(TWO, 3, broken("away"), 0),
              new Event.CaseParked(told, TWO));
    }

    @Test
    void anUndoThatFailsForGoodParksTheCaseAndIsNeverSkipped() {
      parked();
    }

    @Test
    void aRetryTriesTheParkedUndoAgain() {
      parked()
          .when(RETRY)
          .then(new Event.CaseResumed())
          .sends(trial.executeUndo(TWO, UNDO_HOTEL, 4, 7));
    }

    @Test
    void aParkedCompensationCannotBeCancelled() {
      parked().when(CANCEL).then(new Event.WishRefused("cancel", "case is PARKED: enough"));
    }

    @Test
    void anOlderAttemptOfAnUndoIsStale() {
      parked().when(trial.executeUndo(TWO, UNDO_HOTEL, 3, 5), DONE).isStale();
    }

    @Test
    void whatIsUndoneIsNotUndoneAgain() {
      compensating()
          .turn(new Event.UndoDone(TWO), new Event.UndoStarted(ONE))
          .when(trial.executeUndo(TWO, UNDO_HOTEL, 1, 3), DONE)
          .isStale();
    }

    @Test
    void anUndoThatOvertookItsStateComesAgain() {
      trial.turn(opened(ONE, CAR)).when(trial.executeUndo(ONE, UNDO_CAR, 1, 2), DONE).isNotYet();
      assertThat(trial.isStaleAtFirstSight(trial.executeUndo(ONE, UNDO_CAR, 1, 2))).isFalse();
    }

    private Trial forgotten() {
      return compensating()
          .turn(new Event.UndoDone(TWO), new Event.CaseContinued(Payload.NULL, Map.of()));
    }

    @Test
    void anUndoThatIsForgottenWasDone() {
      forgotten().when(trial.executeUndo(TWO, UNDO_HOTEL, 1, 3), DONE).isStale();
      assertThat(trial.isStaleAtFirstSight(trial.executeUndo(TWO, UNDO_HOTEL, 1, 3))).isTrue();
    }

    @Test
    void theAnswerOfAnUndoThatIsForgottenComesToNothing() {
      CommandId again = new CommandId("again");
      forgotten().when(new Command.SettleUndo(Trial.ID, again, TWO, 1, null)).isStale();
      trial.when(new Command.DelayAnswer(Trial.ID, again, TWO, 1, true, null, null)).isStale();
      trial
          .when(
              new Command.AnswerTask(Trial.ID, again, UNDO_HOTEL, TWO, 1, true, Payload.NULL, null))
          .isStale();
    }

    @Test
    void anUndoThatWasRegisteredAnewIsRunOnlyWhenItIsItsTurn() {
      compensating()
          .turn(new Event.UndoDone(TWO), undo(TWO, UNDO_HOTEL))
          .when(trial.executeUndo(TWO, UNDO_HOTEL, 1, 3), DONE)
          .isStale();
    }
  }

  @Nested
  class Cancelling {
    @Test
    void whatIsAwaitedIsCancelledAndWhatWasDoneIsUndone() {
      trial
          .turn(opened(ONE, CAR))
          .turn(settled(ONE), undo(ONE, UNDO_CAR), opened(TWO, HOTEL))
          .when(CANCEL)
          .then(
              new Event.CancelRequested("enough"),
              new Event.RefCancelled(TWO, null),
              new Event.CompensationStarted(CANCELLED),
              new Event.UndoStarted(ONE))
          .sends(trial.executeUndo(ONE, UNDO_CAR, 1, 3));
    }

    @Test
    void withNothingToUndoTheCaseEndsAtOnce() {
      trial
          .turn(opened(ONE, CAR))
          .when(CANCEL)
          .then(
              new Event.CancelRequested("enough"),
              new Event.RefCancelled(ONE, null),
              new Event.CompensationStarted(CANCELLED),
              ended(CaseStatus.CANCELLED, CANCELLED));
    }

    @Test
    void aParkedCaseCanBeCancelled() {
      trial
          .turn(opened(ONE, CAR), new Event.CaseParked(broken("x"), ONE))
          .when(CANCEL)
          .then(
              new Event.RefCancelled(ONE, null),
              new Event.CompensationStarted(CANCELLED),
              ended(CaseStatus.CANCELLED, CANCELLED));
    }

    @Test
    void afterTheEndTheWishIsRefusedAndKept() {
      trial
          .turn(ended(CaseStatus.COMPLETED, null))
          .when(CANCEL)
          .then(new Event.WishRefused("cancel", "case is COMPLETED: enough"))
          .sends();
    }
  }

  @Nested
  class Retrying {
    @Test
    void theParkedActivityIsTriedAgain() {
      trial
          .turn(opened(ONE, CAR))
          .turn(
              new Event.AttemptFailed(ONE, 1, broken("x"), 0, null),
              new Event.CaseParked(broken("x"), ONE))
          .when(RETRY)
          .then(new Event.CaseResumed())
          .sends(trial.execute(ONE, CAR, 2, 3));
    }

    @Test
    void aWorkflowThatCouldNotGoOnIsAskedAgain() {
      trial
          .turn(new Event.CaseParked(broken("code"), null))
          .when(RETRY)
          .then(new Event.CaseResumed(), opened(ONE, CAR))
          .sends(trial.execute(ONE, CAR, 1, 2));
    }

    @Test
    void onlyAParkedCaseCanBeRetried() {
      trial
          .turn(opened(ONE, CAR))
          .when(RETRY)
          .then(
              new Event.WishRefused("retry", "case is RUNNING: only a parked case can be retried"))
          .sends();
    }
  }

  @Nested
  class Askers {
    @Test
    void everyAskerIsToldTheEndByAReplyOfItsOwn() {
      trial.plans.program(new Plans.InTurn(List.of(CAR)));
      trial
          .turn(opened(ONE, CAR))
          .turn(new Event.ReplyRequested(BOB))
          .turn(new Event.ReplyRequested(EVE))
          .when(trial.execute(ONE, CAR, 1), DONE)
          .then(
              settled(ONE),
              undo(ONE, UNDO_CAR),
              new Event.CaseEnded(CaseStatus.COMPLETED, Payload.NULL, null))
          .sends(
              reply("reply 4 0", BOB, CaseStatus.COMPLETED, Payload.NULL),
              reply("reply 4 1", EVE, CaseStatus.COMPLETED, Payload.NULL));
    }

    @Test
    void whoeverAsksAfterTheEndIsToldAtOnce() {
      trial
          .turn(new Event.CaseEnded(CaseStatus.COMPLETED, value("all booked"), null))
          .when(ask(BOB))
          .then(new Event.ReplyRequested(BOB))
          .sends(reply("reply 2 0", BOB, CaseStatus.COMPLETED, value("all booked")));
    }

    @Test
    void whoeverAsksBeforeTheEndWaits() {
      trial.turn(opened(ONE, CAR)).when(ask(BOB)).then(new Event.ReplyRequested(BOB)).sends();
    }
  }

  @Test
  void decidingTwiceGivesTheSame() {
    trial.turn(opened(ONE, CAR));
    Trial other = new Trial().turn(opened(ONE, CAR));
    assertThat(trial.when(trial.execute(ONE, CAR, 1), DONE))
        .usingRecursiveComparison()
        .ignoringFields("plans")
        .isEqualTo(other.when(other.execute(ONE, CAR, 1), DONE));
  }
}
