package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.baton.graph.model.Node;
import io.baton.graph.model.NodeIds;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.RefId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a node of a case is. A node of join EACH has one of these for each time that it is begun,
 * and one that stands for them all.
 */
final class NodeRun implements Names {
  /** WAITING, then the others. */
  enum State {
    WAITING,
    /** It is due and not asked for yet. */
    READY,
    /** It is awaited. */
    OPEN,
    OK,
    FAILED,
    SKIPPED,
    CANCELLED
  }

  final NodePlan plan;
  final BodyRun in;
  final RefId ref;

  /** The one that stands for them all; itself for most. */
  final NodeRun group;

  State state = State.WAITING;
  @Nullable Payload value;
  @Nullable Failure failure;

  /** It failed, and counts as done all the same. */
  boolean allowed;

  /** Edges to it that are neither taken nor dead yet. */
  int unresolved;

  /** Something before it failed and was passed over. */
  boolean doomed;

  /** Its join has let it through. */
  boolean due;

  /** Whose edge was the newest that was taken; null for none. */
  @Nullable NodeRun giver;

  /** Of join EACH: those that were begun. */
  final List<NodeRun> instances = new ArrayList<>();

  /** Of a container: bodies that are followed, by item or round; 0 for the only one. */
  final Map<Integer, BodyRun> bodies = new LinkedHashMap<>();

  /** Of a forEach: its items, how many of them were begun, and how many are done. */
  @Nullable JsonNode items;

  int begun;
  int done;

  /** Number of the event that ended it, 0 for one that was skipped. */
  long endedAs;

  NodeRun(NodePlan plan, BodyRun in) {
    this.plan = plan;
    this.in = in;
    this.ref = new RefId(in.prefix() + plan.node().id());
    this.group = this;
    this.unresolved = plan.edgesBefore();
  }

  /** One more of {@code group}, because {@code giver} ended. */
  NodeRun(NodeRun group, NodeRun giver) {
    this.plan = group.plan;
    this.in = group.in;
    this.ref = new RefId(group.ref + "~" + giver.ref.value().substring(in.prefix().length()));
    this.group = group;
    this.giver = giver;
  }

  int[] place() {
    return in.placeOf(plan);
  }

  boolean ended() {
    return state.compareTo(State.OPEN) > 0;
  }

  /** The timer that bounds it, if something does. */
  RefId limit() {
    return new RefId(NodeIds.limit(ref.value()));
  }

  /** True when all in it has ended well, but is not told yet. */
  boolean isOver() {
    if (items != null) {
      return done == items.size();
    }
    return !(plan.node() instanceof Node.Loop)
        && bodies.values().stream().anyMatch(body -> body.left == 0 || body.winner != null);
  }

  @Nullable JsonNode result() {
    return state == State.OK && value != null ? value.json() : null;
  }

  @Nullable JsonNode error() {
    return state == State.FAILED && failure != null
        ? JsonNodeFactory.instance
            .objectNode()
            .put("type", failure.type())
            .put("message", failure.message())
            .put("category", failure.category().name())
        : null;
  }

  // What expressions see

  /** As its body does, but of those nodes of join EACH that led here, the run that did. */
  @Override
  public @Nullable Object get(String name) {
    return get(name, giverOfThisOne());
  }

  private @Nullable NodeRun giverOfThisOne() {
    return group == this ? null : giver;
  }

  private @Nullable Object get(String name, @Nullable NodeRun led) {
    return switch (name) {
      case "results" -> (Members) id -> resultOf(id, led);
      case "errors" -> (Members) id -> errorOf(id, led);
      default -> in.get(name);
    };
  }

  /** What the guards of its edges see: itself, too. */
  Names onceEnded() {
    return group == this ? in : name -> get(name, this);
  }

  @Nullable JsonNode resultOf(String id) {
    return resultOf(id, giverOfThisOne());
  }

  @Nullable JsonNode errorOf(String id) {
    return errorOf(id, giverOfThisOne());
  }

  private @Nullable JsonNode resultOf(String id, @Nullable NodeRun led) {
    NodeRun before = onTheWay(id, led);
    return before == null ? in.resultOf(id) : before.result();
  }

  private @Nullable JsonNode errorOf(String id, @Nullable NodeRun led) {
    NodeRun before = onTheWay(id, led);
    return before == null ? in.errorOf(id) : before.error();
  }

  private static @Nullable NodeRun onTheWay(String id, @Nullable NodeRun led) {
    for (NodeRun run = led; run != null && run.group != run; run = run.giver) {
      if (run.plan.node().id().equals(id)) {
        return run;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return ref + " " + state;
  }
}
