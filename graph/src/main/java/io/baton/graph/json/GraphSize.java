package io.baton.graph.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at how large a graph is before anything that takes time is done with it. */
final class GraphSize {
  private final List<Problem> problems = new ArrayList<>();
  private int nodes;
  private int edges;

  private GraphSize() {}

  static List<Problem> problems(JsonNode graph) {
    GraphSize size = new GraphSize();
    size.count(graph, "", 0);
    if (size.edges > GraphCodec.MAX_EDGES) {
      size.problems.add(
          new Problem(
              "/nodes",
              "The nodes have %d edges and undo calls, the limit is %d."
                  .formatted(size.edges, GraphCodec.MAX_EDGES)));
    }
    if (size.nodes > GraphCodec.MAX_NODES) {
      size.problems.add(
          new Problem(
              "/nodes",
              "The graph has %d nodes, the limit is %d."
                  .formatted(size.nodes, GraphCodec.MAX_NODES)));
    }
    return size.problems;
  }

  /** The text itself is limited in depth, so this comes to an end. */
  private void count(JsonNode container, String pointer, int nesting) {
    if (nesting == GraphCodec.MAX_NESTING + 1) {
      problems.add(
          new Problem(
              pointer,
              "Containers stand in containers more than %d deep."
                  .formatted(GraphCodec.MAX_NESTING)));
    }
    JsonNode inside = container.path("nodes");
    if (!inside.isObject()) {
      return;
    }
    nodes += inside.size();
    String below = Problem.below(pointer, "nodes");
    for (Map.Entry<String, JsonNode> node : inside.properties()) {
      edges += node.getValue().path("after").size() + node.getValue().path("undo").size();
      if (node.getValue().has("nodes")) {
        count(node.getValue(), Problem.below(below, node.getKey()), nesting + 1);
      }
    }
  }
}
