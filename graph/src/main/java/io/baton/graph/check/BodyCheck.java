package io.baton.graph.check;

import io.baton.graph.json.Problem;
import io.baton.graph.model.Body;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import io.baton.port.Definitions;
import java.util.Set;

/** Goes through a graph, body by body and node by node. */
final class BodyCheck {
  private final Graph graph;
  private final ExpressionCheck expressions;
  private final Findings findings;
  private final CallCheck calls;
  private final NodeExpressions nodes;

  BodyCheck(Graph graph, Definitions known, ExpressionCheck expressions, Findings findings) {
    this.graph = graph;
    this.expressions = expressions;
    this.findings = findings;
    this.calls = new CallCheck(graph.name(), known, findings);
    this.nodes = new NodeExpressions(expressions);
  }

  void whole() {
    Shape shape = new Shape(graph.nodes());
    if (body(graph.nodes(), shape, "/nodes")) {
      new ShapeCheck(graph.nodes(), shape, "/nodes", findings).connected();
    }
    new RefNames(findings).check(graph);
    Scope scope = Scope.of(null, shape, Set.of());
    expressions.template(graph.result(), "/result", scope);
    inside(graph.nodes(), "/nodes", scope);
  }

  /** True when nothing is wrong with its edges. */
  private boolean body(Body body, Shape shape, String pointer) {
    int before = findings.problems().size();
    ShapeCheck check = new ShapeCheck(body, shape, pointer, findings);
    check.edges();
    check.cycles();
    check.ways();
    return findings.problems().size() == before;
  }

  private void inside(Body body, String pointer, Scope scope) {
    for (Node node : body.byId().values()) {
      String at = Problem.below(pointer, node.id());
      calls.check(node, at);
      nodes.check(node, at, scope.at(node.id()));
      Body inner = node.body();
      if (inner != null) {
        container(node, inner, at, scope.at(node.id()));
      }
    }
  }

  private void container(Node node, Body body, String pointer, Scope around) {
    Shape shape = new Shape(body);
    String below = Problem.below(pointer, "nodes");
    body(body, shape, below);
    if (node instanceof Node.Race || node instanceof Node.Any) {
      String kind = node instanceof Node.Race ? "A race" : "An any";
      new ShapeCheck(body, shape, below, findings).severalEnds(kind);
    }
    Scope scope = Scope.of(around, shape, roots(node));
    nodes.checkEnd(node, pointer, scope);
    inside(body, below, scope);
  }

  private static Set<String> roots(Node node) {
    if (node instanceof Node.ForEach) {
      return Set.of("item", "index");
    }
    return node instanceof Node.Loop ? Set.of("round") : Set.of();
  }
}
