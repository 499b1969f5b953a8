package io.baton.port;

import io.baton.api.UndoOrder;
import io.baton.model.CaseId;
import io.baton.model.Undo;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The order in which effects are taken back, and how stubbornly. */
public interface UndoPlan {
  /**
   * Those entries of the compensation list that are to be started now. Empty while something that
   * must end first is running, and when all are done.
   *
   * @param list the entries in question, in the order in which the effects happened
   */
  List<Undo> next(List<Undo> list, UndoOrder order);

  /** How long to wait before the next try of an undo that failed; empty: park the case. */
  Optional<Duration> afterFailure(CaseId of, Undo failed, RetryPolicy policy);
}
