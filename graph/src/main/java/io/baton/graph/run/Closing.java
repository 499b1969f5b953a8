package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.baton.api.OnLoss;
import io.baton.api.UndoOrder;
import io.baton.graph.model.Node;
import io.baton.model.Case;
import io.baton.model.Event;
import io.baton.model.Event.Move;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.Undo;
import io.baton.model.UndoRequest;
import io.baton.workflow.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ends what is at its end: bodies that are done, that failed, or whose race is decided. */
final class Closing {
  private final Case now;
  private final Tokens tokens;
  private final GraphProgram program;
  private final List<Move> moves = new ArrayList<>();

  private final Set<RefId> cancelled = new HashSet<>();

  /** What failed and waits for what was asked for herewith. */
  private final Set<NodeRun> waiting = new HashSet<>();

  /** Of what failed: number of the last end in it. */
  private final Map<NodeRun, Long> ends = new HashMap<>();

  private boolean again;

  Closing(Case now, Tokens tokens, GraphProgram program) {
    this.now = now;
    this.tokens = tokens;
    this.program = program;
  }

  List<Move> moves() {
    return moves;
  }

  /** True when what ends has something begin that is not begun yet. */
  boolean again() {
    return again;
  }

  /**
   * @return the end of the case, if it is there
   */
  Optional<Decision> close() {
    do {
      findFailures();
    } while (failNext());
    tokens.idleLimits().forEach(this::cancel);
    BodyRun root = tokens.root();
    if (root.failure() != null) {
      List<Move> undos = program.undosOfWhole(now, root, program.graph().undo());
      return Optional.of(new Decision.Fail(undos, Objects.requireNonNull(root.failure())));
    }
    if (root.left == 0) {
      return Optional.of(new Decision.Complete(List.of(), root.result()));
    }
    for (BodyRun body : tokens.endedBodies()) {
      NodeRun owner = body.owner();
      if (owner != null && owner.failure == null) {
        closed(body, owner);
      }
    }
    for (NodeRun list : tokens.endedLists()) {
      end(list, "forEach", results(list));
    }
    tokens.dropWhatIsClosed();
    return Optional.empty();
  }

  /**
   * The first that fails of those that wait for it. What comes of it is followed before the next
   * one is looked at, as it was if they failed in different turns.
   *
   * @return false when there is none
   */
  private boolean failNext() {
    for (NodeRun owner : inOrderOfTheirEnds(tokens.failing())) {
      if (waiting.add(owner) && fails(owner)) {
        tokens.follow(now);
        return true;
      }
    }
    return false;
  }

  /** That a container failed is written nowhere, but what it waited for is. */
  private List<NodeRun> inOrderOfTheirEnds(List<NodeRun> failing) {
    return failing.size() < 2
        ? failing
        : failing.stream()
            .sorted(Comparator.comparing(owner -> ends.computeIfAbsent(owner, this::lastEndIn)))
            .toList();
  }

  private long lastEndIn(NodeRun owner) {
    long limit = now.ref(owner.limit()).map(Ref::settledAs).orElse(0L);
    long end = Math.max(limit, now.lastEndIn(owner.ref));
    if (owner.plan.node() instanceof Node.Saga saga) {
      UndoRequest own = new UndoRequest(owner.ref, saga.undo().order(), List.of(owner.ref));
      for (Undo undo : now.undosOf(own)) {
        end = Math.max(end, undo.undoneAs());
      }
    }
    return end;
  }

  /**
   * Bodies that ended, and not well: that is written nowhere, and so is found before anything else.
   */
  private void findFailures() {
    for (BodyRun body : tokens.endedBodies()) {
      NodeRun owner = body.owner();
      Failure why = owner == null || owner.failure != null ? null : failure(body, owner);
      if (why != null) {
        tokens.fail(body, why);
      }
    }
  }

  private static @Nullable Failure failure(BodyRun body, NodeRun owner) {
    if (owner.plan.firstWins()) {
      return body.winner == null ? body.allFailed() : null;
    }
    if (owner.plan.node() instanceof Node.Loop loop
        && body.number() >= loop.maxRounds()
        && !Objects.requireNonNull(owner.plan.condition()).holds(body)) {
      String text =
          "%s: '%s' did not hold after %d rounds"
              .formatted(owner.ref, loop.until().text(), body.number());
      return new Failure(Failure.Category.TECHNICAL, "LoopLimit", text);
    }
    return null;
  }

  private Payload results(NodeRun list) {
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    JsonNode items = Objects.requireNonNull(list.items);
    for (int i = 0; i < items.size(); i++) {
      results.add(now.ref(list.ref.child(i)).map(Ref::value).orElse(Payload.NULL).json());
    }
    return new Payload(results);
  }

  private void end(NodeRun owner, String what, Payload value) {
    note(owner, owner.ref, new Event.ValueNoted(owner.ref, what, value));
  }

  /**
   * @param scope what is below it is forgotten with the note
   */
  private void note(NodeRun owner, RefId scope, Move note) {
    if (Objects.requireNonNull(owner.plan.body()).leavesSomething()) {
      cancelBelow(scope);
    }
    moves.add(note);
    again = true;
  }

  // Ends without a failure

  private void closed(BodyRun body, NodeRun owner) {
    Node node = owner.plan.node();
    if (owner.plan.firstWins()) {
      endFork(body, owner);
    } else if (node instanceof Node.Loop) {
      endRound(body, owner);
    } else if (node instanceof Node.ForEach) {
      RefId item = owner.ref.child(body.number());
      note(owner, item, new Event.ValueNoted(item, "item", body.result()));
    } else {
      end(owner, node instanceof Node.Saga ? "saga" : "all", body.result());
    }
  }

  private void endRound(BodyRun body, NodeRun owner) {
    if (Objects.requireNonNull(owner.plan.condition()).holds(body)) {
      end(owner, "loop", body.result());
    } else {
      note(owner, owner.ref, new Event.FoldAdvanced(owner.ref, body.number(), body.result()));
    }
  }

  private void endFork(BodyRun body, NodeRun owner) {
    String kind = owner.plan.node() instanceof Node.Race ? "race" : "any";
    NodeRun winner = body.winner;
    if (winner == null) {
      end(owner, kind, Payload.NULL); // Every way was skipped.
      return;
    }
    if (now.fork(owner.ref).isEmpty()) {
      int number = body.plan().ends().indexOf(winner.plan);
      moves.add(new Event.ForkDecided(owner.ref, kind, body.plan().ends().size(), number));
      cancel(owner.limit());
      if (!body.goesOn()) {
        cancelBelow(owner.ref);
      }
      again = true;
      return;
    }
    boolean stays = owner.plan.onLoss() != OnLoss.UNDO;
    if (stays || isUndone(owner.ref, program.undoOrder(), losers(owner, winner))) {
      end(owner, kind, winner.value == null ? Payload.NULL : winner.value);
    }
  }

  /** What was done on other ways than the winner's. */
  private List<RefId> losers(NodeRun owner, NodeRun winner) {
    Set<String> way = new HashSet<>();
    addWay(winner.plan.node(), winner.in, way);
    return now.undos().stream()
        .map(undo -> undo.ref().effect())
        .filter(effect -> effect.isBelow(owner.ref))
        .map(effect -> nodeIn(winner.in, effect))
        .filter(node -> !way.contains(node.value().substring(winner.in.prefix().length())))
        .distinct()
        .toList();
  }

  private static void addWay(Node node, BodyRun in, Set<String> way) {
    if (way.add(node.id())) {
      node.common().after().stream()
          .map(edge -> in.plan().node(edge.node()))
          .filter(Objects::nonNull)
          .forEach(before -> addWay(before.node(), in, way));
    }
  }

  /** The node of {@code body} that {@code ref} is, or is inside of. */
  private static RefId nodeIn(BodyRun body, RefId ref) {
    int end = ref.value().indexOf('.', body.prefix().length());
    return end < 0 ? ref : new RefId(ref.value().substring(0, end));
  }

  // Failures

  /**
   * @return true when the container or child failed just now
   */
  private boolean fails(NodeRun owner) {
    if (cancelWhatIsAwaited(owner)) {
      return false;
    }
    if (owner.plan.node() instanceof Node.Saga saga) {
      BodyRun body = owner.bodies.get(0);
      List<Move> registered =
          body == null ? List.of() : program.undosOfWhole(now, body, saga.undo());
      if (!registered.isEmpty()) {
        moves.addAll(registered);
        again = true;
        return false;
      }
      if (!isUndone(owner.ref, saga.undo().order(), List.of(owner.ref))) {
        return false;
      }
    }
    if (owner.plan.node().common().allowFailure()) {
      tellAllowed(owner);
    }
    tokens.fail(owner);
    return true;
  }

  /** Its failure counts for none, and is written where those who look find it. */
  private void tellAllowed(NodeRun owner) {
    owner.allowed = true;
    if (now.ref(owner.ref).filter(Ref::warning).isEmpty()) {
      Failure why = Objects.requireNonNull(owner.failure);
      moves.add(new Event.FailureAllowed(owner.ref, owner.plan.node().kind(), why));
      again = true;
    }
  }

  /**
   * @return true when something was still awaited
   */
  private boolean cancelWhatIsAwaited(NodeRun owner) {
    int before = cancelled.size();
    cancel(owner.ref);
    cancel(owner.limit());
    cancelBelow(owner.ref);
    return cancelled.size() > before;
  }

  private void cancelBelow(RefId scope) {
    now.openRefs().stream().map(Ref::id).filter(ref -> ref.isBelow(scope)).forEach(this::cancel);
  }

  private void cancel(RefId ref) {
    if (now.ref(ref).filter(Ref::pending).isPresent() && cancelled.add(ref)) {
      moves.add(new Event.RefCancelled(ref, null));
      again = true;
    }
  }

  /** True when what these refs stand for is taken back; if not, that is asked for. */
  private boolean isUndone(RefId scope, UndoOrder order, List<RefId> effects) {
    UndoRequest wanted = new UndoRequest(scope, order, effects);
    boolean done = now.undosOf(wanted).stream().allMatch(Undo::done);
    if (!done && !now.hasUndoRequest(scope)) {
      moves.add(new Event.UndoRequested(scope, order, effects));
    }
    return done;
  }
}
