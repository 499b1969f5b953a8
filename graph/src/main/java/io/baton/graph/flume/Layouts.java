package io.baton.graph.flume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What only the editor needs, kept in the layouts of graph and nodes: of a node what the editor has
 * of it and the graph does not; of the graph the comments among the nodes, and what stands around
 * the nodes.
 */
final class Layouts {
  private static final String FLUME = "flume";
  private static final String COMMENTS = "comments";
  private static final String AROUND = "around";

  private Layouts() {}

  static ObjectNode ofNode(ObjectNode drawn) {
    return wrapped(drawn);
  }

  /** What the editor has of a node, or of the graph; null when it was never drawn. */
  static @Nullable ObjectNode drawn(@Nullable JsonNode layout) {
    return layout != null && layout.get(FLUME) instanceof ObjectNode drawn
        ? drawn.deepCopy()
        : null;
  }

  /**
   * @param around null when the nodes are all there is
   */
  static @Nullable ObjectNode ofGraph(ObjectNode comments, @Nullable ObjectNode around) {
    if (comments.isEmpty() && around == null) {
      return null;
    }
    ObjectNode layout = JsonNodeFactory.instance.objectNode();
    if (!comments.isEmpty()) {
      layout.set(COMMENTS, comments);
    }
    if (around != null) {
      layout.set(AROUND, around);
    }
    return wrapped(layout);
  }

  /** The whole drawing: the nodes, and what the graph's layout has. */
  static ObjectNode whole(ObjectNode nodes, @Nullable JsonNode layout) {
    ObjectNode kept = drawn(layout);
    if (kept == null) {
      return nodes;
    }
    if (kept.get(COMMENTS) instanceof ObjectNode comments) {
      comments
          .properties()
          .forEach(comment -> nodes.putIfAbsent(comment.getKey(), comment.getValue()));
    }
    if (!(kept.get(AROUND) instanceof ObjectNode around)) {
      return nodes;
    }
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.set("nodes", nodes);
    return whole.setAll(around);
  }

  private static ObjectNode wrapped(JsonNode layout) {
    return JsonNodeFactory.instance.objectNode().set(FLUME, layout);
  }
}
