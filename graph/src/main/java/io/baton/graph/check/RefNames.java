package io.baton.graph.check;

import io.baton.graph.json.Problem;
import io.baton.graph.model.Body;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;

/**
 * How long the names become by which a case knows what its nodes wait for, and how often a node
 * that joins nothing is done.
 */
final class RefNames {
  /** What the kernel takes, less a mark for undos. */
  private static final int LONGEST = 190;

  private static final long MOST_TIMES = 10_000;

  /** For a place in a list of 10,000 items. */
  private static final int INDEX = 5;

  private final Findings findings;

  RefNames(Findings findings) {
    this.findings = findings;
  }

  void check(Graph graph) {
    body(graph.nodes(), "/nodes", 0);
  }

  private void body(Body body, String pointer, int prefix) {
    Shape shape = new Shape(body);
    int[] lengths = new int[shape.size()];
    long[] times = new long[shape.size()];
    for (int number : shape.inOrder()) {
      Node node = body.byId().get(shape.id(number));
      if (node != null) {
        lengths[number] = prefix + node.id().length();
        times[number] = 1;
        if (node.common().join() == Join.EACH && !shape.before(number).isEmpty()) {
          lengths[number] +=
              1 + shape.before(number).stream().mapToInt(i -> lengths[i]).max().orElse(0);
          times[number] = shape.before(number).stream().mapToLong(i -> times[i]).sum();
        }
        node(node, Problem.below(pointer, node.id()), lengths[number], times[number]);
      }
    }
  }

  private void node(Node node, String pointer, int length, long times) {
    if (length > LONGEST) {
      findings.problem(
          pointer,
          "With what is around and before it, the id '%s' becomes a name of %d characters in a case, the limit is %d: choose shorter ids."
              .formatted(node.id(), length, LONGEST));
    } else if (times > MOST_TIMES) {
      findings.problem(
          pointer,
          "'%s' would be done up to %d times, once for each way that leads to it; the limit is %d."
              .formatted(node.id(), times, MOST_TIMES));
    } else if (node.body() != null) {
      body(node.body(), Problem.below(pointer, "nodes"), length + 1 + round(node));
    }
  }

  private static int round(Node node) {
    if (node instanceof Node.Loop loop) {
      return String.valueOf(loop.maxRounds()).length() + 1;
    }
    return node instanceof Node.ForEach ? INDEX + 1 : 0;
  }
}
