package io.baton.engine;

import static io.baton.api.CaseStatus.CANCELLED;
import static io.baton.api.CaseStatus.COMPENSATED;
import static io.baton.api.CaseStatus.COMPENSATING;
import static io.baton.api.CaseStatus.COMPLETED;
import static io.baton.api.CaseStatus.FAILED;
import static io.baton.api.CaseStatus.PARKED;
import static io.baton.api.CaseStatus.RUNNING;
import static io.baton.engine.Plans.CAR;
import static io.baton.engine.Plans.UNDO_CAR;
import static io.baton.engine.Trial.DONE;
import static io.baton.engine.Trial.ID;
import static io.baton.engine.Trial.ONE;
import static io.baton.engine.Trial.broken;
import static io.baton.engine.Trial.no;
import static io.baton.engine.Trial.opened;
import static io.baton.engine.Trial.settled;
import static io.baton.engine.Trial.undo;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.baton.api.CaseStatus;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.AnswerNamed;
import io.baton.model.Command.AnswerTask;
import io.baton.model.Command.CancelCase;
import io.baton.model.Command.CompensateCase;
import io.baton.model.Command.DelayAnswer;
import io.baton.model.Command.DeliverSignal;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.Command.ExecuteUndo;
import io.baton.model.Command.FireTimer;
import io.baton.model.Command.FollowParent;
import io.baton.model.Command.Migrate;
import io.baton.model.Command.Operate;
import io.baton.model.Command.Operate.Operation;
import io.baton.model.Command.Reply;
import io.baton.model.Command.SendHeld;
import io.baton.model.Command.SettleRef;
import io.baton.model.Command.SettleUndo;
import io.baton.model.Command.StartCase;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Parent;
import io.baton.model.Payload;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every kind of command meets a case of every status: no cell of that table is left to chance. */
class EveryCellTest {
  private record Cell(CaseStatus status, Class<?> command) {
    @Override
    public String toString() {
      return status + " × " + command.getSimpleName();
    }
  }

  private static final Payload DONE_TOO = Trial.value("done");
  private static final String STALE = "stale";
  private static final String NOT_YET = "not yet";

  private final Map<Cell, String> trials = new HashMap<>();
  private final Map<Cell, String> impossible = new HashMap<>();

  EveryCellTest() {
    cells(RUNNING)
        .trial(Migrate.class, "Migrated")
        .trial(StartCase.class, STALE)
        .trial(ExecuteActivity.class, "RefSettled UndoRegistered RefOpened")
        .trial(ExecuteUndo.class, NOT_YET)
        .trial(CancelCase.class, "CancelRequested RefCancelled CompensationStarted CaseEnded")
        .trial(Operate.class, "WishRefused")
        .trial(FollowParent.class, "ParentFollowed")
        .trial(SettleRef.class, "WishRefused")
        .trial(AnswerNamed.class, "SignalReceived")
        .trial(SettleUndo.class, STALE)
        .trial(DelayAnswer.class, STALE)
        .trial(AnswerTask.class, "WishRefused")
        .trial(SendHeld.class, STALE)
        .trial(FireTimer.class, STALE)
        .trial(DeliverSignal.class, "SignalReceived")
        .trial(
            CompensateCase.class,
            "UndoAsked CancelRequested RefCancelled CompensationStarted CaseEnded");
    cells(COMPENSATING)
        .trial(Migrate.class, "WishRefused")
        .trial(StartCase.class, STALE)
        .trial(ExecuteActivity.class, STALE)
        .trial(ExecuteUndo.class, "UndoDone CaseEnded")
        .trial(CancelCase.class, "WishRefused")
        .trial(Operate.class, "WishRefused")
        .trial(FollowParent.class, STALE)
        .trial(SettleRef.class, "WishRefused")
        .trial(AnswerNamed.class, STALE)
        .trial(SettleUndo.class, "UndoDone CaseEnded")
        .trial(DelayAnswer.class, STALE)
        .trial(AnswerTask.class, "WishRefused")
        .trial(SendHeld.class, STALE)
        .trial(FireTimer.class, STALE)
        .trial(DeliverSignal.class, "WishRefused")
        .trial(CompensateCase.class, "UndoAsked");
    cells(PARKED)
        .trial(Migrate.class, "Migrated")
        .trial(StartCase.class, STALE)
        .trial(ExecuteActivity.class, STALE)
        .trial(ExecuteUndo.class, STALE)
        .trial(CancelCase.class, "RefCancelled CompensationStarted CaseEnded")
        .trial(Operate.class, "CaseResumed")
        .trial(FollowParent.class, "ParentFollowed")
        .trial(SettleRef.class, "WishRefused")
        .trial(AnswerNamed.class, "SignalReceived")
        .trial(SettleUndo.class, STALE)
        .trial(DelayAnswer.class, STALE)
        .trial(AnswerTask.class, "WishRefused")
        .trial(SendHeld.class, STALE)
        .trial(FireTimer.class, STALE)
        .trial(DeliverSignal.class, "SignalReceived")
        .trial(CompensateCase.class, "UndoAsked RefCancelled CompensationStarted CaseEnded");
    cells(COMPLETED)
        .trial(Migrate.class, "WishRefused")
        .trial(StartCase.class, STALE)
        .trial(ExecuteActivity.class, STALE)
        .never(ExecuteUndo.class, "a case that completes has started no undo")
        .trial(CancelCase.class, "WishRefused")
        .trial(Operate.class, "WishRefused")
        .trial(FollowParent.class, STALE)
        .trial(SettleRef.class, "WishRefused")
        .trial(AnswerNamed.class, STALE)
        .trial(SettleUndo.class, STALE)
        .trial(DelayAnswer.class, STALE)
        .trial(AnswerTask.class, "WishRefused")
        .trial(SendHeld.class, STALE)
        .trial(FireTimer.class, STALE)
        .trial(DeliverSignal.class, "WishRefused")
        .trial(CompensateCase.class, "UndoAsked CompensationStarted UndoStarted");
    cells(COMPENSATED)
        .trial(Migrate.class, "WishRefused")
        .trial(StartCase.class, STALE)
        .trial(ExecuteActivity.class, STALE)
        .trial(ExecuteUndo.class, STALE)
        .trial(CancelCase.class, "WishRefused")
        .trial(Operate.class, "WishRefused")
        .trial(FollowParent.class, STALE)
        .trial(SettleRef.class, "WishRefused")
        .trial(AnswerNamed.class, STALE)
        .trial(SettleUndo.class, STALE)
        .trial(DelayAnswer.class, STALE)
        .trial(AnswerTask.class, "WishRefused")
        .trial(SendHeld.class, STALE)
        .trial(FireTimer.class, STALE)
        .trial(DeliverSignal.class, "WishRefused")
        .trial(CompensateCase.class, "UndoAsked");
    cells(FAILED)
        .trial(Migrate.class, "WishRefused")
        .trial(StartCase.class, STALE)
        .trial(ExecuteActivity.class, STALE)
        .never(ExecuteUndo.class, "a case that just fails has nothing to undo")
        .trial(CancelCase.class, "WishRefused")
        .trial(Operate.class, "WishRefused")
        .trial(FollowParent.class, STALE)
        .trial(SettleRef.class, "WishRefused")
        .trial(AnswerNamed.class, STALE)
        .trial(SettleUndo.class, STALE)
        .trial(DelayAnswer.class, STALE)
        .trial(AnswerTask.class, "WishRefused")
        .trial(SendHeld.class, STALE)
        .trial(FireTimer.class, STALE)
        .trial(DeliverSignal.class, "WishRefused")
        .trial(CompensateCase.class, "UndoAsked");
    cells(CANCELLED)
        .trial(Migrate.class, "WishRefused")
        .trial(StartCase.class, STALE)
        .trial(ExecuteActivity.class, STALE)
        .trial(ExecuteUndo.class, STALE)
        .trial(CancelCase.class, "WishRefused")
        .trial(Operate.class, "WishRefused")
        .trial(FollowParent.class, STALE)
        .trial(SettleRef.class, "WishRefused")
        .trial(AnswerNamed.class, STALE)
        .trial(SettleUndo.class, STALE)
        .trial(DelayAnswer.class, STALE)
        .trial(AnswerTask.class, "WishRefused")
        .trial(SendHeld.class, STALE)
        .trial(FireTimer.class, STALE)
        .trial(DeliverSignal.class, "WishRefused")
        .trial(CompensateCase.class, "UndoAsked");
    for (CaseStatus status : CaseStatus.values()) {
      impossible.put(new Cell(status, Reply.class), "replies are sent before a case is looked at");
    }
  }

  private final class Row {
    private final CaseStatus status;

    Row(CaseStatus status) {
      this.status = status;
    }

    Row trial(Class<? extends Command> command, String expected) {
      trials.put(new Cell(status, command), expected);
      return this;
    }

    Row never(Class<? extends Command> command, String reason) {
      impossible.put(new Cell(status, command), reason);
      return this;
    }
  }

  private Row cells(CaseStatus status) {
    return new Row(status);
  }

  /** The records of a sealed family, also those below a sealed interface of their own. */
  private static Set<Class<?>> leaves(Class<?> sealed) {
    Set<Class<?>> leaves = new LinkedHashSet<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      leaves.addAll(permitted.isSealed() ? leaves(permitted) : Set.of(permitted));
    }
    return leaves;
  }

  private static List<Cell> table() {
    return Arrays.stream(CaseStatus.values())
        .flatMap(status -> leaves(Command.class).stream().map(command -> new Cell(status, command)))
        .toList();
  }

  @Test
  void everyCellHasATrialOrAReasonWhyItCannotExist() {
    Set<Cell> known = new HashSet<>(trials.keySet());
    known.addAll(impossible.keySet());
    assertThat(known).containsExactlyInAnyOrderElementsOf(table());
    assertThat(trials.keySet()).doesNotContainAnyElementsOf(impossible.keySet());
  }

  @TestFactory
  Stream<DynamicTest> cell() {
    return table().stream()
        .filter(trials::containsKey)
        .map(
            cell ->
                dynamicTest(
                    cell + " → " + trials.get(cell),
                    () -> assertThat(verdict(cell)).isEqualTo(trials.get(cell))));
  }

  private static String verdict(Cell cell) {
    Trial trial = caseThatIs(cell.status());
    Command command = command(trial, cell.command());
    Verdict verdict = trial.when(command, command instanceof Command.Work ? DONE : null).verdict();
    if (verdict instanceof Verdict.Advance advance) {
      List<String> names =
          advance.turn().events().stream().map(e -> e.getClass().getSimpleName()).toList();
      return String.join(" ", names);
    }
    return verdict instanceof Verdict.Stale ? STALE : NOT_YET;
  }

  private static Command command(Trial trial, Class<?> type) {
    Map<Class<?>, Command> commands =
        Map.ofEntries(
            entry(StartCase.class, new StartCase(ID, StartCase.FIRST, Plans.TRIP, null)),
            entry(ExecuteActivity.class, trial.execute(ONE, CAR, 1, 1)),
            entry(ExecuteUndo.class, trial.executeUndo(ONE, UNDO_CAR, 1, 2)),
            entry(SettleRef.class, new SettleRef(ID, new CommandId("s"), ONE, 0, DONE_TOO, null)),
            entry(FollowParent.class, new FollowParent(ID, new CommandId("f"), true, 3)),
            entry(
                AnswerNamed.class,
                new AnswerNamed(ID, new CommandId("n"), "main", DONE_TOO, null, 1)),
            entry(SettleUndo.class, new SettleUndo(ID, new CommandId("u"), ONE, 0, null)),
            entry(DelayAnswer.class, new DelayAnswer(ID, new CommandId("h"), ONE, 1)),
            entry(
                AnswerTask.class,
                new AnswerTask(ID, new CommandId("w"), CAR, null, 0, false, DONE_TOO, null)),
            entry(SendHeld.class, new SendHeld(ID, ONE, 2, 1)),
            entry(FireTimer.class, new FireTimer(ID, ONE, Trial.AT)),
            entry(
                DeliverSignal.class,
                new DeliverSignal(ID, new CommandId("m"), "go", Payload.NULL, 1)),
            entry(CancelCase.class, new CancelCase(ID, new CommandId("c"), "enough")),
            entry(
                CompensateCase.class,
                new CompensateCase(ID, new CommandId("p"), new Parent(new CaseId("parent"), ONE))),
            entry(
                Migrate.class,
                new Migrate(ID, new CommandId("v"), Plans.TRIP, Plans.NEXT_TRIP, Map.of())),
            entry(Operate.class, new Operate(ID, new CommandId("o"), Operation.RETRY)));
    return commands.get(type);
  }

  private static Trial caseThatIs(CaseStatus status) {
    Trial trial = new Trial().turn(opened(ONE, CAR));
    Event failed = new Event.CompensationStarted(no("full"));
    return switch (status) {
      case RUNNING -> trial;
      case COMPENSATING ->
          trial.turn(settled(ONE), undo(ONE, UNDO_CAR), failed, new Event.UndoStarted(ONE));
      case PARKED ->
          trial.turn(
              new Event.AttemptFailed(ONE, 1, broken("x"), 0, null),
              new Event.CaseParked(broken("x"), ONE));
      case COMPLETED -> trial.turn(settled(ONE), undo(ONE, UNDO_CAR), ended(status));
      case COMPENSATED, CANCELLED ->
          trial
              .turn(settled(ONE), undo(ONE, UNDO_CAR), failed, new Event.UndoStarted(ONE))
              .turn(new Event.UndoDone(ONE), ended(status));
      case FAILED -> trial.turn(new Event.RefSettled(ONE, null, no("full")), failed, ended(status));
    };
  }

  private static Event ended(CaseStatus status) {
    return status == COMPLETED
        ? new Event.CaseEnded(status, Payload.NULL, null)
        : new Event.CaseEnded(status, null, no("full"));
  }
}
