package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Ends what is at its end: bodies that are done, that failed, or whose race is decided. */
final class Closing {
  private final Case now;
  private final Tokens tokens;
  private final GraphProgram program;
  private final List<Move> moves = new ArrayList<>();

  /** Bodies that failed and wait for what was asked for herewith. */
  private final Set<BodyRun> waiting = new HashSet<>();

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
    boolean failed = true;
    while (failed) {
      failed = false;
      for (BodyRun body : tokens.endedBodies()) {
        if (body.owner() != null && body.failure() != null && waiting.add(body)) {
          failed |= failsAround(body);
        }
      }
      if (failed) {
        tokens.follow(now);
      }
    }
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
      note(list.ref, "forEach", results(list));
    }
    tokens.dropWhatIsClosed();
    return Optional.empty();
  }

  private Payload results(NodeRun list) {
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    JsonNode items = Objects.requireNonNull(list.items);
    for (int i = 0; i < items.size(); i++) {
      results.add(now.ref(list.ref.child(i)).map(Ref::value).orElse(Payload.NULL).json());
    }
    return new Payload(results);
  }

  private void note(RefId ref, String what, Payload value) {
    moves.add(new Event.ValueNoted(ref, what, value));
    again = true;
  }

  // Ends without a failure

  private void closed(BodyRun body, NodeRun owner) {
    Node node = owner.plan.node();
    if (node instanceof Node.Race) {
      endRace(body, owner);
    } else if (node instanceof Node.Loop loop) {
      endRound(body, owner, loop);
    } else if (node instanceof Node.ForEach) {
      note(owner.ref.child(body.number()), "item", body.result());
    } else {
      note(owner.ref, node instanceof Node.Saga ? "saga" : "all", body.result());
    }
  }

  private void endRound(BodyRun body, NodeRun owner, Node.Loop loop) {
    if (Objects.requireNonNull(owner.plan.condition()).holds(body)) {
      note(owner.ref, "loop", body.result());
    } else if (body.number() >= loop.maxRounds()) {
      String text =
          "%s: '%s' did not hold after %d rounds"
              .formatted(owner.ref, loop.until().text(), body.number());
      body.fail(new Failure(Failure.Category.TECHNICAL, "LoopLimit", text));
      again = true;
    } else {
      moves.add(new Event.FoldAdvanced(owner.ref, body.number(), body.result()));
      again = true;
    }
  }

  private void endRace(BodyRun body, NodeRun owner) {
    NodeRun winner = body.winner;
    if (winner == null) {
      note(owner.ref, "race", Payload.NULL); // Every way was skipped.
      return;
    }
    if (now.fork(owner.ref).isEmpty()) {
      int number = body.plan().ends().indexOf(winner.plan);
      moves.add(new Event.ForkDecided(owner.ref, "race", body.plan().ends().size(), number));
      cancelIn(owner);
      again = true;
      return;
    }
    if (isUndone(owner.ref, program.undoOrder(), losers(owner, winner))) {
      note(owner.ref, "race", winner.value == null ? Payload.NULL : winner.value);
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
   * @return true when the container failed just now
   */
  private boolean failsAround(BodyRun body) {
    NodeRun owner = Objects.requireNonNull(body.owner());
    if (owner.ended() || owner.in.closed() || cancelIn(owner)) {
      return false;
    }
    if (owner.plan.node() instanceof Node.Saga saga) {
      List<Move> registered = program.undosOfWhole(now, body, saga.undo());
      if (!registered.isEmpty()) {
        moves.addAll(registered);
        again = true;
        return false;
      }
      if (!isUndone(owner.ref, saga.undo().order(), List.of(owner.ref))) {
        return false;
      }
    }
    tokens.fail(body);
    return true;
  }

  /**
   * @return true when something was still awaited
   */
  private boolean cancelIn(NodeRun owner) {
    List<RefId> awaited =
        now.openRefs().stream().map(Ref::id).filter(ref -> ref.isBelow(owner.ref)).toList();
    awaited.forEach(ref -> moves.add(new Event.RefCancelled(ref, null)));
    again |= !awaited.isEmpty();
    return !awaited.isEmpty();
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
