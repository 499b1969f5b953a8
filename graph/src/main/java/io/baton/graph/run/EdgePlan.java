package io.baton.graph.run;

import io.baton.graph.model.Edge;
import io.baton.graph.model.Edge.On;
import io.baton.graph.run.Expressions.Compiled;
import io.baton.model.Failure;
import org.jspecify.annotations.Nullable;

/** That {@code to} comes after {@code from}. */
record EdgePlan(NodePlan from, NodePlan to, On on, @Nullable Compiled when) {
  EdgePlan(NodePlan from, NodePlan to, Edge edge) {
    this(from, to, edge.on(), edge.when() == null ? null : Expressions.compile(edge.when()));
  }

  /**
   * True when the end of {@code from} is the one that this edge waits for.
   *
   * @param failure null when it ended well
   */
  boolean isFor(@Nullable Failure failure) {
    return switch (on) {
      case ANY -> true;
      case SUCCESS -> failure == null;
      case FAILURE -> failure != null;
      case TIMEOUT -> failure != null && failure.category() == Failure.Category.TIMEOUT;
    };
  }
}
