package io.baton.graph.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Nodes that are followed together: a whole graph, or the inside of a container.
 *
 * @param byId in the order of the text
 */
public record Body(Map<String, Node> byId) {
  public Body {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
  }
}
