package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
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
final class NodeRun {
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

  /** Edges to it that are neither taken nor dead yet. */
  int unresolved;

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

  @Override
  public String toString() {
    return ref + " " + state;
  }
}
