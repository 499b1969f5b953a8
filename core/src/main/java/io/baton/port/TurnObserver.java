package io.baton.port;

import io.baton.model.CaseId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;

/** Is told of turns once they are committed, at most once each; a dead node tells nobody. */
@FunctionalInterface
public interface TurnObserver {
  void committed(CaseId id, WorkflowId workflow, Turn turn);

  /** Tells this one first, then {@code next}. */
  default TurnObserver and(TurnObserver next) {
    return (id, workflow, turn) -> {
      committed(id, workflow, turn);
      next.committed(id, workflow, turn);
    };
  }
}
