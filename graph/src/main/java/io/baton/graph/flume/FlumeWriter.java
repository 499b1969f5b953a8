package io.baton.graph.flume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.json.Problems;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import io.baton.graph.model.NodeIds;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a drawing of a graph: what was drawn before stays as far as it is still true. */
final class FlumeWriter {
  private final Graph graph;
  private final Columns columns;

  FlumeWriter(Graph graph) {
    this.graph = graph;
    this.columns = new Columns(graph.nodes());
  }

  ObjectNode write() {
    Problems problems = new Problems();
    Drawable.check(graph.nodes(), problems);
    problems.throwIfAny();
    ObjectNode nodes = JsonNodeFactory.instance.objectNode();
    nodes().values().forEach(node -> nodes.set(node.path("id").asText(), node));
    return Layouts.whole(nodes, graph.layout());
  }

  /** The editor's nodes by the ids of the graph, which can be drawn. */
  Map<String, ObjectNode> nodes() {
    Map<String, ObjectNode> drawn = new LinkedHashMap<>();
    graph.nodes().byId().values().forEach(node -> drawn.put(node.id(), draw(node)));
    new Wiring(graph.nodes(), drawn).wire();
    return drawn;
  }

  private ObjectNode draw(Node node) {
    ObjectNode before = Layouts.drawn(node.common().layout());
    ObjectNode drawn =
        before != null && isOf(node, before) ? completed(node, before) : columns.place(node.id());
    if (node instanceof Node.Task task) {
      Selection.write(task.task(), drawn);
    }
    return drawn;
  }

  /** A node that was copied has the other one's layout. */
  private static boolean isOf(Node node, ObjectNode drawn) {
    return !drawn.has("id") || NodeIds.fitting(drawn.path("id").asText()).equals(node.id());
  }

  private static ObjectNode completed(Node node, ObjectNode before) {
    ObjectNode drawn = Columns.unplaced(node.id());
    JsonNode connections = before.path("connections");
    if (!connections.path("inputs").isObject() || !connections.path("outputs").isObject()) {
      before.remove("connections");
    }
    if (!before.path("inputData").isObject()) {
      before.remove("inputData");
    }
    return drawn.setAll(before);
  }
}
