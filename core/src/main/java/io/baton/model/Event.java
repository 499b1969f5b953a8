package io.baton.model;

import io.baton.api.CaseStatus;
import io.baton.api.UndoOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fact in a case's journal. A case is nothing but the fold of these. */
public sealed interface Event {
  /** A fact that the workflow itself brings about. */
  sealed interface Move extends Event {}

  /**
   * The case exists; its first turn is still to come.
   *
   * @param priority 0 to 9 as in JMS, 4 is ordinary
   * @param circumstances null for the ordinary ones
   */
  record CaseStarted(
      WorkflowId workflow,
      Payload input,
      String starter,
      @Nullable ReplyTo replyTo,
      @Nullable String businessKey,
      int priority,
      @Nullable Parent parent,
      @Nullable Circumstances circumstances)
      implements Event {
    public static final int ORDINARY = 4;

    public CaseStarted(
        WorkflowId workflow,
        Payload input,
        String starter,
        @Nullable ReplyTo replyTo,
        @Nullable String businessKey,
        int priority,
        @Nullable Parent parent) {
      this(workflow, input, starter, replyTo, businessKey, priority, parent, null);
    }

    public CaseStarted(
        WorkflowId workflow, Payload input, String starter, @Nullable ReplyTo replyTo) {
      this(workflow, input, starter, replyTo, null, ORDINARY, null);
    }
  }

  /** The workflow's places are taken; the case begins when one is given back and it is its turn. */
  record CaseQueued() implements Event {}

  /** A service has told of a task before the case began, which it will know when it does. */
  record TaskTold(ActivityName activity, @Nullable Payload value, @Nullable Failure failure)
      implements Event {}

  /** One more asker wants to be told the end. */
  record ReplyRequested(ReplyTo to) implements Event {}

  /**
   * The workflow awaits an answer.
   *
   * @param due when a timer fires, or when to stop waiting
   */
  record RefOpened(RefId ref, Awaited awaited, @Nullable Instant due) implements Move {
    /** An activity's answer. */
    public RefOpened(RefId ref, ActivityName activity, List<Payload> args) {
      this(ref, new Awaited.Activity(activity, args), null);
    }
  }

  /**
   * The answer is there, once and for all: a value or a failure.
   *
   * @param value with a failure: what else was told of it, by somebody who knows the ref by a name
   * @param warning true for a value that came with a warning, and for a failure that the workflow
   *     goes on with as if it were none; null for false
   */
  record RefSettled(
      RefId ref, @Nullable Payload value, @Nullable Failure failure, @Nullable Boolean warning)
      implements Event {
    public RefSettled(RefId ref, @Nullable Payload value, @Nullable Failure failure) {
      this(ref, value, failure, null);
    }
  }

  /** What is told of the work at a ref for those who look; it decides nothing. */
  record DetailsTold(RefId ref, Payload details) implements Event {}

  /**
   * Nobody awaits the answer any more.
   *
   * @param branch the cancelled branch that it was awaited in; null at the end of the case
   */
  record RefCancelled(RefId ref, @Nullable RefId branch) implements Move {}

  /** A try failed and left no effect; the next one follows after {@code retryInMillis}. */
  record AttemptFailed(
      RefId ref, int attempt, Failure failure, long retryInMillis, @Nullable Instant due)
      implements Event {}

  /**
   * Whoever works on the answer is alive: it is waited for until {@code due}.
   *
   * @param ref that it is for, or {@link RefId#undoRequest} of an undo
   * @param told how much he has told of this attempt so far; null when that is not counted
   */
  record AnswerDelayed(RefId ref, Instant due, @Nullable Integer told) implements Event {
    public AnswerDelayed(RefId ref, Instant due) {
      this(ref, due, null);
    }
  }

  /**
   * A request is held back because its service is down.
   *
   * @param key the ref that it is for, or {@link RefId#undoRequest} of an undo, or {@link #START}
   */
  record RequestHeld(RefId key, String service) implements Event {
    /** In the place of a ref: the case's first step. */
    public static final RefId START = new RefId("start:");
  }

  /**
   * A request leaves now that was held back because its service was down, or at which the case was
   * parked.
   *
   * @param key the ref that it is for, or {@link RefId#undoRequest} of an undo
   * @param due how long the answer is waited for
   */
  record RequestReleased(RefId key, Instant due) implements Event {}

  /** A value is kept; what is below its ref is not needed any more. */
  record ValueNoted(RefId ref, String what, Payload value) implements Move {}

  /**
   * A scope failed, and the workflow goes on as if it had not; what is below its ref is not needed
   * any more.
   */
  record FailureAllowed(RefId ref, String what, Failure failure) implements Move {}

  /**
   * The fork's fate is clear.
   *
   * @param winner number of the branch that decided; -1 when all were needed and none gave a value
   */
  record ForkDecided(RefId ref, String kind, int branches, int winner) implements Move {}

  /** What waits in the branch is cancelled, and so is the next wait of what is shielded in it. */
  record BranchCancelled(RefId branch) implements Move {}

  /** A loop has done {@code rounds} rounds; what is below its ref is not needed any more. */
  record FoldAdvanced(RefId ref, long rounds, Payload state) implements Move {}

  /**
   * @param number counted over the whole case, from 1
   * @param expires when operators are told that nobody took it
   */
  record SignalReceived(long number, String signal, Payload value, @Nullable Instant expires)
      implements Event {}

  /** The ref is settled with the value of that signal. */
  record SignalTaken(RefId ref, long number) implements Move {}

  /** Nobody took the signal in time; it is gone. */
  record SignalExpired(long number) implements Event {}

  /** The ref has an effect that can be taken back; the newest of one ref counts. */
  record UndoRegistered(RefId ref, ActivityName undo, List<Payload> args) implements Move {}

  /** The effect did not happen after all. */
  record UndoDropped(RefId ref) implements Event {}

  /** The workflow goes on when what was done below these branches is taken back. */
  record UndoRequested(RefId scope, UndoOrder order, List<RefId> branches) implements Move {}

  record VersionChosen(String change, int version) implements Move {}

  /**
   * @param value a JSON text, number or boolean; null removes the attribute
   */
  record AttributeSet(RefId ref, String name, Payload value) implements Move {}

  /** The case hears what is published under the key. */
  record Subscribed(String signal, String key) implements Move {}

  /**
   * @param key null for that of the case
   * @param raw true when the value is a text that goes out as it is, or null for a record without a
   *     value; null for false
   */
  record OutputSent(
      RefId ref, String topic, @Nullable String key, Payload value, @Nullable Boolean raw)
      implements Move {
    /** A value that goes out as JSON. */
    public OutputSent(RefId ref, String topic, @Nullable String key, Payload value) {
      this(ref, topic, key, value, null);
    }
  }

  /** Somebody outside wants the case to stop; the workflow may clean up. */
  record CancelRequested(String reason) implements Event {}

  /** The parent wants to know when this case has undone what it did. */
  record UndoAsked(Parent asker) implements Event {}

  /**
   * The run is over; the next one begins with this input.
   *
   * @param timers the moments of the open timers with a name, by name
   */
  record CaseContinued(Payload input, Map<String, Instant> timers) implements Event {
    public CaseContinued {
      timers = Map.copyOf(timers);
    }
  }

  /** The case will not complete; what it did is taken back from here on. */
  record CompensationStarted(Failure reason) implements Event {}

  /**
   * @param unknown why nobody knows whether there is an effect at all; null when there is one
   * @param due how long a worker elsewhere is waited for; null for an undo that runs here
   */
  record UndoStarted(RefId ref, @Nullable String unknown, @Nullable Instant due) implements Event {
    public UndoStarted(RefId ref, @Nullable String unknown) {
      this(ref, unknown, null);
    }

    public UndoStarted(RefId ref) {
      this(ref, null);
    }
  }

  /**
   * @param due as for {@link UndoStarted}, for the next try
   */
  record UndoAttemptFailed(
      RefId ref, int attempt, Failure failure, long retryInMillis, @Nullable Instant due)
      implements Event {
    public UndoAttemptFailed(RefId ref, int attempt, Failure failure, long retryInMillis) {
      this(ref, attempt, failure, retryInMillis, null);
    }
  }

  /** The effect is taken back. */
  record UndoDone(RefId ref) implements Event {}

  /**
   * The case waits for an operator.
   *
   * @param ref what it stopped at, null when the workflow itself could not go on
   */
  record CaseParked(Failure reason, @Nullable RefId ref) implements Event {}

  /** An operator let the parked case go on. */
  record CaseResumed() implements Event {}

  /**
   * From now on the case follows another version of its workflow.
   *
   * @param refs the new ids of refs that are called otherwise there, by the old ones
   */
  record Migrated(WorkflowId from, WorkflowId to, Map<String, RefId> refs) implements Event {
    public Migrated {
      refs = Map.copyOf(refs);
    }
  }

  /**
   * Nothing new begins until the case is told to go on.
   *
   * @param until when the pause ends by itself; null for never
   * @param fails true when the case fails then; null for false
   */
  record CasePaused(@Nullable Instant until, @Nullable Boolean fails) implements Event {
    public CasePaused(@Nullable Instant until) {
      this(until, null);
    }
  }

  /** The pause is over. */
  record CaseUnpaused() implements Event {}

  /**
   * The case is paused with its parent, or not any more.
   *
   * @param asOf number of the parent's turn
   */
  record ParentFollowed(boolean paused, long asOf) implements Event {}

  /** Somebody asked for what is no longer possible; nothing changed. */
  record WishRefused(String wish, String reason) implements Event {}

  /**
   * The case failed, and its workflow has it run again.
   *
   * @param next the case that runs
   * @param attempt which run that is, 2 for the first repetition
   * @param notBefore when it begins; null for at once
   */
  record CaseRetried(CaseId next, int attempt, @Nullable Instant notBefore) implements Event {}

  /** What somebody wanted of this case is wanted of its next run. */
  record WishPassedOn(String wish, CaseId to) implements Event {}

  record CaseEnded(CaseStatus status, @Nullable Payload result, @Nullable Failure failure)
      implements Event {}
}
