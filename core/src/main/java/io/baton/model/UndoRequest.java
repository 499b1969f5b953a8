package io.baton.model;

import io.baton.api.UndoOrder;
import java.util.List;

/**
 * A part of the compensation list that the workflow wants done before it goes on.
 *
 * @param scope the ref of the fork or saga that asked
 * @param branches the entries whose refs are below one of these
 */
public record UndoRequest(RefId scope, UndoOrder order, List<RefId> branches) {
  public UndoRequest {
    branches = List.copyOf(branches);
  }

  public boolean covers(Undo undo) {
    return branches.stream().anyMatch(branch -> undo.ref().isBelow(branch));
  }
}
