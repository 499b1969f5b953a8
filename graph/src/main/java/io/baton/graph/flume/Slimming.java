package io.baton.graph.flume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Leaves out of the layouts what is drawn the same without it: that is most of a drawing. */
final class Slimming {
  private static final List<String> DRAWN_ANYWAY = List.of("type", "connections", "inputData");

  private final Graph graph;
  private final Map<String, ObjectNode> whole;

  /**
   * @param graph without layouts
   * @param whole what the editor had of each node, by the ids of the graph
   */
  Slimming(Graph graph, Map<String, ObjectNode> whole) {
    this.graph = graph;
    this.whole = whole;
  }

  Graph slim() {
    Map<String, ObjectNode> anyway =
        new FlumeWriter(with(id -> of(whole, id).deepCopy().without(DRAWN_ANYWAY))).nodes();
    Graph slim = with(id -> slim(id, of(whole, id), of(anyway, id)));
    return new FlumeWriter(slim).nodes().equals(whole) ? slim : with(id -> of(whole, id));
  }

  private static ObjectNode of(Map<String, ObjectNode> nodes, String id) {
    return Objects.requireNonNull(nodes.get(id), id);
  }

  private static ObjectNode slim(String id, ObjectNode whole, ObjectNode anyway) {
    ObjectNode slim = whole.deepCopy();
    if (whole.path("id").asText().equals(id)) {
      slim.remove("id");
    }
    for (String member : DRAWN_ANYWAY) {
      if (whole.path(member).equals(anyway.path(member))) {
        slim.remove(member);
      }
    }
    return slim;
  }

  private Graph with(Function<String, ObjectNode> layout) {
    Map<String, Node> byId = new LinkedHashMap<>();
    graph
        .nodes()
        .byId()
        .forEach((id, node) -> byId.put(id, with(node, Layouts.ofNode(layout.apply(id)))));
    return Graph.of(graph.name(), graph.version(), new Body(byId), graph.layout());
  }

  private static Node with(Node node, ObjectNode layout) {
    List<Edge> after = node.common().after();
    return node instanceof Node.Task task
        ? Node.Task.calling(task.task(), node.id(), after, layout)
        : node;
  }
}
