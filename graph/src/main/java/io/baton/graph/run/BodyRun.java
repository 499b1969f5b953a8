package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.model.Node;
import io.baton.graph.model.NodeIds;
import io.baton.graph.run.NodeRun.State;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.RefId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Of a race or any: the node that decided it. */
  @Nullable NodeRun winner;

  /** Of a race or any that was decided in an earlier turn: the number of the end that did. */
  @Nullable Integer decidedBy;

  /** Of an any: what failed and was passed over. */
  final List<NodeRun> passedOver = new ArrayList<>();

  /** Of an item or a round: it has ended, whatever goes on in it. */
  boolean over;

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
    if (failure != null || over || (winner != null && !goesOn())) {
      return true;
    }
    return owner != null
        && (owner.failure != null || (owner.ended() && !goesOn()) || owner.in.closed());
  }

  /** True when its other ways go on beside what comes after the container. */
  boolean goesOn() {
    return owner != null && owner.plan.leaves();
  }

  boolean passesOver() {
    return owner != null && owner.plan.node() instanceof Node.Any;
  }

  /**
   * That all ways of an any failed.
   *
   * @return null when none did: all were skipped
   */
  @Nullable Failure allFailed() {
    List<Failure> all =
        passedOver.stream()
            .sorted(Comparator.comparing(NodeRun::place, Arrays::compare))
            .map(run -> run.failure)
            .filter(Objects::nonNull)
            .toList();
    if (all.isEmpty()) {
      return null;
    }
    Failure.Category category = all.get(0).category();
    boolean same = all.stream().allMatch(one -> one.category() == category);
    return new Failure(
        same ? category : Failure.Category.TECHNICAL, "AllFailed", "all ways failed: " + all);
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

  /** The run of a node of this body; null when nothing was told of it yet. */
  @Nullable NodeRun run(RefId ref) {
    NodeRun group = nodes.get(NodeIds.last(ref.value()));
    if (group == null || group.ref.equals(ref)) {
      return group;
    }
    return group.instances.stream().filter(one -> one.ref.equals(ref)).findFirst().orElse(null);
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
    JsonNode given = run == null ? null : run.result();
    if (given != null) {
      return given;
    }
    return owner == null || plan.node(id) != null ? null : owner.resultOf(id);
  }

  @Nullable JsonNode errorOf(String id) {
    NodeRun run = nodes.get(id);
    JsonNode error = run == null ? null : run.error();
    if (error != null) {
      return error;
    }
    return owner == null || plan.node(id) != null ? null : owner.errorOf(id);
  }
}
