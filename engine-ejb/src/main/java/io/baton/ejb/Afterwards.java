package io.baton.ejb;

import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.TurnObserver;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells turns in the order of their commits, but on another thread: a listener may begin a
 * transaction of its own, and a slow one keeps no command waiting.
 */
final class Afterwards implements TurnObserver {
  private static final System.Logger LOG = System.getLogger(Afterwards.class.getName());

  /** What waits above this is not told any more. */
  private static final int MOST = 10_000;

  private final Executor executor;
  private final TurnObserver listener;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean telling;

  Afterwards(Executor executor, TurnObserver listener) {
    this.executor = executor;
    this.listener = listener;
  }

  @Override
  public void committed(CaseId id, WorkflowId workflow, Turn turn) {
    committed(id, workflow, turn, Map.of());
  }

  @Override
  public synchronized void committed(
      CaseId id, WorkflowId workflow, Turn turn, Map<RefId, ActivityName> activities) {
    if (waiting.size() >= MOST) {
      LOG.log(
          System.Logger.Level.WARNING,
          "turn {0} of case {1} is not told to observers: {2} others wait",
          turn.number(),
          id,
          MOST);
      return;
    }
    waiting.add(() -> listener.committed(id, workflow, turn, activities));
    if (!telling) {
      try {
        executor.execute(this::tell);
        telling = true;
      } catch (RejectedExecutionException e) {
        waiting.clear(); // The server stops.
      }
    }
  }

  private void tell() {
    for (Runnable next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "an observer failed: " + e.getMessage(), e);
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable next = waiting.poll();
    telling = next != null;
    return next;
  }
}
