package io.baton.model;

import io.baton.api.CaseStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do next, as a message. Each is handled once in effect, however often it arrives. */
public sealed interface Command {
  CaseId caseId();

  /** Unique within the case; a turn of the case's journal with this id means: already handled. */
  CommandId id();

  <R> R accept(Handler<R> handler);

  /** One method per command, so that the compiler finds a command that nobody handles. */
  interface Handler<R> {
    R startCase(StartCase command);

    R executeActivity(ExecuteActivity command);

    R executeUndo(ExecuteUndo command);

    R cancelCase(CancelCase command);

    R operate(Operate command);

    R reply(Reply command);
  }

  /** A command that runs application code before the case is looked at. */
  sealed interface Work extends Command {
    /** The ref that the work settles, or whose effect it takes back. */
    RefId ref();

    ActivityName activity();

    /** 1 for the first try. */
    int attempt();

    /** Null when they are too large for a message: then the case's journal has them. */
    @Nullable List<Payload> args();

    Origin origin();

    default boolean undo() {
      return this instanceof ExecuteUndo;
    }
  }

  /**
   * The first turn of a case whose row exists already.
   *
   * @param replyTo somebody who asked for this very case again and wants its end told, too
   */
  record StartCase(CaseId caseId, CommandId id, WorkflowId workflow, @Nullable ReplyTo replyTo)
      implements Command {
    public static final CommandId FIRST = new CommandId("start");

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.startCase(this);
    }
  }

  record ExecuteActivity(
      CaseId caseId,
      RefId ref,
      ActivityName activity,
      int attempt,
      @Nullable List<Payload> args,
      Origin origin)
      implements Work {
    public ExecuteActivity {
      Limits.attempt(attempt);
    }

    @Override
    public CommandId id() {
      return new CommandId(ref + "#" + attempt);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.executeActivity(this);
    }
  }

  record ExecuteUndo(
      CaseId caseId,
      RefId ref,
      ActivityName activity,
      int attempt,
      @Nullable List<Payload> args,
      Origin origin)
      implements Work {
    public ExecuteUndo {
      Limits.attempt(attempt);
    }

    @Override
    public CommandId id() {
      return new CommandId("undo " + ref + "#" + attempt);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.executeUndo(this);
    }
  }

  record CancelCase(CaseId caseId, CommandId id, String reason) implements Command {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.cancelCase(this);
    }
  }

  /** An operator's hand on a case. */
  record Operate(CaseId caseId, CommandId id, Operation operation) implements Command {
    /** What operators can do. */
    public enum Operation {
      /** Try again what the parked case stopped at. */
      RETRY
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.operate(this);
    }
  }

  /** Tell somebody outside how a case ended; it changes no case. */
  record Reply(CaseId caseId, CommandId id, ReplyTo to, Answer answer, int attempt)
      implements Command {
    public Reply {
      Limits.attempt(attempt);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.reply(this);
    }

    /** The answer that tells the end of {@code ended}. */
    public static Reply endOf(Case ended, ReplyTo to) {
      CaseStatus status = ended.status();
      return new Reply(
          ended.id(),
          new CommandId("reply " + ended.turn() + " " + ended.askers().indexOf(to)),
          to,
          new Answer(ended.id(), status.name(), ended.result(), ended.failure()),
          1);
    }
  }
}
