package io.baton.graph.check;

import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.Retries;
import io.baton.graph.model.UndoCall;
import io.baton.model.ActivityName;
import io.baton.port.Definitions;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Whatever is said has an effect, or is refused. */
  private void withoutEffect(Node node, String at) {
    Node.Common common = node.common();
    if (common.after().isEmpty() && common.join() != Join.ALL) {
      findings.warning(at + "/join", "Nothing comes before this node: there is nothing to join.");
    }
    if (node instanceof Node.Sleep || node instanceof Node.Output) {
      isNone(common.timeout(), at + "/timeout", "'timeout' is for what can take too long.");
      if (common.allowFailure()) {
        findings.problem(at + "/allowFailure", "'allowFailure' is for what can fail.");
      }
    }
    if (node.body() != null && common.allowFailure()) {
      findings.problem(
          at + "/allowFailure",
          "'allowFailure' is not for containers; an edge 'ANY' goes on after one that failed.");
    }
    if (node instanceof Node.Activity || node instanceof Node.Task) {
      undoneWhenUnknown(node, at);
      return;
    }
    isNone(common.undo(), at + "/undo", "'undo' is for activities and tasks only.");
    isNone(
        common.retry(),
        at + "/retry",
        "'retry' is for activities and tasks only; what is to be repeated is a loop.");
    isNone(
        common.undoWhenUnknown(),
        at + "/undoWhenUnknown",
        "'undoWhenUnknown' is for activities and tasks only.");
  }

  private void isNone(@Nullable Object said, String at, String text) {
    if (said != null) {
      findings.problem(at, text);
    }
  }

  private void undoneWhenUnknown(Node node, String at) {
    List<UndoCall> undo = node.common().undo();
    boolean hasNone = undo == null ? node instanceof Node.Task : undo.isEmpty();
    if (hasNone && Boolean.TRUE.equals(node.common().undoWhenUnknown())) {
      findings.warning(at + "/undoWhenUnknown", "This node has no undo that could be done.");
    }
  }

  private void undo(Node node, UndoCall call, String at) {
    if (call.retry() != null && call.retry().then() == Retries.Then.FAIL) {
      findings.problem(
          at + "/retry/then", "An undo whose attempts are used up parks its case, always.");
    }
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
      known
          .obstacle(new ActivityName(activity))
          .ifPresent(why -> findings.problem(at, "'%s': %s.".formatted(activity, why)));
      return there;
    } catch (IllegalArgumentException e) {
      findings.problem(at, e.getMessage() + ".");
      return false;
    }
  }
}
