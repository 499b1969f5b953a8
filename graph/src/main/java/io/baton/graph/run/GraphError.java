package io.baton.graph.run;

/** The graph cannot go on with this case: its definition is at fault, not the work. */
final class GraphError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GraphError(String message) {
    super(message);
  }
}
