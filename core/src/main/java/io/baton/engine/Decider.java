package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.Command;
import io.baton.model.Command.CancelCase;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.Command.ExecuteUndo;
import io.baton.model.Command.Operate;
import io.baton.model.Command.Reply;
import io.baton.model.Command.StartCase;
import io.baton.model.Ref;
import io.baton.model.Undo;
import io.baton.port.Activities.Outcome;
import io.baton.port.Definitions;
import io.baton.port.UndoPlan;
import io.baton.workflow.ActivitySpec;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a command does to its case. Pure: the same case, command and outcome give the same
 * verdict, and nothing outside the case passed in is touched.
 */
final class Decider {
  private final Definitions definitions;
  private final UndoPlan plan;

  Decider(Definitions definitions, UndoPlan plan) {
    this.definitions = definitions;
    this.plan = plan;
  }

  /**
   * @param now the case, locked; it has moved on when the verdict is Advance
   * @param outcome how the command's work went; null for a command without work
   */
  Verdict decide(Case now, Command command, @Nullable Outcome outcome) {
    return command.accept(new Handling(now, command, outcome));
  }

  /** True when the case, as it is committed somewhere, has no use for this work any more. */
  static boolean isStale(Case seen, Command.Work work) {
    if (work.undo()) {
      return seen.undo(work.ref()).map(undo -> isStale(undo, work)).orElse(false);
    }
    return seen.ref(work.ref()).map(ref -> isStale(ref, work)).orElse(false);
  }

  private static boolean isStale(Ref ref, Command.Work work) {
    return !ref.pending() || ref.attempt() > work.attempt();
  }

  private static boolean isStale(Undo undo, Command.Work work) {
    return undo.state() == Undo.State.DONE || undo.attempt() > work.attempt();
  }

  /** One command and its case: a method per command. */
  private final class Handling implements Command.Handler<Verdict> {
    private final Case now;
    private final @Nullable Outcome outcome;
    private final TurnMaker turn;

    Handling(Case now, Command command, @Nullable Outcome outcome) {
      this.now = now;
      this.outcome = outcome;
      this.turn = new TurnMaker(now, command.id(), definitions, plan);
    }

    @Override
    public Verdict startCase(StartCase command) {
      if (command.replyTo() != null) {
        return turn.tellTheEndAlsoTo(command.replyTo()).done();
      }
      if (now.hasBegun()) {
        return new Verdict.Stale("the case has started already");
      }
      return turn.goOn().done();
    }

    @Override
    public Verdict executeActivity(ExecuteActivity command) {
      Ref ref = now.ref(command.ref()).orElse(null);
      if (ref == null || command.origin().bornAt() > now.turn()) {
        return ahead(command);
      }
      if (isStale(ref, command)) {
        return new Verdict.Stale("ref " + ref.id() + " is " + ref.state());
      }
      ActivitySpec spec = spec(command);
      if (outcome instanceof Outcome.Done done) {
        return turn.settle(ref, done.result(), spec).goOn().done();
      }
      Outcome.Failed failed = failed(command);
      return turn.failedAttempt(ref, failed, spec).done();
    }

    @Override
    public Verdict executeUndo(ExecuteUndo command) {
      Undo undo = now.undo(command.ref()).orElse(null);
      if (undo == null || command.origin().bornAt() > now.turn()) {
        return ahead(command);
      }
      if (isStale(undo, command)) {
        return new Verdict.Stale("undo of " + undo.ref() + " is " + undo.state());
      }
      if (outcome instanceof Outcome.Done) {
        return turn.undone(undo).goOn().done();
      }
      return turn.failedUndo(undo, failed(command), spec(command).retry()).done();
    }

    @Override
    public Verdict cancelCase(CancelCase command) {
      return turn.cancel(command.reason()).done();
    }

    @Override
    public Verdict operate(Operate command) {
      return turn.retryWhatIsParked().done();
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

    private ActivitySpec spec(Command.Work command) {
      return definitions
          .activity(command.activity())
          .orElseThrow(() -> new IllegalStateException("no activity " + command.activity()));
    }

    private Outcome.Failed failed(Command.Work command) {
      if (outcome instanceof Outcome.Failed failed) {
        return failed;
      }
      throw new IllegalArgumentException("no outcome of " + command.id());
    }
  }
}
