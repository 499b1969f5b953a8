package io.baton.graph.check;

import io.baton.graph.json.Problem;
import io.baton.graph.model.Body;
import io.baton.graph.model.Node;
import java.util.HashMap;
import java.util.Map;

/** Nodes that call the same function: not every answer says which of them it is for. */
final class SameTasks {
  private final Findings findings;

  /** Where each function was met first. */
  private final Map<String, String> first = new HashMap<>();

  SameTasks(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param above pointer to the nodes
   */
  void check(Body body, String above) {
    for (Node node : body.byId().values()) {
      String pointer = Problem.below(above, node.id());
      if (node instanceof Node.Task task) {
        check(task, pointer);
      }
      Body inside = node.body();
      if (inside != null) {
        check(inside, pointer + "/nodes");
      }
    }
  }

  private void check(Node.Task node, String pointer) {
    String other = first.putIfAbsent(node.task().activity(), pointer);
    if (other != null) {
      findings.warning(
          pointer,
          "This node calls %s, as %s does: an answer without node id goes to the oldest open request."
              .formatted(node.task().activity(), other));
    }
  }
}
