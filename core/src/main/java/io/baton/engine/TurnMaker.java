package io.baton.engine;

import io.baton.api.CaseStatus;
import io.baton.api.Retry.OnExhausted;
import io.baton.model.Case;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.Command.ExecuteUndo;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Incident;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.ReplyTo;
import io.baton.model.Turn;
import io.baton.model.Undo;
import io.baton.port.Activities.Outcome;
import io.baton.port.Definitions;
import io.baton.port.UndoPlan;
import io.baton.workflow.Action;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Decision;
import io.baton.workflow.Program;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one turn of one case: every event goes into the case and into the turn in one motion. */
final class TurnMaker {
  private final Case now;
  private final CommandId command;
  private final Definitions definitions;
  private final UndoPlan plan;
  private final List<Event> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();

  TurnMaker(Case now, CommandId command, Definitions definitions, UndoPlan plan) {
    this.now = now;
    this.command = command;
    this.definitions = definitions;
    this.plan = plan;
  }

  Verdict done() {
    return new Verdict.Advance(new Turn(now.turn(), command, events), effects);
  }

  TurnMaker settle(Ref ref, Payload value, ActivitySpec spec) {
    record(new Event.RefSettled(ref.id(), value, null));
    if (spec.undo() != null) {
      List<Payload> args = spec.undo().args(ref.args(), value);
      record(new Event.UndoRegistered(ref.id(), spec.undo().name(), args));
    }
    return this;
  }

  TurnMaker failedAttempt(Ref ref, Outcome.Failed failed, ActivitySpec spec) {
    Optional<Duration> wait =
        failed.retryable()
            ? spec.retry().afterAttempt(ref.attempt(), now.id() + "/" + ref.id())
            : Optional.empty();
    if (wait.isPresent()) {
      attemptFailed(ref, failed.failure(), wait.get());
      send(execute(ref, ref.attempt() + 1), wait.get());
      return this;
    }
    boolean answer = failed.failure().category() == Category.BUSINESS;
    if (!answer && spec.retry().onExhausted() == OnExhausted.PARK) {
      attemptFailed(ref, failed.failure(), Duration.ZERO);
      return park(Codes.ACTIVITY_PARKED, describe(spec, ref.attempt(), failed), ref.id());
    }
    record(new Event.RefSettled(ref.id(), null, failed.failure()));
    return goOn();
  }

  private void attemptFailed(Ref ref, Failure failure, Duration wait) {
    record(new Event.AttemptFailed(ref.id(), ref.attempt(), failure, wait.toMillis()));
  }

  private static Failure describe(ActivitySpec spec, int attempts, Outcome.Failed failed) {
    Failure last = failed.failure();
    String text = "%s failed at attempt %d: %s".formatted(spec.name(), attempts, last.message());
    return new Failure(last.category(), last.type(), text);
  }

  TurnMaker undone(Undo undo) {
    return record(new Event.UndoDone(undo.ref()));
  }

  TurnMaker failedUndo(Undo undo, Outcome.Failed failed, RetryPolicy policy) {
    Optional<Duration> wait =
        failed.retryable() ? plan.afterFailure(now.id(), undo, policy) : Optional.empty();
    Failure failure = failed.failure();
    record(
        new Event.UndoAttemptFailed(
            undo.ref(), undo.attempt(), failure, wait.orElse(Duration.ZERO).toMillis()));
    if (wait.isPresent()) {
      send(undo(undo, undo.attempt() + 1), wait.get());
      return this;
    }
    String text =
        "undo %s of ref %s failed at attempt %d: %s"
            .formatted(undo.activity(), undo.ref(), undo.attempt(), failure.message());
    return park(
        Codes.UNDO_PARKED, new Failure(failure.category(), failure.type(), text), undo.ref());
  }

  TurnMaker cancel(String reason) {
    if (now.status().isEnd() || now.isCompensating()) {
      return refuse("cancel", reason);
    }
    return compensate(new Failure(Category.CANCELLED, "CancelCase", reason));
  }

  TurnMaker retryWhatIsParked() {
    if (now.status() != CaseStatus.PARKED) {
      return refuse("retry", "only a parked case can be retried");
    }
    RefId stoppedAt = now.stoppedAt();
    record(new Event.CaseResumed());
    if (stoppedAt == null) {
      return goOn();
    }
    now.ref(stoppedAt).filter(Ref::pending).ifPresent(ref -> send(execute(ref, ref.attempt())));
    now.undo(stoppedAt)
        .filter(undo -> undo.state() == Undo.State.RUNNING)
        .ifPresent(undo -> send(undo(undo, undo.attempt())));
    return this;
  }

  private TurnMaker refuse(String wish, String detail) {
    return record(new Event.WishRefused(wish, "case is " + now.status() + ": " + detail));
  }

  TurnMaker tellTheEndAlsoTo(ReplyTo asker) {
    record(new Event.ReplyRequested(asker));
    if (now.status().isEnd()) {
      send(Command.Reply.endOf(now, asker));
    }
    return this;
  }

  /** Asks whoever is in charge what comes next: the program, or once it failed, the undo plan. */
  TurnMaker goOn() {
    return switch (now.status()) {
      case RUNNING -> follow(decision());
      case COMPENSATING -> undoNext();
      default -> this; // A parked case keeps what is settled and goes on when it is resumed.
    };
  }

  private Decision decision() {
    Program program =
        definitions
            .program(now.workflow())
            .orElseThrow(() -> new IllegalStateException("no workflow " + now.workflow()));
    return program.decide(now);
  }

  private TurnMaker follow(Decision decision) {
    if (decision instanceof Decision.Continue go) {
      go.actions().forEach(this::act);
      boolean waits = now.refs().stream().anyMatch(Ref::pending);
      return waits ? this : park("the workflow waits for nothing and does not end");
    }
    if (decision instanceof Decision.Complete end) {
      return end(CaseStatus.COMPLETED, end.result(), null);
    }
    if (decision instanceof Decision.Fail fail) {
      return compensate(fail.failure());
    }
    Failure reason = ((Decision.Park) decision).reason();
    return park(Codes.WORKFLOW_PARKED, reason, null);
  }

  private void act(Action action) {
    Action.Run run = (Action.Run) action;
    record(new Event.RefOpened(run.ref(), run.activity(), run.args()));
    now.ref(run.ref()).ifPresent(ref -> send(execute(ref, 1)));
  }

  private TurnMaker compensate(Failure reason) {
    List<Ref> open = now.refs().stream().filter(Ref::pending).toList();
    open.forEach(ref -> record(new Event.RefCancelled(ref.id())));
    record(new Event.CompensationStarted(reason));
    return undoNext();
  }

  private TurnMaker undoNext() {
    List<Undo> list = now.undos();
    if (list.stream().allMatch(undo -> undo.state() == Undo.State.DONE)) {
      Failure reason = now.failure();
      boolean cancelled = reason != null && reason.category() == Category.CANCELLED;
      CaseStatus failed = list.isEmpty() ? CaseStatus.FAILED : CaseStatus.COMPENSATED;
      return end(cancelled ? CaseStatus.CANCELLED : failed, null, reason);
    }
    for (Undo next : plan.next(list)) {
      record(new Event.UndoStarted(next.ref()));
      send(undo(next, next.attempt()));
    }
    return this;
  }

  private TurnMaker end(CaseStatus status, @Nullable Payload result, @Nullable Failure failure) {
    record(new Event.CaseEnded(status, result, failure));
    now.askers().forEach(asker -> send(Command.Reply.endOf(now, asker)));
    return this;
  }

  private TurnMaker park(String why) {
    return park(Codes.WORKFLOW_PARKED, new Failure(Category.FATAL, "WorkflowError", why), null);
  }

  private TurnMaker park(String code, Failure reason, @Nullable RefId ref) {
    record(new Event.CaseParked(reason, ref));
    Incident incident = new Incident(Incident.Kind.PARKED, code, now.id(), reason.toString(), null);
    effects.add(new Effect.Raise(incident));
    return this;
  }

  private ExecuteActivity execute(Ref ref, int attempt) {
    return new ExecuteActivity(
        now.id(), ref.id(), ref.activity(), attempt, ref.args(), now.origin());
  }

  private ExecuteUndo undo(Undo undo, int attempt) {
    return new ExecuteUndo(
        now.id(), undo.ref(), undo.activity(), attempt, undo.args(), now.origin());
  }

  private void send(Command next) {
    send(next, Duration.ZERO);
  }

  private void send(Command next, Duration delay) {
    effects.add(new Effect.Send(next, delay));
  }

  private TurnMaker record(Event event) {
    if (events.isEmpty()) {
      now.beginTurn();
    }
    now.apply(event);
    events.add(event);
    return this;
  }
}
