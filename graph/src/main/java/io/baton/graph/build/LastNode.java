package io.baton.graph.build;

import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.Retries;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the node that was named last. Each throws an IllegalStateException when there is
 * none yet.
 */
public abstract sealed class LastNode<S extends LastNode<S>> permits NodeUndo {
  private final Map<String, NodeDraft> drafts = new LinkedHashMap<>();
  private @Nullable NodeDraft last;

  LastNode() {}

  abstract S self();

  final S add(String id, Function<Node.Common, Node> kind) {
    last = new NodeDraft(id, kind);
    if (drafts.putIfAbsent(id, last) != null) {
      throw new IllegalArgumentException("there are two nodes '" + id + "' side by side");
    }
    return self();
  }

  final Body body() {
    Map<String, Node> nodes = new LinkedHashMap<>();
    drafts.forEach((id, draft) -> nodes.put(id, draft.node()));
    return new Body(nodes);
  }

  final NodeDraft last() {
    if (last == null) {
      throw new IllegalStateException("there is no node yet of which this could be said");
    }
    return last;
  }

  /** It comes after these, when they succeeded. */
  public final S after(String... nodes) {
    return after(Edge.On.SUCCESS, nodes);
  }

  /** It comes after these, when they failed; their failure is handled herewith. */
  public final S afterFailureOf(String... nodes) {
    return after(Edge.On.FAILURE, nodes);
  }

  /** It comes after these, when no answer came in time; their failure is handled herewith. */
  public final S afterTimeoutOf(String... nodes) {
    return after(Edge.On.TIMEOUT, nodes);
  }

  /** It comes after these, however they ended. */
  public final S afterEndOf(String... nodes) {
    return after(Edge.On.ANY, nodes);
  }

  private S after(Edge.On on, String... nodes) {
    for (String node : nodes) {
      last().after.add(new Edge(node, on, null));
    }
    return self();
  }

  /** It comes after this one, when it succeeded and {@code when} holds. */
  public final S afterIf(String node, String when) {
    return after(new Edge(node, Edge.On.SUCCESS, new Expression(when)));
  }

  /** It comes after these. */
  public final S after(Edge... edges) {
    last().after.addAll(List.of(edges));
    return self();
  }

  /** It is due with the first edge that is taken. */
  public final S joinFirst() {
    last().join = Join.FIRST;
    return self();
  }

  /** It is due with each edge that is taken, once more. */
  public final S joinEach() {
    last().join = Join.EACH;
    return self();
  }

  /** It is skipped when this does not hold. */
  public final S when(String expression) {
    last().when = new Expression(expression);
    return self();
  }

  /** It is tried so often, the first time included. */
  public final S attempts(int attempts) {
    return retry(new Retries(attempts, null, null, null, null, null));
  }

  /** How often it is tried, and how long apart. */
  public final S retry(Retries retry) {
    last().retry = retry;
    return self();
  }

  /** How long it may go without an answer or a sign of life. */
  public final S timeout(Duration timeout) {
    last().timeout = Values.duration(timeout);
    return self();
  }

  /** What comes after it goes on as if it had not failed; the case has a warning then. */
  public final S allowFailure() {
    last().allowFailure = true;
    return self();
  }

  /** What people call it. */
  public final S label(String label) {
    last().label = label;
    return self();
  }

  /** Where an editor draws it; any JSON. */
  public final S layout(Object layout) {
    last().layout = Values.json(layout);
    return self();
  }
}
