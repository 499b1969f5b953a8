package io.baton.compensation;

import io.baton.model.CaseId;
import io.baton.model.Undo;
import io.baton.model.Undo.State;
import io.baton.port.UndoPlan;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes effects back strictly in the reverse of the order in which they happened: the next undo
 * starts when the one before is done. An undo is tried as often as its own policy says; then the
 * case waits for an operator, because a skipped undo would be an effect without a case.
 */
public final class ReverseOrder implements UndoPlan {
  @Override
  public List<Undo> next(List<Undo> list) {
    for (int i = list.size() - 1; i >= 0; i--) {
      Undo newest = list.get(i);
      if (newest.state() == State.RUNNING) {
        return List.of();
      }
      if (newest.state() == State.REGISTERED) {
        return List.of(newest);
      }
    }
    return List.of();
  }

  @Override
  public Optional<Duration> afterFailure(CaseId of, Undo failed, RetryPolicy policy) {
    return policy.afterAttempt(failed.attempt(), of + "/" + failed.ref() + "/undo");
  }
}
