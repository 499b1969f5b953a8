package io.baton.graph.flume;

import static io.baton.graph.json.Problems.at;

import io.baton.graph.json.Problems;
import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.Order;
import java.util.List;

/** What a drawing cannot say is refused: drawn without it, the graph would be another one. */
final class Drawable {
  private static final String NODES = "/nodes";

  private Drawable() {}

  static void check(Body body, Problems problems) {
    body.byId().values().forEach(node -> check(node, body, problems));
    List<String> cycle = Order.of(body).cycle();
    if (!cycle.isEmpty()) {
      problems.add(NODES, "There is a cycle: %s.".formatted(String.join(" -> ", cycle)));
    }
  }

  private static void check(Node node, Body body, Problems problems) {
    String pointer = at(NODES, node.id());
    if (!(node instanceof Node.Task task)) {
      problems.add(at(pointer, "kind"), "Only tasks can be drawn.");
      return;
    }
    if (!Selection.canShow(task.task())) {
      problems.add(
          at(pointer, "service"),
          "'%s' has capital letters, which a drawing loses.".formatted(task.task().service()));
    }
    if (task.data() != null) {
      problems.add(at(pointer, "data"), "A drawing has no place for data.");
    }
    if (task.task().destination() != null) {
      problems.add(at(pointer, "destination"), "A drawing has no place for a destination.");
    }
    if (task.task().group() != null) {
      problems.add(at(pointer, "group"), "A drawing has no place for a group.");
    }
    checkOrder(node.common(), pointer, body, problems);
  }

  private static void checkOrder(Node.Common common, String pointer, Body body, Problems problems) {
    if (common.join() != Join.ALL && common.after().size() > 1) {
      problems.add(at(pointer, "join"), "A drawing has no other join than ALL.");
    }
    if (common.when() != null) {
      problems.add(at(pointer, "when"), "A drawing has no place for a condition.");
    }
    for (int i = 0; i < common.after().size(); i++) {
      Edge edge = common.after().get(i);
      if (!edge.isPlain()) {
        problems.add(
            at(pointer, "after", i),
            "A drawing has only edges without a condition, after success.");
      }
      if (!body.byId().containsKey(edge.node())) {
        problems.add(at(pointer, "after", i), "There is no node '%s'.".formatted(edge.node()));
      }
    }
  }
}
