package io.baton.graph.check;

import io.baton.api.UndoOrder;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Body;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import java.util.ArrayList;
import java.util.List;

/** Where a graph goes by another rule than workflow code would, because it says nothing else. */
final class OtherThanScripts {
  private static final String ORDER =
      "%s is taken back in CAUSAL order, against the edges; workflow code takes back in REVERSE order, newest first.";
  private static final String UNKNOWN =
      "A task that failed is not taken back itself, also when nobody knows whether it was done, unless 'undoWhenUnknown' says so; workflow code takes back what a REMOTE activity may have done.";

  private final Graph graph;
  private final List<Problem> notices = new ArrayList<>();

  private OtherThanScripts(Graph graph) {
    this.graph = graph;
  }

  static List<Problem> of(Graph graph) {
    OtherThanScripts other = new OtherThanScripts(graph);
    if (graph.undo().order() == UndoOrder.CAUSAL) {
      other.notices.add(new Problem("/undo/order", ORDER.formatted("A case that fails")));
    }
    other.sagas(graph.nodes(), "/nodes");
    if (other.forgets(graph.nodes())) {
      other.notices.add(new Problem("/defaults/undoWhenUnknown", UNKNOWN));
    }
    return other.notices;
  }

  private void sagas(Body body, String pointer) {
    for (Node node : body.byId().values()) {
      String at = Problem.below(pointer, node.id());
      if (node instanceof Node.Saga saga && saga.undo().order() == UndoOrder.CAUSAL) {
        notices.add(new Problem(at + "/undoRule/order", ORDER.formatted("What is in a saga")));
      }
      Body inside = node.body();
      if (inside != null) {
        sagas(inside, Problem.below(at, "nodes"));
      }
    }
  }

  /** True when there is a task with an undo that is not done when its outcome is unknown. */
  private boolean forgets(Body body) {
    return body.byId().values().stream().anyMatch(this::forgets);
  }

  private boolean forgets(Node node) {
    Body inside = node.body();
    if (inside != null) {
      return forgets(inside);
    }
    Node.Common common = node.common();
    Boolean own = common.undoWhenUnknown();
    boolean told = own == null ? graph.defaults().undoWhenUnknown() : own;
    return node instanceof Node.Task && common.undo() != null && !common.undo().isEmpty() && !told;
  }
}
