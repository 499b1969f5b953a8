package io.baton.compensation;

import io.baton.api.UndoOrder;
import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.model.Undo;
import io.baton.model.Undo.State;
import io.baton.port.UndoPlan;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes effects back in the order that is asked for. An undo is tried as often as its own policy
 * says; then the case waits for an operator, because a skipped undo would be an effect without a
 * case.
 */
public final class UndoOrders implements UndoPlan {
  @Override
  public List<Undo> next(List<Undo> list, UndoOrder order) {
    List<Undo> open = list.stream().filter(undo -> !undo.done()).toList();
    List<Undo> due =
        switch (order) {
          case REVERSE -> newest(open);
          case CAUSAL -> open.stream().filter(undo -> nothingFollowed(undo, open)).toList();
          case PARALLEL -> open;
        };
    return due.stream().filter(undo -> undo.state() == State.REGISTERED).toList();
  }

  /** One effect at a time: while its undo runs, it is the newest. */
  private static List<Undo> newest(List<Undo> open) {
    Optional<RefId> effect =
        open.stream()
            .max(Comparator.comparingLong(Undo::doneAs))
            .map(newest -> newest.ref().effect());
    return open.stream()
        .filter(undo -> effect.stream().anyMatch(undo.ref().effect()::equals))
        .toList();
  }

  /** What was begun when this effect was there may have built on it, so it is taken back first. */
  private static boolean nothingFollowed(Undo undo, List<Undo> open) {
    return open.stream().noneMatch(later -> later.begunAs() > undo.doneAs());
  }

  @Override
  public Optional<Duration> afterFailure(CaseId of, Undo failed, RetryPolicy policy) {
    return policy.afterAttempt(failed.attempt(), of + "/" + failed.ref() + "/undo");
  }
}
