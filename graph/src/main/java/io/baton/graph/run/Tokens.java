package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.run.NodeRun.State;
import io.baton.model.Case;
import io.baton.model.CaseSnapshot.Fold;
import io.baton.model.Ref;
import io.baton.model.RefId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a case has followed its graph, as its journal tells. Kept from turn to turn, so that a
 * turn looks only at what ended since; made anew from the journal it is the same.
 */
final class Tokens {
  private static final int MAX_ITEMS = 10_000;

  private final BodyRun root;
  private final Map<RefId, NodeRun> open = new LinkedHashMap<>();
  private final Set<NodeRun> ready = new LinkedHashSet<>();
  private final Deque<NodeRun> due = new ArrayDeque<>();

  /** Bodies at whose end something is to be done. */
  private final Set<BodyRun> endedBodies = new LinkedHashSet<>();

  /** Lists all of whose items are done. */
  private final Set<NodeRun> endedLists = new LinkedHashSet<>();

  private long seen;

  Tokens(BodyPlan plan, Case now) {
    root = new BodyRun(plan, null, 0, "", Map.of("input", now.input().json()));
    begin(root);
  }

  BodyRun root() {
    return root;
  }

  boolean isOf(BodyPlan plan) {
    return root.plan() == plan;
  }

  /** The body that the ref's node is in, or the innermost one around it that is still followed. */
  BodyRun bodyOf(RefId ref) {
    BodyRun body = root;
    String[] parts = ref.value().split("\\.", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      NodeRun owner = body.known(parts[i]);
      if (owner == null) {
        return body;
      }
      Node node = owner.plan.node();
      boolean numbered = node instanceof Node.ForEach || node instanceof Node.Loop;
      BodyRun inside = owner.bodies.get(numbered ? Integer.parseInt(parts[++i]) : 0);
      if (inside == null) {
        return body;
      }
      body = inside;
    }
    return body;
  }

  /** What is due and not asked for yet, in the order of the graph's text. */
  List<NodeRun> ready() {
    return ready.stream()
        .sorted(Comparator.comparing(NodeRun::place, Arrays::compare).thenComparing(run -> run.ref))
        .toList();
  }

  List<BodyRun> endedBodies() {
    return endedBodies.stream()
        .sorted(Comparator.comparing(BodyRun::place, Arrays::compare))
        .toList();
  }

  List<NodeRun> endedLists() {
    return endedLists.stream()
        .sorted(Comparator.comparing(NodeRun::place, Arrays::compare))
        .toList();
  }

  /** Takes in what the journal tells since the last time. */
  void follow(Case now) {
    List<NodeRun> asked = List.copyOf(ready);
    ready.clear();
    due.addAll(asked);
    for (RefId id : endedRefs(now)) {
      NodeRun run = open.remove(id);
      if (run != null) {
        end(run, now.ref(id).orElseThrow());
      }
    }
    seen = now.events();
    beginWhatIsDue(now);
    while (endWhatIsTold(now)) {
      beginWhatIsDue(now);
    }
  }

  private List<RefId> endedRefs(Case now) {
    return now
        .endedSince(seen)
        .map(ended -> ended.stream().map(Ref::id).filter(open::containsKey).toList())
        .orElseGet(() -> open.keySet().stream().filter(id -> hasEnded(now, id)).toList())
        .stream()
        .filter(id -> hasEnded(now, id))
        .distinct()
        .toList();
  }

  private static boolean hasEnded(Case now, RefId id) {
    return now.ref(id).filter(ref -> !ref.pending()).isPresent();
  }

  // Beginning

  private void begin(BodyRun body) {
    body.plan().begins().forEach(node -> due.add(body.node(node)));
  }

  private void beginWhatIsDue(Case now) {
    for (NodeRun run = due.poll(); run != null; run = due.poll()) {
      begin(run, now);
    }
  }

  private void begin(NodeRun run, Case now) {
    Ref known = now.ref(run.ref).orElse(null);
    if (known != null && known.pending()) {
      run.state = State.OPEN;
      open.put(run.ref, run);
    } else if (run.in.closed()) {
      run.state = State.CANCELLED;
    } else if (known != null) {
      end(run, known);
    } else if (run.state == State.WAITING && isSkipped(run)) {
      end(run, State.SKIPPED);
    } else if (run.plan.body() != null) {
      run.state = State.OPEN;
      beginContainer(run, run.plan.body(), now);
    } else {
      run.state = State.READY;
      ready.add(run);
    }
  }

  private static boolean isSkipped(NodeRun run) {
    return run.plan.when() != null && !run.plan.when().holds(run.in);
  }

  private void beginContainer(NodeRun run, BodyPlan body, Case now) {
    if (run.plan.node() instanceof Node.ForEach each) {
      JsonNode items = items(run);
      run.items = items;
      int atOnce = each.parallel() == null ? items.size() : each.parallel();
      while (run.begun < items.size() && run.bodies.size() < atOnce) {
        beginNextItem(run, body, now);
      }
      endIfAllDone(run);
    } else if (run.plan.node() instanceof Node.Loop) {
      long rounds = now.fold(run.ref).map(Fold::rounds).orElse(0L);
      beginRound(run, body, (int) rounds + 1);
    } else {
      BodyRun inside = new BodyRun(body, run, 0, run.ref + ".", Map.of());
      run.bodies.put(0, inside);
      begin(inside);
    }
  }

  /** In the order of the items, so that those that were begun are the first ones. */
  private void beginNextItem(NodeRun run, BodyPlan body, Case now) {
    JsonNode items = Objects.requireNonNull(run.items);
    int index = run.begun;
    run.begun++;
    if (now.ref(run.ref.child(index)).isPresent()) {
      run.done++;
      return;
    }
    Map<String, JsonNode> names = Map.of("item", items.get(index), "index", IntNode.valueOf(index));
    BodyRun inside = new BodyRun(body, run, index, run.ref.child(index) + ".", names);
    run.bodies.put(index, inside);
    begin(inside);
  }

  private void endIfAllDone(NodeRun run) {
    if (run.items != null && run.done == run.items.size()) {
      endedLists.add(run);
    }
  }

  private void beginRound(NodeRun run, BodyPlan body, int round) {
    Map<String, JsonNode> names = Map.of("round", IntNode.valueOf(round));
    BodyRun inside = new BodyRun(body, run, round, run.ref.child(round) + ".", names);
    run.bodies.clear();
    run.bodies.put(round, inside);
    begin(inside);
  }

  // Ending

  private void end(NodeRun run, Ref known) {
    run.value = known.value();
    run.failure = known.failure();
    run.endedAs = known.settledAs();
    end(
        run,
        switch (known.state()) {
          case OK -> State.OK;
          case ERROR -> State.FAILED;
          default -> State.CANCELLED;
        });
  }

  private void end(NodeRun run, State state) {
    run.state = state;
    run.bodies.clear();
    BodyRun body = run.in;
    if (body.closed() || state == State.CANCELLED) {
      return;
    }
    boolean taken = tell(run);
    if (state == State.FAILED && !taken) {
      body.fail(run.failure);
      endedBodies.add(body);
    } else if (state == State.OK && decides(run)) {
      body.winner = run;
      endedBodies.add(body);
    } else if (run == run.group) {
      leave(body);
    } else {
      endGroupOf(run.group);
    }
  }

  private static boolean decides(NodeRun run) {
    NodeRun owner = run.in.owner();
    return owner != null && owner.plan.node() instanceof Node.Race && run.plan.after().isEmpty();
  }

  private void leave(BodyRun body) {
    body.left--;
    if (body.left == 0) {
      endedBodies.add(body);
    }
  }

  /** A node that is begun with each edge has ended when all edges are known and all ended. */
  private void endGroupOf(NodeRun group) {
    if (group.unresolved > 0
        || group.ended()
        || !group.instances.stream().allMatch(NodeRun::ended)) {
      return;
    }
    group.state = group.instances.isEmpty() ? State.SKIPPED : State.OK;
    for (EdgePlan edge : group.plan.after()) {
      NodeRun to = group.in.node(edge.to());
      NodeRun giver =
          group.instances.stream().filter(i -> isTaken(edge, i)).reduce((a, b) -> b).orElse(null);
      resolve(to, giver);
    }
    leave(group.in);
  }

  /**
   * Tells those that come after it.
   *
   * @return true when an edge that waits for a failure took it
   */
  private boolean tell(NodeRun run) {
    boolean failureTaken = false;
    for (EdgePlan edge : run.plan.after()) {
      boolean taken = isTaken(edge, run);
      failureTaken |= taken && run.state == State.FAILED;
      NodeRun to = run.in.node(edge.to());
      if (taken && to.plan.node().common().join() == Join.EACH) {
        NodeRun instance = new NodeRun(to, run);
        to.instances.add(instance);
        due.add(instance);
      }
      if (run == run.group) {
        resolve(to, taken ? run : null);
      }
    }
    return failureTaken;
  }

  private static boolean isTaken(EdgePlan edge, NodeRun run) {
    boolean ended = run.state == State.OK || run.state == State.FAILED;
    return ended
        && edge.isFor(run.state == State.OK ? null : run.failure)
        && (edge.when() == null || edge.when().holds(run.in));
  }

  /**
   * @param giver whose edge was taken; null when it is dead
   */
  private void resolve(NodeRun to, @Nullable NodeRun giver) {
    to.unresolved--;
    boolean newer = giver != null && (to.giver == null || giver.endedAs >= to.giver.endedAs);
    if (newer && to.state == State.WAITING) {
      to.giver = giver;
    }
    switch (to.plan.node().common().join()) {
      case ALL -> {
        if (to.unresolved == 0) {
          beginOrSkip(to);
        }
      }
      case FIRST -> {
        if (to.state == State.WAITING && (giver != null || to.unresolved == 0)) {
          beginOrSkip(to);
        }
      }
      case EACH -> endGroupOf(to);
    }
  }

  private void beginOrSkip(NodeRun run) {
    if (run.giver == null) {
      end(run, State.SKIPPED);
    } else if (!run.due) {
      run.due = true;
      due.add(run);
    }
  }

  // Containers

  /**
   * Ends the containers whose end is in the journal.
   *
   * @return true when that may have made something due
   */
  private boolean endWhatIsTold(Case now) {
    boolean any = false;
    for (NodeRun list : List.copyOf(endedLists)) {
      Ref told = now.ref(list.ref).orElse(null);
      if (told != null || list.in.closed()) {
        endedLists.remove(list);
      }
      if (told != null) {
        end(list, told);
        any = true;
      }
    }
    for (BodyRun body : List.copyOf(endedBodies)) {
      NodeRun owner = body.owner();
      if (owner == null) {
        continue;
      }
      if (owner.ended() || owner.in.closed()) {
        endedBodies.remove(body);
      } else if (owner.failure == null) {
        any |= endWhatIsTold(body, owner, now);
      }
    }
    return any;
  }

  private boolean endWhatIsTold(BodyRun body, NodeRun owner, Case now) {
    Ref told = now.ref(owner.ref).orElse(null);
    if (told != null) {
      endedBodies.remove(body);
      end(owner, told);
      return true;
    }
    BodyPlan inside = body.plan();
    if (owner.plan.node() instanceof Node.ForEach) {
      if (now.ref(owner.ref.child(body.number())).isPresent()) {
        endedBodies.remove(body);
        owner.bodies.remove(body.number());
        owner.done++;
        if (owner.items != null && owner.begun < owner.items.size()) {
          beginNextItem(owner, inside, now);
        }
        endIfAllDone(owner);
        return true;
      }
    } else if (owner.plan.node() instanceof Node.Loop) {
      long rounds = now.fold(owner.ref).map(Fold::rounds).orElse(0L);
      if (rounds >= body.number()) {
        endedBodies.remove(body);
        beginRound(owner, inside, body.number() + 1);
        return true;
      }
    }
    return false;
  }

  /** The container fails with what failed in it, once nothing in it is awaited any more. */
  void fail(BodyRun body) {
    endedBodies.remove(body);
    NodeRun owner = body.owner();
    if (owner != null) {
      owner.failure = body.failure();
      end(owner, State.FAILED);
    }
  }

  /** What is not asked for yet, will not be: its body is closed. */
  void dropWhatIsClosed() {
    ready.removeIf(run -> run.in.closed());
  }

  private static JsonNode items(NodeRun run) {
    Expressions.Compiled expression = Objects.requireNonNull(run.plan.condition());
    JsonNode items = expression.value(run.in);
    if (!items.isArray()) {
      throw new GraphError(
          "the items of %s, '%s', are not a list".formatted(run.ref, expression.text()));
    }
    if (items.size() > MAX_ITEMS) {
      throw new GraphError(
          "%s has %d items, the limit is %d".formatted(run.ref, items.size(), MAX_ITEMS));
    }
    return items;
  }
}
