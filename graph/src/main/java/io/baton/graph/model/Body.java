package io.baton.graph.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Nodes that are followed together: a whole graph, or the inside of a container.
 *
 * @param byId in the order of the text
 */
public record Body(Map<String, Node> byId) {
  public Body {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
  }

  /**
   * @throws NullPointerException when there is no such node
   */
  public Node node(String id) {
    return Objects.requireNonNull(byId.get(id), id);
  }

  /** The nodes that it begins with, in the order of the text; several of them begin together. */
  public List<String> roots() {
    return byId.values().stream()
        .filter(node -> node.common().after().isEmpty())
        .map(Node::id)
        .toList();
  }
}
