package io.baton.graph.model;

import org.jspecify.annotations.Nullable;

/**
 * That a node comes after another one of the same body.
 *
 * @param node the id of the node before
 * @param on which end of it counts
 * @param when the edge is dead when this is false; null for no condition
 */
public record Edge(String node, On on, @Nullable Expression when) {
  /** An end of the node before. */
  public enum On {
    SUCCESS,
    /** It failed for good, in whatever way. The failure is handled herewith. */
    FAILURE,
    /** It failed because no answer came in time. */
    TIMEOUT,
    /** It ended in any way, also by failing. */
    ANY
  }

  public static Edge after(String node) {
    return new Edge(node, On.SUCCESS, null);
  }

  /** True for an edge that is written as the mere id. */
  public boolean isPlain() {
    return on == On.SUCCESS && when == null;
  }
}
