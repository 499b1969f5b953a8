package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.run.NodeRun.State;
import io.baton.model.Failure;
import io.baton.model.Payload;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a body is: the whole graph, the inside of a container, one item or one round of it. */
final class BodyRun implements Names {
  private final BodyPlan plan;
  private final @Nullable NodeRun owner;
  private final int number;
  private final String prefix;
  private final Map<String, JsonNode> names;
  private final Map<String, NodeRun> nodes = new HashMap<>();
  private final int[] place;

  /** How many nodes have not ended. */
  int left;

  private @Nullable Failure failure;

  /** Of a race: the node that decided it. */
  @Nullable NodeRun winner;

  /**
   * @param owner the container; null for the whole graph
   * @param number of the item or round
   * @param names what expressions see in here and not around it
   */
  BodyRun(
      BodyPlan plan,
      @Nullable NodeRun owner,
      int number,
      String prefix,
      Map<String, JsonNode> names) {
    this.plan = plan;
    this.owner = owner;
    this.number = number;
    this.prefix = prefix;
    this.names = names;
    this.left = plan.size();
    this.place = owner == null ? new int[0] : placeIn(owner.place(), number);
  }

  private static int[] placeIn(int[] around, int number) {
    int[] place = Arrays.copyOf(around, around.length + 1);
    place[around.length] = number;
    return place;
  }

  /** Where it is in the graph's text, so that whoever looks finds the same order. */
  int[] place() {
    return place;
  }

  int[] placeOf(NodePlan node) {
    return placeIn(place, node.number());
  }

  BodyPlan plan() {
    return plan;
  }

  @Nullable NodeRun owner() {
    return owner;
  }

  int number() {
    return number;
  }

  /** How the ids of its nodes' refs begin. */
  String prefix() {
    return prefix;
  }

  /** Made when it is first asked for: most nodes of a large graph are far away. */
  NodeRun node(NodePlan node) {
    return nodes.computeIfAbsent(node.node().id(), id -> new NodeRun(node, this));
  }

  /** True when nothing in it is begun any more. */
  boolean closed() {
    if (failure != null || winner != null) {
      return true;
    }
    return owner != null && (owner.failure != null || owner.ended() || owner.in.closed());
  }

  /** With one item or round the whole container fails. */
  void fail(@Nullable Failure why) {
    failure = why;
    if (owner != null && owner.failure == null) {
      owner.failure = why;
    }
  }

  /** Why the body failed; null while it has not. */
  @Nullable Failure failure() {
    return failure;
  }

  /**
   * @return null when nothing was told of it yet
   */
  @Nullable NodeRun known(String id) {
    return nodes.get(id);
  }

  Payload result() {
    Filling wanted = plan.result();
    if (wanted != null) {
      return wanted.payload(this);
    }
    if (plan.ends().size() == 1) {
      return new Payload(value(plan.ends().get(0)));
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (NodePlan end : plan.ends()) {
      if (nodes.containsKey(end.node().id()) && node(end).state == State.OK) {
        all.set(end.node().id(), value(end));
      }
    }
    return new Payload(all);
  }

  private JsonNode value(NodePlan end) {
    Payload value = node(end).value;
    return value == null ? NullNode.getInstance() : value.json();
  }

  @Override
  public @Nullable Object get(String name) {
    if (name.equals("results")) {
      return (Members) this::resultOf;
    }
    if (name.equals("errors")) {
      return (Members) this::errorOf;
    }
    JsonNode here = names.get(name);
    return here != null || owner == null ? here : owner.in.get(name);
  }

  @Nullable JsonNode resultOf(String id) {
    NodeRun run = nodes.get(id);
    if (run != null && run.state == State.OK && run.value != null) {
      return run.value.json();
    }
    return owner == null || plan.node(id) != null ? null : owner.in.resultOf(id);
  }

  private @Nullable JsonNode errorOf(String id) {
    NodeRun run = nodes.get(id);
    if (run != null && run.state == State.FAILED && run.failure != null) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("type", run.failure.type())
          .put("message", run.failure.message())
          .put("category", run.failure.category().name());
    }
    return owner == null || plan.node(id) != null ? null : owner.in.errorOf(id);
  }
}
