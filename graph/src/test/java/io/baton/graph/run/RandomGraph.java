package io.baton.graph.run;

import com.fasterxml.jackson.databind.node.TextNode;
import io.baton.api.OnLoss;
import io.baton.graph.model.Body;
import io.baton.graph.model.Duration8601;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.Template;
import io.baton.graph.model.UndoRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Graphs that chance makes. */
final class RandomGraph {
  private final Random random;
  private final boolean containers;
  private int names;

  RandomGraph(Random random, boolean containers) {
    this.random = random;
    this.containers = containers;
  }

  Graph of(int nodes) {
    return new Graph(
        "g",
        new GraphVersion("1"),
        null,
        Graph.Defaults.NONE,
        UndoRule.ORDINARY,
        null,
        body(nodes, 0),
        null,
        null);
  }

  private Body body(int size, int depth) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      nodes.add(node(common(nodes), depth));
    }
    Map<String, Node> byId = new LinkedHashMap<>();
    nodes.forEach(node -> byId.put(node.id(), node));
    return new Body(byId);
  }

  private Node.Common common(List<Node> before) {
    List<Edge> after = new ArrayList<>();
    if (!before.isEmpty() && random.nextInt(8) > 0) {
      Set<String> chosen = new LinkedHashSet<>();
      int edges = 1 + random.nextInt(3);
      for (int i = 0; i < edges; i++) {
        int back = Math.min(before.size(), 1 + random.nextInt(6));
        chosen.add(before.get(before.size() - back).id());
      }
      chosen.forEach(id -> after.add(edge(id)));
    }
    Join join = random.nextInt(6) == 0 ? Join.FIRST : Join.ALL;
    if (containers && random.nextInt(12) == 0) {
      join = Join.EACH;
    }
    Expression when = random.nextInt(10) == 0 ? condition() : null;
    boolean allow = random.nextInt(8) == 0;
    return new Node.Common(
        "n" + names++, null, after, join, when, null, null, null, null, allow, null);
  }

  /** Some containers and children may not last long. */
  private Node.Common bounded(Node.Common common) {
    Duration8601 timeout =
        random.nextInt(4) == 0 ? new Duration8601(random.nextBoolean() ? "PT30S" : "PT2M") : null;
    return new Node.Common(
        common.id(),
        null,
        common.after(),
        common.join(),
        common.when(),
        null,
        timeout,
        null,
        null,
        null);
  }

  private Edge edge(String id) {
    Edge.On on =
        switch (random.nextInt(12)) {
          case 0 -> Edge.On.FAILURE;
          case 1 -> Edge.On.ANY;
          case 2 -> containers ? Edge.On.TIMEOUT : Edge.On.SUCCESS;
          default -> Edge.On.SUCCESS;
        };
    return new Edge(id, on, random.nextInt(6) == 0 ? condition() : null);
  }

  private Expression condition() {
    return new Expression("${input.n " + (random.nextBoolean() ? ">" : "<=") + " 5}");
  }

  private Node node(Node.Common common, int depth) {
    int kind = containers && depth < 3 ? random.nextInt(16) : 99;
    return kind < 6 ? container(kind, bounded(common), depth) : simple(kind, common);
  }

  private Node container(int kind, Node.Common common, int depth) {
    return switch (kind) {
      case 0 -> new Node.All(common, body(1 + random.nextInt(5), depth + 1), null);
      case 1 ->
          new Node.Saga(common, UndoRule.ORDINARY, body(1 + random.nextInt(5), depth + 1), null);
      case 2 ->
          new Node.ForEach(
              common,
              new Expression("${input.items}"),
              random.nextBoolean() ? 1 + random.nextInt(3) : null,
              body(1 + random.nextInt(3), depth + 1),
              null);
      case 3 ->
          new Node.Loop(
              common,
              new Expression("${round >= input.rounds}"),
              5,
              body(1 + random.nextInt(3), depth + 1),
              null);
      case 4 -> new Node.Race(common, body(2 + random.nextInt(4), depth + 1));
      default -> {
        OnLoss fate = OnLoss.values()[random.nextInt(OnLoss.values().length)];
        yield new Node.Any(common, fate, body(2 + random.nextInt(4), depth + 1));
      }
    };
  }

  private Node simple(int kind, Node.Common common) {
    return switch (kind) {
      case 6 -> new Node.Sleep(common, new Template(TextNode.valueOf("PT1M")), null);
      case 7 -> new Node.Output(common, "t", null, null);
      case 8 -> new Node.Child(bounded(common), "other", null);
      default -> new Node.Activity(common, "U." + common.id(), List.of());
    };
  }
}
