package io.baton.graph.check;

import io.baton.graph.json.Problem;
import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether the nodes of one body hang together. */
final class ShapeCheck {
  private static final int PARTS_NAMED = 5;

  private final Body body;
  private final Shape shape;
  private final String pointer;
  private final Findings findings;

  /**
   * @param pointer of the body's {@code nodes}
   */
  ShapeCheck(Body body, Shape shape, String pointer, Findings findings) {
    this.body = body;
    this.shape = shape;
    this.pointer = pointer;
    this.findings = findings;
  }

  void edges() {
    for (Node node : body.byId().values()) {
      Set<Edge> told = new HashSet<>();
      List<Edge> after = node.common().after();
      for (int i = 0; i < after.size(); i++) {
        edge(node, after.get(i), edgePointer(node.id(), i), told);
      }
    }
  }

  private void edge(Node node, Edge edge, String at, Set<Edge> told) {
    if (edge.node().equals(node.id())) {
      findings.problem(at, "'%s' comes after itself.".formatted(node.id()));
    } else if (!shape.has(edge.node())) {
      findings.problem(at, "There is no node '%s' beside '%s'.".formatted(edge.node(), node.id()));
    } else if (!told.add(edge)) {
      findings.problem(at, "'%s' comes after '%s' twice.".formatted(node.id(), edge.node()));
    } else if (body.node(edge.node()).common().allowFailure()
        && (edge.on() == Edge.On.FAILURE || edge.on() == Edge.On.TIMEOUT)) {
      findings.warning(
          at,
          "The failure of '%s' is allowed and counts for none: this edge is never taken."
              .formatted(edge.node()));
    }
  }

  private String edgePointer(String node, int index) {
    return Problem.below(pointer, node) + "/after/" + index;
  }

  void cycles() {
    for (List<String> cycle : Cycles.of(shape)) {
      String first = cycle.get(0);
      String last = cycle.get(cycle.size() - 1);
      List<String> round = new ArrayList<>(cycle);
      round.add(first);
      findings.problem(
          edgePointer(first, indexOfEdge(first, last)),
          "%s is a cycle; what is to be repeated is a loop.".formatted(String.join(" → ", round)));
    }
  }

  private int indexOfEdge(String node, String to) {
    Node from = body.byId().get(node);
    List<Edge> after = from == null ? List.of() : from.common().after();
    return IntStream.range(0, after.size())
        .filter(i -> after.get(i).node().equals(to))
        .findFirst()
        .orElse(0);
  }

  void ways() {
    if (shape.size() == 0) {
      return;
    }
    if (body.byId().values().stream().noneMatch(node -> node.common().after().isEmpty())) {
      findings.problem(pointer, "There is no way in: each node comes after another one.");
    }
    if (ends() == 0) {
      findings.problem(pointer, "There is no way out: after each node comes another one.");
    }
  }

  /**
   * @param kind of the container, with its article
   */
  void severalEnds(String kind) {
    if (ends() == 1) {
      findings.problem(pointer, kind + " needs two ends or more, this one has one.");
    }
  }

  private long ends() {
    return IntStream.range(0, shape.size()).filter(i -> shape.behind(i).isEmpty()).count();
  }

  /** Only of a whole graph: what stands in a container is held together by it. */
  void connected() {
    List<String> parts = shape.parts();
    if (parts.size() > 1) {
      String named = String.join("', '", parts.subList(0, Math.min(PARTS_NAMED, parts.size())));
      findings.problem(
          pointer,
          "The graph is in %d parts that no edge connects, those of '%s'%s. What is to run side by side stands in an 'all'."
              .formatted(parts.size(), named, parts.size() > PARTS_NAMED ? " …" : ""));
    }
  }
}
