package io.baton.model;

import io.baton.api.CaseStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    R settleRef(SettleRef command);

    R answerNamed(AnswerNamed command);

    R settleUndo(SettleUndo command);

    R delayAnswer(DelayAnswer command);

    R answerTask(AnswerTask command);

    R sendHeld(SendHeld command);

    R fireTimer(FireTimer command);

    R deliverSignal(DeliverSignal command);

    R cancelCase(CancelCase command);

    R compensateCase(CompensateCase command);

    R operate(Operate command);

    R followParent(FollowParent command);

    R migrate(Migrate command);

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

  /**
   * The answer of somebody outside: a worker, a child, a person.
   *
   * @param attempt the try that it answers; 0 when there is only one
   * @param exact true when nothing of it counts once its attempt is over; null for false
   * @param warning true for a value that came with a warning; null for false
   * @param details what else is told of the work, for those who look; null for nothing
   */
  record SettleRef(
      CaseId caseId,
      CommandId id,
      RefId ref,
      int attempt,
      @Nullable Payload value,
      @Nullable Failure failure,
      @Nullable Boolean exact,
      @Nullable Boolean warning,
      @Nullable Payload details)
      implements Command {
    public SettleRef(
        CaseId caseId,
        CommandId id,
        RefId ref,
        int attempt,
        @Nullable Payload value,
        @Nullable Failure failure,
        @Nullable Boolean exact) {
      this(caseId, id, ref, attempt, value, failure, exact, null, null);
    }

    /** An answer whose value counts also when its attempt is over. */
    public SettleRef(
        CaseId caseId,
        CommandId id,
        RefId ref,
        int attempt,
        @Nullable Payload value,
        @Nullable Failure failure) {
      this(caseId, id, ref, attempt, value, failure, null);
    }

    /** True when nothing of it counts unless its attempt is the one under way. */
    public boolean countsForItsAttemptOnly() {
      return exact != null && exact;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.settleRef(this);
    }
  }

  /**
   * The answer of somebody outside who knows the ref by its name.
   *
   * @param value what the answer is, or what is said of the failure
   * @param keepMillis how long it waits for a ref of this name to be opened; 0 when it does not
   */
  record AnswerNamed(
      CaseId caseId,
      CommandId id,
      String name,
      Payload value,
      @Nullable Failure failure,
      long keepMillis)
      implements Command {
    public AnswerNamed {
      Limits.name("name of a ref", name, 200);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.answerNamed(this);
    }
  }

  /**
   * Somebody outside has taken an effect back, or could not.
   *
   * @param attempt the try that it answers; 0 when there is only one
   */
  record SettleUndo(CaseId caseId, CommandId id, RefId ref, int attempt, @Nullable Failure failure)
      implements Command {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.settleUndo(this);
    }
  }

  /**
   * Whoever works on an answer is alive.
   *
   * @param undo true when it takes the effect of {@code ref} back; null for false
   * @param told how much was told of this attempt so far, this included; null when it is not
   *     counted
   * @param details what else is told of the work, for those who look; null for nothing
   */
  record DelayAnswer(
      CaseId caseId,
      CommandId id,
      RefId ref,
      int attempt,
      @Nullable Boolean undo,
      @Nullable Integer told,
      @Nullable Payload details)
      implements Command {
    public DelayAnswer(CaseId caseId, CommandId id, RefId ref, int attempt) {
      this(caseId, id, ref, attempt, null, null, null);
    }

    public boolean ofUndo() {
      return undo != null && undo;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.delayAnswer(this);
    }
  }

  /**
   * Somebody outside tells of an activity, and perhaps not of which request. Neither value nor
   * failure: it is under way.
   *
   * @param ref the ref that it answers, also when it takes that one's effect back; null for the
   *     oldest request of this activity
   * @param attempt the try that it answers; 0 for the one under way
   * @param undo true when it answers a request to take the effect of {@code ref} back
   */
  record AnswerTask(
      CaseId caseId,
      CommandId id,
      ActivityName activity,
      @Nullable RefId ref,
      int attempt,
      boolean undo,
      @Nullable Payload value,
      @Nullable Failure failure)
      implements Command {
    public boolean underWay() {
      return value == null && failure == null;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.answerTask(this);
    }
  }

  /**
   * A request that was held back because its service was down, or that waited in the line of its
   * destination, may leave.
   *
   * @param key the ref that it is for, or the key of an undo's timer
   * @param heldAt number of the turn that held it back
   */
  record SendHeld(CaseId caseId, RefId key, int attempt, long heldAt) implements Command {
    public SendHeld {
      Limits.attempt(attempt);
    }

    @Override
    public CommandId id() {
      return new CommandId("held " + key + "#" + attempt + "@" + heldAt);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.sendHeld(this);
    }
  }

  /**
   * A timer of the case was due.
   *
   * @param key the ref that it belongs to, or an unread signal's
   */
  record FireTimer(CaseId caseId, RefId key, Instant due) implements Command {
    @Override
    public CommandId id() {
      return new CommandId("timer " + key + "@" + due.toEpochMilli());
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.fireTimer(this);
    }
  }

  /**
   * @param id made of the message id, so that the same message is delivered once
   * @param keepMillis how long it waits for somebody to take it; 0 for ever
   */
  record DeliverSignal(CaseId caseId, CommandId id, String signal, Payload value, long keepMillis)
      implements Command {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.deliverSignal(this);
    }
  }

  /** The parent wants a child to stop, and what it did undone, whether it has ended or not. */
  record CompensateCase(CaseId caseId, CommandId id, Parent asker) implements Command {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.compensateCase(this);
    }
  }

  record CancelCase(CaseId caseId, CommandId id, String reason) implements Command {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.cancelCase(this);
    }
  }

  /**
   * An operator's hand on a case.
   *
   * @param until when a pause ends by itself; null for never, and for other operations
   */
  record Operate(CaseId caseId, CommandId id, Operation operation, @Nullable Instant until)
      implements Command {
    public Operate(CaseId caseId, CommandId id, Operation operation) {
      this(caseId, id, operation, null);
    }

    /** What operators can do. */
    public enum Operation {
      /** Try again what the parked case stopped at. */
      RETRY,
      /** Begin nothing new; what is under way goes on, and its answers are kept. */
      PAUSE,
      /** The same, and the case fails if nobody ends the pause in time. */
      PAUSE_OR_FAIL,
      /** The end of a pause. */
      RESUME
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.operate(this);
    }
  }

  /**
   * The parent of the case is paused, or goes on.
   *
   * @param asOf number of the parent's turn: of two the later one counts, in whatever order they
   *     come
   */
  record FollowParent(CaseId caseId, CommandId id, boolean paused, long asOf) implements Command {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.followParent(this);
    }
  }

  /**
   * Go on with another version of the workflow.
   *
   * @param nodes what the other version calls otherwise: its names by the old ones
   */
  record Migrate(
      CaseId caseId, CommandId id, WorkflowId from, WorkflowId to, Map<String, String> nodes)
      implements Command {
    public Migrate {
      nodes = Map.copyOf(nodes);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.migrate(this);
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
