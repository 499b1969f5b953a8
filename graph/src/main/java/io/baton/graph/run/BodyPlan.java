package io.baton.graph.run;

import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Node;
import io.baton.graph.model.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body as it is followed: edges both ways, expressions read once. Nobody changes it. */
final class BodyPlan {
  private final Map<String, NodePlan> byId = new LinkedHashMap<>();
  private final List<NodePlan> begins;
  private final List<NodePlan> ends;
  private final @Nullable Filling result;
  private final boolean leavesSomething;

  BodyPlan(Body body, @Nullable Template result) {
    body.byId().values().forEach(node -> byId.put(node.id(), new NodePlan(node, byId.size())));
    for (NodePlan to : byId.values()) {
      for (Edge edge : to.node().common().after()) {
        NodePlan from = byId.get(edge.node());
        if (from == null) {
          throw new IllegalArgumentException(to + " comes after " + edge.node() + ", which is not");
        }
        from.addAfter(new EdgePlan(from, to, edge));
      }
    }
    begins = byId.values().stream().filter(node -> node.edgesBefore() == 0).toList();
    ends = byId.values().stream().filter(node -> node.after().isEmpty()).toList();
    this.result = result == null ? null : Filling.of(result);
    leavesSomething = byId.values().stream().anyMatch(BodyPlan::leavesSomething);
  }

  @Nullable NodePlan node(String id) {
    return byId.get(id);
  }

  int size() {
    return byId.size();
  }

  /** Those that come after nothing. */
  List<NodePlan> begins() {
    return begins;
  }

  /** Those that nothing comes after. */
  List<NodePlan> ends() {
    return ends;
  }

  private static boolean leavesSomething(NodePlan node) {
    return node.leaves() || (node.body() != null && node.body().leavesSomething());
  }

  /** True when something in it may still be under way when all in it has ended. */
  boolean leavesSomething() {
    return leavesSomething;
  }

  /** Null when the ends' results are the result. */
  @Nullable Filling result() {
    return result;
  }

  static @Nullable BodyPlan inside(Node node) {
    Body body = node.body();
    return body == null ? null : new BodyPlan(body, result(node));
  }

  private static @Nullable Template result(Node node) {
    if (node instanceof Node.All all) {
      return all.result();
    }
    if (node instanceof Node.ForEach each) {
      return each.result();
    }
    if (node instanceof Node.Saga saga) {
      return saga.result();
    }
    return node instanceof Node.Loop loop ? loop.result() : null;
  }
}
