package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.UndoOrder;
import io.baton.graph.messages.Opening;
import io.baton.graph.model.Body;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import io.baton.graph.model.NodeIds;
import io.baton.graph.model.UndoRule;
import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.Event;
import io.baton.model.Event.Move;
import io.baton.model.Failure;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.port.Definitions;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.ActivitySpec.UndoSpec;
import io.baton.workflow.Decision;
import io.baton.workflow.Migration;
import io.baton.workflow.Program;
import io.baton.workflow.RetryPolicy;
import io.baton.workflow.Room;
import io.baton.workflow.Room.WhenFull;
import jakarta.el.ELException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A graph as a program: what ended makes due what comes after it. Everything follows from the
 * case's journal; what was worked out for an earlier turn is used again while the case is in
 * memory.
 */
public final class GraphProgram implements Program {
  private final Graph graph;
  private final BodyPlan plan;
  private final NodeSpecs specs;
  private final Set<String> services = new TreeSet<>();

  /**
   * @param application knows the activities that the graph calls
   * @throws IllegalArgumentException when the graph has an expression or an edge that is none
   */
  public GraphProgram(Graph graph, Definitions application) {
    this.graph = graph;
    this.plan = new BodyPlan(graph.nodes(), graph.result());
    this.specs = new NodeSpecs(graph, application);
    addServices(graph.nodes(), services);
  }

  public Graph graph() {
    return graph;
  }

  @Override
  public Decision decide(Case now) {
    try {
      return follow(now);
    } catch (GraphError | ELException | IllegalArgumentException e) {
      return new Decision.Park(
          new Failure(Failure.Category.FATAL, "GraphError", String.valueOf(e.getMessage())));
    }
  }

  private Decision follow(Case now) {
    Tokens tokens = tokens(now);
    if (now.cancelReason() != null) {
      Failure cancelled = new Failure(Failure.Category.CANCELLED, "CancelCase", now.cancelReason());
      return new Decision.Fail(undosOfWhole(now, tokens.root(), graph.undo()), cancelled);
    }
    Closing closing = new Closing(now, tokens, this);
    Optional<Decision> end = closing.close();
    if (end.isPresent()) {
      return end.get();
    }
    Asking asking = new Asking(now, this, closing.moves());
    tokens.unlimited().forEach(asking::limit);
    tokens.ready().forEach(asking::ask);
    List<Move> moves = closing.moves();
    boolean again = closing.again() || asking.again();
    return new Decision.Continue(List.copyOf(moves), again);
  }

  private Tokens tokens(Case now) {
    Tokens tokens =
        now.memo(Tokens.class)
            .filter(kept -> kept.isOf(plan))
            .orElseGet(() -> new Tokens(plan, now));
    tokens.follow(now);
    now.keepMemo(tokens);
    return tokens;
  }

  /** For those who want everything back that was begun in {@code body}, completed or not. */
  List<Move> undosOfWhole(Case now, BodyRun body, UndoRule rule) {
    List<Move> moves = new ArrayList<>();
    if (rule.scope() == UndoRule.Scope.WHOLE) {
      for (Ref ref : now.refs()) {
        boolean unfinished = ref.state() != Ref.State.OK && now.undo(ref.id()).isEmpty();
        if (unfinished
            && ref.id().value().startsWith(body.prefix())
            && ref.awaited() instanceof Awaited.Activity begun) {
          activity(now, ref.id(), begun.activity())
              .ifPresent(spec -> moves.addAll(registered(ref.id(), spec, begun)));
        }
      }
    }
    return moves;
  }

  private static List<Move> registered(RefId ref, ActivitySpec spec, Awaited.Activity begun) {
    List<Move> moves = new ArrayList<>();
    for (UndoSpec call : spec.undoing().calls()) {
      RefId key = ref.undo(moves.size() + 1);
      moves.add(new Event.UndoRegistered(key, call.name(), call.args(begun.args(), null)));
    }
    return moves;
  }

  @Override
  public Migration takeOver(Case now, Program older, Map<String, String> nodes) {
    return older instanceof GraphProgram program
        ? new TakingOver(now, this, new NodeMapping(program.graph, graph, nodes)).migration()
        : new Migration.Refused("a case of a class does not go on as a graph");
  }

  /** True when this can tell how the effect at {@code ref} is taken back. */
  boolean canUndo(RefId ref, ActivityName undo) {
    Node node = node(ref.effect());
    boolean here = node != null && specs.of(node, undo, () -> name -> null).isPresent();
    return here || specs.isKnown(undo);
  }

  /** How long the node's work may go without an answer; null when nothing is said of it. */
  @Nullable Duration timeout(Node node) {
    return specs.timeout(node);
  }

  @Override
  public Optional<Room> room() {
    return Optional.ofNullable(graph.concurrency())
        .map(limit -> new Room(limit.limit(), WhenFull.valueOf(limit.whenFull().name())));
  }

  /** Not of a case that a service opened: nobody would tell of its first step again. */
  @Override
  public Optional<RetryPolicy> retryOfCase(Case now) {
    return Optional.ofNullable(graph.retryCase())
        .filter(again -> Opening.of(now.input()).isEmpty())
        .map(again -> NodeSpecs.policy(again, NodeSpecs.ORDINARY));
  }

  @Override
  public int chain() {
    return graph.chain();
  }

  @Override
  public boolean allowsFailureOf(RefId ref) {
    Node node = node(ref);
    return node != null && node.common().allowFailure();
  }

  @Override
  public boolean opensWith(ActivityName activity) {
    return plan.begins().stream()
        .map(NodePlan::node)
        .anyMatch(node -> node instanceof Node.Task && activity.equals(NodeSpecs.name(node)));
  }

  /** Those of its task nodes, wherever they stand. */
  @Override
  public Set<String> services() {
    return Collections.unmodifiableSet(services);
  }

  private static void addServices(Body body, Set<String> services) {
    for (Node node : body.byId().values()) {
      if (node instanceof Node.Task task) {
        services.add(task.task().service());
      }
      Body inside = node.body();
      if (inside != null) {
        addServices(inside, services);
      }
    }
  }

  @Override
  public UndoOrder undoOrder() {
    return graph.undo().order();
  }

  @Override
  public Optional<ActivitySpec> activity(Case now, RefId ref, ActivityName name) {
    RefId effect = ref.effect();
    Node node = node(effect);
    if (node == null) {
      return Optional.empty();
    }
    return specs.of(node, name, () -> names(now, effect));
  }

  /** What the node's expressions see once it has ended, its own result included. */
  private Names names(Case now, RefId ref) {
    Tokens tokens = now.memo(Tokens.class).filter(kept -> kept.isOf(plan)).orElse(null);
    BodyRun around = (tokens == null ? tokens(now) : tokens).bodyOf(ref);
    String id = NodeIds.last(ref.value());
    NodeRun run = around.run(ref);
    Names before = run == null ? around : run;
    return name ->
        name.equals("results")
            ? (Names.Members)
                of ->
                    of.equals(id)
                        ? now.ref(ref).map(GraphProgram::json).orElse(null)
                        : run == null ? around.resultOf(of) : run.resultOf(of)
            : before.get(name);
  }

  private static @Nullable JsonNode json(Ref ref) {
    return ref.value() == null ? null : ref.value().json();
  }

  /** The node whose ref this is; null when there is none. */
  @Nullable Node node(RefId ref) {
    Body body = graph.nodes();
    Node node = null;
    boolean numberNext = false;
    for (String part : ref.value().split("\\.", -1)) {
      if (numberNext) {
        numberNext = false;
        continue;
      }
      node = body == null ? null : body.byId().get(NodeIds.of(part));
      if (node == null) {
        return null;
      }
      body = node.body();
      numberNext = node instanceof Node.ForEach || node instanceof Node.Loop;
    }
    return node;
  }
}
