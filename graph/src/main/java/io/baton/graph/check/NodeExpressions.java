package io.baton.graph.check;

import io.baton.graph.model.Edge;
import io.baton.graph.model.Node;
import io.baton.graph.model.Template;
import io.baton.graph.model.UndoCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the expressions of a node stand, and what each of them sees. */
final class NodeExpressions {
  private final ExpressionCheck expressions;

  NodeExpressions(ExpressionCheck expressions) {
    this.expressions = expressions;
  }

  /** Those that are run before the node, and those of its undo. */
  void check(Node node, String at, Scope scope) {
    Node.Common common = node.common();
    for (int i = 0; i < common.after().size(); i++) {
      Edge edge = common.after().get(i);
      expressions.expression(edge.when(), at + "/after/" + i + "/when", scope);
    }
    expressions.expression(common.when(), at + "/when", scope);
    if (node instanceof Node.Activity n) {
      expressions.templates(n.args(), at + "/args", scope);
    } else if (node instanceof Node.Task n) {
      expressions.template(n.data(), at + "/data", scope);
    } else if (node instanceof Node.Sleep n) {
      expressions.template(n.duration(), at + "/duration", scope);
      expressions.template(n.until(), at + "/until", scope);
    } else if (node instanceof Node.Child n) {
      expressions.template(n.input(), at + "/input", scope);
    } else if (node instanceof Node.Output n) {
      expressions.template(n.key(), at + "/key", scope);
      expressions.template(n.value(), at + "/value", scope);
    } else if (node instanceof Node.ForEach n) {
      expressions.expression(n.items(), at + "/items", scope);
    }
    undo(common.undo(), at + "/undo", scope.afterAll());
  }

  private void undo(@Nullable List<UndoCall> undo, String at, Scope scope) {
    for (int i = 0; undo != null && i < undo.size(); i++) {
      UndoCall call = undo.get(i);
      if (call.task() == null) {
        expressions.templates(call.args(), at + "/" + i + "/args", scope);
      } else if (call.args() != null) {
        expressions.template(call.args().get(0), at + "/" + i + "/data", scope);
      }
    }
  }

  /** Those that are run when all in a container has ended. */
  void checkEnd(Node container, String at, Scope inside) {
    if (container instanceof Node.Loop n) {
      expressions.expression(n.until(), at + "/until", inside);
    }
    expressions.template(result(container), at + "/result", inside);
  }

  private static @Nullable Template result(Node container) {
    if (container instanceof Node.All n) {
      return n.result();
    } else if (container instanceof Node.ForEach n) {
      return n.result();
    } else if (container instanceof Node.Saga n) {
      return n.result();
    }
    return container instanceof Node.Loop n ? n.result() : null;
  }
}
