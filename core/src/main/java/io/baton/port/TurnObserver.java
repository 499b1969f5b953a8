package io.baton.port;

import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import java.util.Map;

/** Is told of turns once they are committed, at most once each; a dead node tells nobody. */
@FunctionalInterface
public interface TurnObserver {
  void committed(CaseId id, WorkflowId workflow, Turn turn);

  /**
   * @param activities those that the turn's events speak of: of a ref that was settled the
   *     activity, of one that is undone the undo
   */
  default void committed(
      CaseId id, WorkflowId workflow, Turn turn, Map<RefId, ActivityName> activities) {
    committed(id, workflow, turn);
  }

  /** Tells {@code other}, too. */
  default TurnObserver and(TurnObserver other) {
    TurnObserver first = this;
    return new TurnObserver() {
      @Override
      public void committed(CaseId id, WorkflowId workflow, Turn turn) {
        committed(id, workflow, turn, Map.of());
      }

      @Override
      public void committed(
          CaseId id, WorkflowId workflow, Turn turn, Map<RefId, ActivityName> activities) {
        first.committed(id, workflow, turn, activities);
        other.committed(id, workflow, turn, activities);
      }
    };
  }
}
