package io.baton.model;

import io.baton.api.UndoOrder;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A part of the compensation list that the workflow wants done before it goes on.
 *
 * @param scope the ref of the fork or saga that asked
 * @param branches the entries whose refs are one of these, or below one
 */
public record UndoRequest(RefId scope, UndoOrder order, List<RefId> branches) {
  public UndoRequest {
    branches = List.copyOf(branches);
  }

  UndoRequest renamed(UnaryOperator<RefId> to) {
    return new UndoRequest(to.apply(scope), order, branches.stream().map(to).toList());
  }

  public boolean covers(Undo undo) {
    RefId effect = undo.ref().effect();
    return branches.stream().anyMatch(branch -> effect.equals(branch) || effect.isBelow(branch));
  }
}
