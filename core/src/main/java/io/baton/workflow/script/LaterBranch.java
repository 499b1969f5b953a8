package io.baton.workflow.script;

import io.baton.api.Later;
import io.baton.model.RefId;
import org.jspecify.annotations.Nullable;

/** A branch that goes on beside the one that began it. */
final class LaterBranch<T extends @Nullable Object, X extends Exception> implements Later<T, X> {
  private final RefId branch;
  private final Part<T> part;
  private final boolean toldToEnd;

  /** Made where the branch begins, so that a cancellation around it is known to have reached it. */
  LaterBranch(Replay replay, RefId branch, Part<T> part) {
    this.branch = branch;
    this.part = part;
    this.toldToEnd = replay.isCancellationOwed();
  }

  @Override
  public T await() throws X {
    Replay replay = Replay.current();
    replay.waitFor("branch " + branch, !part.pending(), part.clock());
    replay.strand().join(part.strand());
    return part.<X>get();
  }

  @Override
  public void cancel() {
    Replay replay = Replay.current();
    replay.checkRuns();
    end(replay);
  }

  /** Cancels it unless it has ended, and waits for its clean-up. */
  void end(Replay replay) {
    if (!part.pending()) {
      return;
    }
    if (!toldToEnd && !replay.isCancelled(branch)) {
      replay.cancel(branch);
    }
    throw replay.strand().suspend("end of branch " + branch);
  }
}
