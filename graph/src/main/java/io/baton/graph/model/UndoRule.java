package io.baton.graph.model;

import io.baton.api.UndoOrder;

/**
 * How a failed case is taken back.
 *
 * @param order PARALLEL is fire-all
 * @param scope how much is taken back
 */
public record UndoRule(UndoOrder order, Scope scope) {
  public static final UndoRule ORDINARY = new UndoRule(UndoOrder.CAUSAL, Scope.PARTIAL);

  /** Which nodes are taken back. */
  public enum Scope {
    /** Those that completed. */
    PARTIAL,
    /** Those that were begun, completed or not. */
    WHOLE
  }
}
