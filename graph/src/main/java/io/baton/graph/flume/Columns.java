package io.baton.graph.flume;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Order;
import java.util.HashMap;
import java.util.Map;

/** Places nodes that were never drawn: each one right of all that it comes after. */
final class Columns {
  private static final int WIDTH = 200;
  private static final int COLUMN = 300;
  private static final int ROW = 150;

  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, Integer> rows = new HashMap<>();

  Columns(Body body) {
    Map<Integer, Integer> filled = new HashMap<>();
    for (String id : Order.of(body).sorted()) {
      int column =
          body.node(id).common().after().stream()
              .map(Edge::node)
              .mapToInt(before -> columns.getOrDefault(before, 0) + 1)
              .max()
              .orElse(0);
      columns.put(id, column);
      rows.put(id, filled.merge(column, 1, Integer::sum) - 1);
    }
  }

  /** A new node of the editor. */
  ObjectNode place(String id) {
    return unplaced(id)
        .put("x", columns.getOrDefault(id, 0) * COLUMN)
        .put("y", rows.getOrDefault(id, 0) * ROW)
        .put("width", WIDTH);
  }

  /** As {@link #place}, nowhere yet. */
  static ObjectNode unplaced(String id) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", id).put("type", Flume.TYPE);
    ObjectNode connections = node.putObject("connections");
    connections.putObject("inputs");
    connections.putObject("outputs");
    node.putObject("inputData").putObject(Link.Side.INPUTS.port);
    return node;
  }
}
