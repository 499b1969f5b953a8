package io.baton.graph.check;

import io.baton.graph.model.Node;
import io.baton.graph.model.UndoCall;
import io.baton.model.ActivityName;
import io.baton.port.Definitions;
import java.util.List;

/** Whether what a node calls is there and takes what it is given. */
final class CallCheck {
  private final String graph;
  private final Definitions known;
  private final Findings findings;

  CallCheck(String graph, Definitions known, Findings findings) {
    this.graph = graph;
    this.known = known;
    this.findings = findings;
  }

  void check(Node node, String at) {
    if (node instanceof Node.Activity n) {
      takes(n.activity(), at + "/activity", at + "/args", n.args().size(), 0);
    } else if (node instanceof Node.Child n
        && !n.workflow().equals(graph)
        && known.versions(n.workflow()).isEmpty()) {
      findings.warning(
          at + "/workflow", "No workflow '%s' is known here up to now.".formatted(n.workflow()));
    }
    withoutEffect(node, at);
    List<UndoCall> undo = node.common().undo();
    for (int i = 0; undo != null && i < undo.size(); i++) {
      undo(node, undo.get(i), at + "/undo/" + i);
    }
  }

  private void withoutEffect(Node node, String at) {
    if (node instanceof Node.Activity || node instanceof Node.Task) {
      return;
    }
    if (node.common().undo() != null) {
      idle(at, "undo", "activities and tasks");
    }
    if (node.common().retry() != null) {
      idle(at, "retry", "activities and tasks");
    }
    if (node.common().timeout() != null && !(node instanceof Node.Signal)) {
      idle(at, "timeout", "activities, tasks and signals");
    }
  }

  private void idle(String at, String member, String kinds) {
    findings.warning(at + "/" + member, "'%s' is for %s only.".formatted(member, kinds));
  }

  private void undo(Node node, UndoCall call, String at) {
    if (call.activity() == null) {
      return;
    }
    boolean isShort = call.args() == null && call.retry() == null;
    String name = isShort ? at : at + "/activity";
    if (call.args() != null) {
      takes(call.activity(), name, at + "/args", call.args().size(), 0);
    } else if (node instanceof Node.Activity n) {
      takes(call.activity(), name, name, n.args().size(), 1);
    } else {
      isThere(call.activity(), name);
    }
  }

  /**
   * @param more how many arguments may be added to those given
   */
  private void takes(String activity, String at, String argsAt, int given, int more) {
    if (!isThere(activity, at)) {
      return;
    }
    int takes = known.arity(new ActivityName(activity)).orElse(given);
    if (takes < given || takes > given + more) {
      findings.problem(
          argsAt,
          "%s takes %s, %d %s given."
              .formatted(activity, arguments(takes), given, given == 1 ? "is" : "are"));
    }
  }

  private static String arguments(int count) {
    return count == 1 ? "1 argument" : count + " arguments";
  }

  private boolean isThere(String activity, String at) {
    try {
      boolean there = known.activity(new ActivityName(activity)).isPresent();
      if (!there) {
        findings.problem(at, "There is no activity '%s'.".formatted(activity));
      }
      return there;
    } catch (IllegalArgumentException e) {
      findings.problem(at, e.getMessage() + ".");
      return false;
    }
  }
}
