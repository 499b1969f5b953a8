package io.baton.model;

import io.baton.api.CaseStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact in a case's journal. A case is nothing but the fold of these. */
public sealed interface Event {
  /** The case exists; its first turn is still to come. */
  record CaseStarted(WorkflowId workflow, Payload input, String starter, @Nullable ReplyTo replyTo)
      implements Event {}

  /** One more asker wants to be told the end. */
  record ReplyRequested(ReplyTo to) implements Event {}

  /** The workflow awaits an activity's answer. */
  record RefOpened(RefId ref, ActivityName activity, List<Payload> args) implements Event {}

  /** The answer is there, once and for all: a value or a failure. */
  record RefSettled(RefId ref, @Nullable Payload value, @Nullable Failure failure)
      implements Event {}

  /** Nobody awaits the answer any more. */
  record RefCancelled(RefId ref) implements Event {}

  /** A try failed and left no effect; the next one follows after {@code retryInMillis}. */
  record AttemptFailed(RefId ref, int attempt, Failure failure, long retryInMillis)
      implements Event {}

  /** The ref has an effect that can be taken back. */
  record UndoRegistered(RefId ref, ActivityName undo, List<Payload> args) implements Event {}

  /** The case will not complete; what it did is taken back from here on. */
  record CompensationStarted(Failure reason) implements Event {}

  record UndoStarted(RefId ref) implements Event {}

  record UndoAttemptFailed(RefId ref, int attempt, Failure failure, long retryInMillis)
      implements Event {}

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

  /** Somebody asked for what is no longer possible; nothing changed. */
  record WishRefused(String wish, String reason) implements Event {}

  record CaseEnded(CaseStatus status, @Nullable Payload result, @Nullable Failure failure)
      implements Event {}
}
