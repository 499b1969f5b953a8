package io.baton.graph.executor;

import io.baton.model.Awaited;
import io.baton.model.Mark;
import io.baton.model.Ref;
import io.baton.model.Undo;
import org.jspecify.annotations.Nullable;

/** Baton's states in the words of the executor, and back; explained in executor-states.md. */
final class States {
  private States() {}

  /** What an execution becomes when this happens to its case; null when it stays as it is. */
  static @Nullable RunState ofCase(Mark.Kind what) {
    return switch (what) {
      case CREATED -> RunState.CREATED;
      case QUEUED -> RunState.QUEUED;
      case BEGUN -> RunState.RUNNING;
      case PAUSED, PARKED -> RunState.PAUSED;
      case UNPAUSED, RESUMED -> RunState.RESTARTED;
      case CANCEL_REQUESTED, COMPENSATION_STARTED -> RunState.KILLING;
      case RETRIED -> RunState.RETRIED;
      case COMPLETED -> RunState.SUCCESS;
      case COMPENSATED, FAILED -> RunState.FAILED;
      case CANCELLED -> RunState.KILLED;
      case WARNED, ALIVE, ATTEMPT_FAILED, UNDO_STARTED, UNDO_FAILED, UNDO_DONE -> null;
    };
  }

  /** What a task run becomes when this happens to its ref; null when it stays as it is. */
  static @Nullable RunState ofRef(Mark.Kind what) {
    return switch (what) {
      case ALIVE -> RunState.RUNNING;
      case ATTEMPT_FAILED -> RunState.RETRYING;
      default -> null;
    };
  }

  /** What the task run of an undo becomes when this happens to it; null when it stays so. */
  static @Nullable RunState ofUndo(Mark.Kind what) {
    return switch (what) {
      case UNDO_STARTED -> RunState.CREATED;
      case UNDO_FAILED -> RunState.RETRYING;
      case UNDO_DONE -> RunState.SUCCESS;
      default -> null;
    };
  }

  /** How the task run of something awaited begins. */
  static RunState first(Awaited awaited) {
    if (awaited instanceof Awaited.Activity) {
      return RunState.CREATED;
    }
    boolean somebodyElse = awaited instanceof Awaited.Signal || awaited instanceof Awaited.Outside;
    return somebodyElse ? RunState.PAUSED : RunState.RUNNING;
  }

  /** How a task run ends; null while it has not. */
  static @Nullable RunState end(Ref.State state) {
    return switch (state) {
      case PENDING -> null;
      case OK -> RunState.SUCCESS;
      case ERROR -> RunState.FAILED;
      case CANCELLED -> RunState.KILLED;
    };
  }

  /** The same, with regard to warnings. */
  static @Nullable RunState end(Ref ref) {
    return ref.warning() ? RunState.WARNING : end(ref.state());
  }

  static boolean shows(Undo.State state) {
    return state != Undo.State.REGISTERED;
  }

  /** What a worker's result in this state says. */
  static Meaning meaning(RunState told) {
    return switch (told) {
      case RUNNING -> Meaning.ALIVE;
      case SUCCESS, WARNING, SKIPPED -> Meaning.DONE;
      case FAILED, KILLED, CANCELLED -> Meaning.FAILED;
      case CREATED, PAUSED, RESTARTED, KILLING, QUEUED, RETRYING, RETRIED -> Meaning.NOTHING;
    };
  }

  /** What a worker says. */
  enum Meaning {
    ALIVE,
    DONE,
    FAILED,
    NOTHING
  }
}
