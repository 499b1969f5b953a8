package io.baton.graph.intake;

import static io.baton.graph.json.Problems.at;

import io.baton.graph.json.Problem;
import io.baton.graph.model.Body;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is allowed and worth knowing at deployment. */
public final class Warnings {
  private final Map<String, String> first = new HashMap<>();
  private final List<Problem> warnings = new ArrayList<>();

  private Warnings() {}

  /** Each with a pointer to the node in the graph's baton-graph JSON. */
  public static List<Problem> of(Graph graph) {
    Warnings warnings = new Warnings();
    warnings.hear(graph.nodes(), "/nodes");
    return warnings.warnings;
  }

  private void hear(Body body, String above) {
    for (Node node : body.byId().values()) {
      String pointer = at(above, node.id());
      if (node instanceof Node.Task task) {
        hear(task, pointer);
      }
      Body inside = node.body();
      if (inside != null) {
        hear(inside, at(pointer, "nodes"));
      }
    }
  }

  private void hear(Node.Task node, String pointer) {
    String other = first.putIfAbsent(node.task().activity(), pointer);
    if (other != null) {
      warnings.add(
          new Problem(
              pointer,
              "This node calls %s as %s does: an answer without node id goes to the oldest open request."
                  .formatted(node.task().activity(), other)));
    }
  }
}
