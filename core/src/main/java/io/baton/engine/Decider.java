package io.baton.engine;

import io.baton.api.ActivityMode;
import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
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
import io.baton.model.Command.Reply;
import io.baton.model.Command.SendHeld;
import io.baton.model.Command.SettleRef;
import io.baton.model.Command.SettleUndo;
import io.baton.model.Command.StartCase;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.Undo;
import io.baton.model.UnreadSignal;
import io.baton.port.Activities.Outcome;
import io.baton.port.Definitions;
import io.baton.port.UndoPlan;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Room;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a command does to its case. Pure: the same case, command and outcome give the same
 * verdict, and nothing outside the case passed in is touched.
 */
final class Decider {
  /** More than this waits in the queue until the case begins. */
  private static final int MAX_TOLD = 1_000;

  private final Definitions definitions;
  private final UndoPlan plan;

  Decider(Definitions definitions, UndoPlan plan) {
    this.definitions = definitions;
    this.plan = plan;
  }

  /**
   * @param now the case, locked; it has moved on when the verdict is Advance
   * @param outcome how the command's work went; null for a command without work
   * @param at the time by the store's clock
   */
  Verdict decide(Case now, Command command, @Nullable Outcome outcome, Instant at) {
    if (now.next() != null && Readdressed.isOfAnyRun(command)) {
      TurnMaker turn = new TurnMaker(now, command.id(), at, definitions, plan);
      return turn.passOn(command, now.next()).done();
    }
    return command.accept(new Handling(now, command, outcome, at));
  }

  /** What becomes of a case that cannot begin, since all places of its workflow are taken. */
  Verdict withoutPlace(Case now, Command command, Instant at) {
    Room room = Admission.room(definitions, now).orElseThrow();
    TurnMaker turn = new TurnMaker(now, command.id(), at, definitions, plan);
    AnswerTask told = command instanceof AnswerTask answer && saysHowItWent(answer) ? answer : null;
    if (room.whenFull() == Room.WhenFull.QUEUE && now.isQueued()) {
      return told == null
          ? new Verdict.Stale("the case is in line")
          : beforeItBegins(now, told, turn);
    }
    if (told != null) {
      turn.keep(told);
    }
    boolean lines = room.whenFull() == Room.WhenFull.QUEUE;
    return (lines ? turn.getInLine() : turn.turnAway(room)).done();
  }

  private static boolean saysHowItWent(AnswerTask told) {
    return !told.underWay() && !told.undo();
  }

  /** What a service tells of a case that cannot begin now is kept until it does. */
  private static Verdict beforeItBegins(Case now, AnswerTask told, TurnMaker turn) {
    if (!saysHowItWent(told)) {
      return new Verdict.Stale("the case has not begun");
    }
    return now.told().size() < MAX_TOLD
        ? turn.keep(told).done()
        : new Verdict.NotYet("too much is told of it before it begins");
  }

  /** True when the case, as it is committed somewhere, has no use for this work any more. */
  static boolean isStale(Case seen, Command.Work work) {
    if (work.origin().bornAt() > seen.turn()) {
      return false; // It has overtaken the state that sent it.
    }
    // What a scope, or an older run of the case, has forgotten was settled.
    return work.undo()
        ? seen.undo(work.ref()).map(undo -> isStale(undo, work)).orElse(true)
        : seen.ref(work.ref()).map(ref -> isStale(ref, work)).orElse(true);
  }

  private static boolean isStale(Ref ref, Command.Work work) {
    return !ref.pending() || ref.attempt() > work.attempt();
  }

  private static boolean isStale(Undo undo, Command.Work work) {
    return undo.state() != Undo.State.RUNNING || undo.attempt() > work.attempt();
  }

  /** One command and its case: a method per command. */
  private final class Handling implements Command.Handler<Verdict> {
    private final Case now;
    private final @Nullable Outcome outcome;
    private final TurnMaker turn;

    Handling(Case now, Command command, @Nullable Outcome outcome, Instant at) {
      this.now = now;
      this.outcome = outcome;
      this.turn = new TurnMaker(now, command.id(), at, definitions, plan);
    }

    @Override
    public Verdict startCase(StartCase command) {
      if (command.replyTo() != null) {
        return turn.tellTheEndAlsoTo(command.replyTo()).done();
      }
      return begin();
    }

    private Verdict begin() {
      if (now.hasBegun()) {
        return new Verdict.Stale("the case has started already");
      }
      return now.isPaused()
          ? new Verdict.Stale("the case is paused, and begins when that is over")
          : turn.goOn().done();
    }

    @Override
    public Verdict executeActivity(ExecuteActivity command) {
      if (command.origin().bornAt() > now.turn()) {
        return ahead(command);
      }
      Ref ref = now.ref(command.ref()).orElse(null);
      if (ref == null) {
        return new Verdict.Stale("ref " + command.ref() + " is forgotten");
      }
      if (isStale(ref, command)) {
        return new Verdict.Stale("ref " + ref.id() + " is " + ref.state());
      }
      ActivitySpec spec = spec(ref.id(), command.activity());
      if (outcome instanceof Outcome.Done done) {
        return turn.settle(ref, done.result()).goOn().done();
      }
      Outcome.Failed failed = failed(command);
      return turn.failedAttempt(ref, failed, spec).done();
    }

    @Override
    public Verdict executeUndo(ExecuteUndo command) {
      if (command.origin().bornAt() > now.turn()) {
        return ahead(command);
      }
      Undo undo = now.undo(command.ref()).orElse(null);
      if (undo == null) {
        return new Verdict.Stale("the undo of " + command.ref() + " is forgotten");
      }
      if (isStale(undo, command)) {
        return new Verdict.Stale("undo of " + undo.ref() + " is " + undo.state());
      }
      if (outcome instanceof Outcome.Done) {
        return turn.undone(undo).goOn().done();
      }
      return turn.failedUndo(undo, failed(command), spec(undo.ref(), undo.activity()).retry())
          .done();
    }

    @Override
    public Verdict settleRef(SettleRef command) {
      Ref ref = now.ref(command.ref()).filter(Ref::pending).orElse(null);
      if (ref == null) {
        return isVain(command)
            ? new Verdict.Stale("ref " + command.ref() + " has its answer")
            : turn.lateAnswer(command.ref(), command.value()).done();
      }
      Awaited awaited = ref.awaited();
      Failure failure = command.failure();
      if (command.countsForItsAttemptOnly() && command.attempt() != ref.attempt()) {
        return new Verdict.Stale("attempt " + command.attempt() + " is over");
      }
      if (awaited instanceof Awaited.Activity activity) {
        ActivitySpec spec = spec(ref.id(), activity.activity());
        if (spec.mode() != ActivityMode.REMOTE) {
          return turn.refuse("answer of ref " + ref.id(), "it is not awaited from outside").done();
        }
        if (failure != null) {
          return command.attempt() < ref.attempt()
              ? new Verdict.Stale("attempt " + command.attempt() + " is over")
              : turn.tellDetails(ref.id(), command.details())
                  .failedAttempt(ref, told(failure, spec), spec)
                  .done();
        }
      } else if (!(awaited instanceof Awaited.Outside || awaited instanceof Awaited.Child)) {
        return turn.refuse("answer of ref " + ref.id(), "it is a " + awaited.describe()).done();
      }
      Payload value = command.value() == null ? Payload.NULL : command.value();
      turn.tellDetails(ref.id(), command.details());
      return (failure == null
              ? turn.settle(ref, value, command.warning())
              : turn.settle(ref, failure))
          .goOn()
          .done();
    }

    /** Of what has ended, only a value that nobody has yet may have to be taken back. */
    private boolean isVain(SettleRef command) {
      boolean answered =
          now.ref(command.ref()).filter(ref -> ref.state() == Ref.State.OK).isPresent();
      return command.countsForItsAttemptOnly() && (command.value() == null || answered);
    }

    private static Outcome.Failed told(Failure failure, ActivitySpec spec) {
      boolean hopeless =
          failure.category() == Category.BUSINESS || failure.category() == Category.FATAL;
      return new Outcome.Failed(failure, !hopeless && spec.remote() != null);
    }

    @Override
    public Verdict answerNamed(AnswerNamed command) {
      String what = "ref '" + command.name() + "'";
      Ref open = now.openRef(command.name()).orElse(null);
      if (open != null) {
        return turn.settleNamed(open, command).goOn().done();
      }
      if (now.status().isEnd() || now.isCompensating()) {
        return new Verdict.Stale("nobody will await " + what);
      }
      if (now.hasNamed(command.name())) {
        return new Verdict.Stale(what + " has its answer, or is cancelled");
      }
      return command.keepMillis() == 0
          ? new Verdict.Stale("there is no " + what)
          : turn.keep(command).done();
    }

    @Override
    public Verdict settleUndo(SettleUndo command) {
      Undo undo = running(command.ref());
      if (undo == null) {
        return new Verdict.Stale("no undo of " + command.ref() + " is under way");
      }
      Failure failure = command.failure();
      if (failure == null) {
        return turn.undone(undo).goOn().done();
      }
      if (command.attempt() < undo.attempt()) {
        return new Verdict.Stale("attempt " + command.attempt() + " is over");
      }
      ActivitySpec spec = spec(undo.ref(), undo.activity());
      return turn.failedUndo(undo, told(failure, spec), spec.retry()).done();
    }

    private @Nullable Undo running(RefId ref) {
      return now.undo(ref).filter(undo -> undo.state() == Undo.State.RUNNING).orElse(null);
    }

    @Override
    public Verdict delayAnswer(DelayAnswer command) {
      if (command.ofUndo()) {
        Undo undo = running(command.ref());
        return undo == null || undo.attempt() != command.attempt()
            ? new Verdict.Stale("nobody awaits that " + command.ref() + " is taken back")
            : signOfLife(undo);
      }
      Ref ref = now.ref(command.ref()).filter(Ref::pending).orElse(null);
      if (ref == null || ref.attempt() != command.attempt()) {
        return new Verdict.Stale("nobody awaits an answer of " + command.ref());
      }
      Integer told = command.told();
      return told != null && told <= ref.told()
          ? new Verdict.Stale("more than that was told already")
          : signOfLife(ref, told, command.details());
    }

    private Verdict signOfLife(Ref ref, @Nullable Integer told, @Nullable Payload details) {
      if (ref.awaited() instanceof Awaited.Activity activity) {
        ActivitySpec spec = spec(ref.id(), activity.activity());
        ActivitySpec.Remote remote = spec.remote();
        if (remote != null) {
          turn.tellDetails(ref.id(), details);
          return remote.maxProgress() != null && ref.delays() >= remote.maxProgress()
              ? turn.failedAttempt(
                      ref, underWayTooLong(ref.awaited().describe(), ref.delays()), spec)
                  .done()
              : turn.delayAnswer(ref, remote.timeout(), told).done();
        }
      }
      return new Verdict.Stale("ref " + ref.id() + " is waited for without an end");
    }

    private Verdict signOfLife(Undo undo) {
      if (undo.activity().equals(Undo.CHILD)) {
        return new Verdict.Stale("undo of " + undo.ref() + " is waited for without an end");
      }
      ActivitySpec spec = spec(undo.ref(), undo.activity());
      ActivitySpec.Remote remote = spec.remote();
      if (remote == null) {
        return new Verdict.Stale("undo of " + undo.ref() + " is waited for without an end");
      }
      return remote.maxProgress() != null && undo.delays() >= remote.maxProgress()
          ? turn.failedUndo(
                  undo, underWayTooLong(undo.activity().value(), undo.delays()), spec.retry())
              .done()
          : turn.delayAnswer(undo, remote.timeout()).done();
    }

    private static Outcome.Failed underWayTooLong(String what, int delays) {
      String text = "%s was told to be under way %d times, and once more".formatted(what, delays);
      return new Outcome.Failed(new Failure(Category.TIMEOUT, "StillUnderWay", text), true);
    }

    @Override
    public Verdict answerTask(AnswerTask command) {
      if (!now.hasBegun() && now.isPaused()) {
        return beforeItBegins(now, command, turn);
      }
      if (!now.hasBegun()) {
        turn.goOn(); // What is told may come before the case has taken its first step.
      }
      return TaskMatch.of(now, command)
          .map(match -> answer(match, command))
          .orElseGet(() -> nobodyAwaits(command));
    }

    private Verdict answer(TaskMatch match, AnswerTask command) {
      Undo undo = match.undo();
      if (undo != null) {
        return answerUndo(undo, command);
      }
      Ref ref = Objects.requireNonNull(match.ref());
      if (ref.awaited() instanceof Awaited.Activity activity
          && spec(ref.id(), activity.activity()).mode() != ActivityMode.REMOTE) {
        return turn.refuse("answer of ref " + ref.id(), "it is not awaited from outside").done();
      }
      boolean older = command.attempt() > 0 && command.attempt() < ref.attempt();
      if (older && command.value() == null) {
        return new Verdict.Stale("attempt " + command.attempt() + " is over");
      }
      if (command.underWay()) {
        return signOfLife(ref, null, null);
      }
      return turn.answered(ref, command).done();
    }

    private Verdict answerUndo(Undo undo, AnswerTask command) {
      ActivitySpec spec = spec(undo.ref(), undo.activity());
      if (spec.mode() != ActivityMode.REMOTE) {
        return turn.refuse("answer of " + undo.activity(), "it is not awaited from outside").done();
      }
      boolean older = command.attempt() > 0 && command.attempt() < undo.attempt();
      Failure failure = command.failure();
      if (older && (command.underWay() || failure != null)) {
        return new Verdict.Stale("attempt " + command.attempt() + " is over");
      }
      if (command.underWay()) {
        return signOfLife(undo);
      }
      if (failure == null) {
        return turn.undone(undo).goOn().done();
      }
      return turn.failedUndo(undo, new Outcome.Failed(failure, true), spec.retry()).done();
    }

    private Verdict nobodyAwaits(AnswerTask command) {
      if (command.underWay() || command.undo()) {
        return new Verdict.Stale("nobody awaits " + command.activity());
      }
      return turn.nobodyAwaits(command).done();
    }

    @Override
    public Verdict sendHeld(SendHeld command) {
      RefId undoOf = command.key().requestedUndo();
      if (undoOf != null) {
        Undo undo = running(undoOf);
        if (undo != null && undo.attempt() == command.attempt()) {
          ActivitySpec.Remote remote = spec(undoOf, undo.activity()).remote();
          if (remote != null) {
            return turn.sendNow(undo, remote.timeout()).done();
          }
        }
      } else {
        Ref ref = now.ref(command.key()).filter(Ref::pending).orElse(null);
        if (ref != null
            && ref.attempt() == command.attempt()
            && ref.awaited() instanceof Awaited.Activity activity) {
          ActivitySpec.Remote remote = spec(ref.id(), activity.activity()).remote();
          if (remote != null) {
            return turn.sendNow(ref, remote.timeout()).done();
          }
        }
      }
      return new Verdict.Stale("nobody awaits an answer of " + command.key());
    }

    @Override
    public Verdict fireTimer(FireTimer command) {
      RefId key = command.key();
      if (UnreadSignal.isTimer(key)) {
        return now.unreadSignal(UnreadSignal.number(key))
            .map(signal -> turn.expire(signal).done())
            .orElseGet(() -> new Verdict.Stale("the signal is taken"));
      }
      if (key.equals(Consequences.START)) {
        return begin();
      }
      if (key.equals(Consequences.PAUSE)) {
        return now.pause() == null || !command.due().equals(now.pause().until())
            ? new Verdict.Stale("the pause is over")
            : turn.pauseIsOver(now.pause()).done();
      }
      RefId undoOf = key.requestedUndo();
      return undoOf == null ? timeIsUp(command) : undoTookTooLong(undoOf, command.due());
    }

    private Verdict timeIsUp(FireTimer command) {
      Ref ref = now.ref(command.key()).filter(Ref::pending).orElse(null);
      if (ref == null || !command.due().equals(ref.due())) {
        return new Verdict.Stale("timer " + command.key() + " is not set for " + command.due());
      }
      if (ref.awaited() instanceof Awaited.Timer) {
        return turn.settle(ref, Payload.NULL).goOn().done();
      }
      String text = "no answer of %s until %s".formatted(ref.awaited().describe(), command.due());
      Failure late = new Failure(Category.TIMEOUT, "Timeout", text);
      if (ref.awaited() instanceof Awaited.Activity activity) {
        return turn.failedAttempt(
                ref, new Outcome.Failed(late, true), spec(ref.id(), activity.activity()))
            .done();
      }
      return turn.settle(ref, late).goOn().done();
    }

    private Verdict undoTookTooLong(RefId ref, Instant due) {
      Undo undo = running(ref);
      if (undo == null || (undo.due() != null && !undo.due().equals(due))) {
        return new Verdict.Stale("no undo of " + ref + " is waited for until " + due);
      }
      Failure late = new Failure(Category.TIMEOUT, "Timeout", "no answer of " + undo.activity());
      return turn.failedUndo(
              undo, new Outcome.Failed(late, true), spec(undo.ref(), undo.activity()).retry())
          .done();
    }

    @Override
    public Verdict deliverSignal(DeliverSignal command) {
      if (now.status().isEnd() || now.isCompensating()) {
        return turn.refuse("signal " + command.signal(), "nobody will take it").done();
      }
      return turn.receive(command.signal(), command.value(), command.keepMillis()).done();
    }

    @Override
    public Verdict compensateCase(CompensateCase command) {
      return turn.compensateFor(command.asker()).done();
    }

    @Override
    public Verdict cancelCase(CancelCase command) {
      return turn.cancel(command.reason()).done();
    }

    @Override
    public Verdict operate(Operate command) {
      return switch (command.operation()) {
        case RETRY -> turn.retryWhatIsParked().done();
        case PAUSE -> turn.pause(command.until(), null).done();
        case PAUSE_OR_FAIL -> turn.pause(command.until(), true).done();
        case RESUME -> turn.endPause().done();
      };
    }

    @Override
    public Verdict followParent(FollowParent command) {
      if (command.asOf() <= now.parentAsOf()) {
        return new Verdict.Stale("its parent has said more since");
      }
      // What is taken back goes on, also when the parent that wants it so was paused before.
      boolean over = now.status().isEnd() || now.isCompensating() || now.cancelReason() != null;
      return over && (command.paused() || !now.isPaused())
          ? new Verdict.Stale("the case is about to end")
          : turn.followParent(command.paused(), command.asOf()).done();
    }

    @Override
    public Verdict migrate(Migrate command) {
      if (now.workflow().equals(command.to())) {
        return new Verdict.Stale("the case is on version " + command.to() + " already");
      }
      return turn.migrate(command).done();
    }

    @Override
    public Verdict reply(Reply command) {
      throw new IllegalArgumentException("a reply changes no case");
    }

    private Verdict ahead(Command.Work command) {
      return new Verdict.NotYet(
          "command of turn %d, case seen at turn %d"
              .formatted(command.origin().bornAt(), now.turn()));
    }

    private ActivitySpec spec(RefId ref, ActivityName name) {
      return Specs.of(definitions, now, ref, name);
    }

    private Outcome.Failed failed(Command.Work command) {
      if (outcome instanceof Outcome.Failed failed) {
        return failed;
      }
      throw new IllegalArgumentException("no outcome of " + command.id());
    }
  }
}
