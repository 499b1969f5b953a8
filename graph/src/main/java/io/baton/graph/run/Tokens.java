package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.run.NodeRun.State;
import io.baton.model.Case;
import io.baton.model.CaseSnapshot.Fold;
import io.baton.model.CaseSnapshot.Fork;
import io.baton.model.Failure;
import io.baton.model.Payload;
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
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
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

  /** What the journal tells and was not followed yet, in its order. */
  private final PriorityQueue<Told> told = new PriorityQueue<>();

  /** Timers that bound what is still followed. */
  private final Map<RefId, NodeRun> limits = new LinkedHashMap<>();

  /** What began and has no timer yet that bounds it. */
  private final Set<NodeRun> unlimited = new LinkedHashSet<>();

  /** What failed, and ends when nothing in it is awaited any more. */
  private final Set<NodeRun> failing = new LinkedHashSet<>();

  /** Bodies at whose end something is to be done. */
  private final Set<BodyRun> endedBodies = new LinkedHashSet<>();

  /** Lists all of whose items are done. */
  private final Set<NodeRun> endedLists = new LinkedHashSet<>();

  private long seen;

  /**
   * An end that is in the journal.
   *
   * @param number of its event
   */
  private record Told(long number, What what, NodeRun run) implements Comparable<Told> {
    /** What has ended. */
    enum What {
      NODE,
      /** The time of the container or child. */
      TIME,
      /** A container whose other ways go on. */
      LEFT
    }

    @Override
    public int compareTo(Told other) {
      int order = Long.compare(number, other.number);
      return order == 0 ? what.compareTo(other.what) : order;
    }
  }

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

  /** What is to be bounded by a timer from now on. */
  List<NodeRun> unlimited() {
    return unlimited.stream()
        .filter(run -> !run.ended() && !run.in.closed() && run.failure == null && !run.isOver())
        .sorted(Comparator.comparing(NodeRun::place, Arrays::compare).thenComparing(run -> run.ref))
        .toList();
  }

  /** Timers that bound nothing any more. */
  List<RefId> idleLimits() {
    List<RefId> idle =
        limits.entrySet().stream()
            .filter(limit -> limit.getValue().ended())
            .map(Map.Entry::getKey)
            .toList();
    idle.forEach(limits::remove);
    return idle;
  }

  /** Containers that failed, and children that took too long. */
  List<NodeRun> failing() {
    failing.removeIf(run -> run.ended() || run.in.closed());
    return failing.stream()
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
    List<NodeRun> toBound = List.copyOf(unlimited);
    unlimited.clear();
    for (RefId id : endedRefs(now)) {
      NodeRun run = open.remove(id);
      if (run != null) {
        told.add(new Told(endedAs(now, id), Told.What.NODE, run));
      }
      NodeRun bounded = limits.remove(id);
      if (bounded != null) {
        lookAtLimit(bounded, now);
      }
    }
    for (NodeRun run : toBound) {
      wantLimit(run, now);
      lookAtLimit(run, now);
    }
    due.addAll(asked);
    seen = now.events();
    beginWhatIsDue(now);
    while (endWhatIsTold(now)) {
      beginWhatIsDue(now);
    }
  }

  private List<RefId> endedRefs(Case now) {
    return now
        .endedSince(seen)
        .map(ended -> ended.stream().map(Ref::id).filter(this::isFollowed).toList())
        .orElseGet(() -> Stream.of(open, limits).flatMap(map -> map.keySet().stream()).toList())
        .stream()
        .filter(id -> hasEnded(now, id))
        .distinct()
        .toList();
  }

  private boolean isFollowed(RefId id) {
    return open.containsKey(id) || limits.containsKey(id);
  }

  private static long endedAs(Case now, RefId id) {
    return now.ref(id).filter(ref -> !ref.pending()).map(Ref::settledAs).orElse(0L);
  }

  private static boolean hasEnded(Case now, RefId id) {
    return now.ref(id).filter(ref -> !ref.pending()).isPresent();
  }

  // Beginning

  private void begin(BodyRun body) {
    body.plan().begins().forEach(node -> due.add(body.node(node)));
  }

  /** In the order of the journal, so that a case read anew comes to the same. */
  private void beginWhatIsDue(Case now) {
    while (!due.isEmpty() || !told.isEmpty()) {
      NodeRun run = due.poll();
      if (run == null) {
        follow(told.remove(), now);
        continue;
      }
      if (run.plan.limit() != null) {
        lookAtLimit(run, now);
      }
      long ended = endedAs(now, run.ref);
      if (ended == 0) {
        begin(run, now);
      } else {
        told.add(new Told(ended, Told.What.NODE, run));
      }
    }
  }

  private void follow(Told next, Case now) {
    switch (next.what()) {
      case NODE -> begin(next.run(), now);
      case TIME -> timeIsUp(next.run(), now);
      case LEFT -> endLeft(next.run(), next.number());
    }
  }

  private void begin(NodeRun run, Case now) {
    Ref known = now.ref(run.ref).orElse(null);
    if (failing.contains(run)) {
      return; // Its time is up; what came of it then does not count.
    }
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
      wantLimit(run, now);
      beginContainer(run, run.plan.body(), now);
    } else {
      run.state = State.READY;
      wantLimit(run, now);
      ready.add(run);
    }
  }

  // Time-outs

  private void wantLimit(NodeRun run, Case now) {
    if (run.plan.limit() != null && now.ref(run.limit()).isEmpty()) {
      unlimited.add(run);
    }
  }

  private void lookAtLimit(NodeRun run, Case now) {
    Ref timer = now.ref(run.limit()).orElse(null);
    if (timer == null) {
      return;
    }
    if (timer.pending()) {
      limits.put(timer.id(), run);
    } else if (timer.state() == Ref.State.OK) {
      told.add(new Told(timer.settledAs(), Told.What.TIME, run));
    }
  }

  private void timeIsUp(NodeRun run, Case now) {
    if (run.ended() || run.in.closed() || run.failure != null || run.isOver()) {
      return;
    }
    String text = "%s did not end until %s".formatted(run.ref, dueOf(run, now));
    run.failure = new Failure(Failure.Category.TIMEOUT, "Timeout", text);
    failing.add(run);
  }

  private static String dueOf(NodeRun run, Case now) {
    return now.ref(run.limit()).map(timer -> String.valueOf(timer.due())).orElse("now");
  }

  private static boolean isSkipped(NodeRun run) {
    return run.plan.when() != null && !run.plan.when().holds(run);
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
      now.fork(run.ref).ifPresent(fork -> takeIn(fork, inside, run));
      begin(inside);
    }
  }

  private void takeIn(Fork fork, BodyRun inside, NodeRun run) {
    inside.decidedBy = fork.winner();
    if (run.plan.leaves()) {
      told.add(new Told(fork.number(), Told.What.LEFT, run));
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
    run.allowed = known.state() == Ref.State.ERROR && known.warning();
    // A container that failed did so before it was written down.
    run.endedAs = run.allowed && run.plan.body() != null ? 0 : known.settledAs();
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
    if (!run.plan.leaves()) {
      run.bodies.clear();
    }
    BodyRun body = run.in;
    if (body.closed() || state == State.CANCELLED) {
      return;
    }
    boolean unhandled =
        state == State.FAILED
            && !run.allowed
            && run.plan.after().stream().noneMatch(edge -> isTaken(edge, run));
    if (unhandled && !body.passesOver()) {
      fail(body, run.failure);
      return;
    }
    if (unhandled) {
      run.doomed = true;
      body.passedOver.add(run);
    }
    tell(run);
    if (state == State.OK && decides(run)) {
      body.winner = run;
      endedBodies.add(body);
    } else if (run == run.group) {
      leave(body);
    } else {
      endGroupOf(run.group);
    }
  }

  /** The body fails, and with it what it is the inside of. */
  void fail(BodyRun body, @Nullable Failure why) {
    body.fail(why);
    endedBodies.remove(body);
    if (body.owner() != null) {
      failing.add(body.owner());
    }
  }

  private static boolean decides(NodeRun run) {
    BodyRun body = run.in;
    NodeRun owner = body.owner();
    return owner != null
        && owner.plan.firstWins()
        && run.plan.after().isEmpty()
        && body.winner == null
        && (body.decidedBy == null || body.decidedBy == body.plan().ends().indexOf(run.plan));
  }

  private void leave(BodyRun body) {
    body.left--;
    if (body.left == 0 && (body.winner == null || !body.goesOn())) {
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
    group.value = group.instances.isEmpty() ? null : valuesOf(group);
    for (EdgePlan edge : group.plan.after()) {
      NodeRun to = group.in.node(edge.to());
      to.doomed |= group.doomed && group.instances.isEmpty() && !to.due;
      NodeRun giver =
          group.instances.stream().filter(i -> isTaken(edge, i)).reduce((a, b) -> b).orElse(null);
      resolve(to, giver);
    }
    leave(group.in);
  }

  /** Of those that succeeded, in the order in which they did. */
  private static Payload valuesOf(NodeRun group) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    group.instances.stream()
        .filter(run -> run.state == State.OK)
        .sorted(Comparator.comparingLong(run -> run.endedAs))
        .forEach(run -> values.add(run.value == null ? NullNode.getInstance() : run.value.json()));
    return new Payload(values);
  }

  /** Tells those that come after it. */
  private void tell(NodeRun run) {
    for (EdgePlan edge : run.plan.after()) {
      boolean taken = isTaken(edge, run);
      NodeRun to = run.in.node(edge.to());
      to.doomed |= run.doomed && !to.due;
      if (taken && to.plan.node().common().join() == Join.EACH) {
        NodeRun instance = new NodeRun(to, run);
        to.instances.add(instance);
        due.add(instance);
      }
      if (run == run.group) {
        resolve(to, taken ? run : null);
      }
    }
  }

  private static boolean isTaken(EdgePlan edge, NodeRun run) {
    boolean ended = run.state == State.OK || run.state == State.FAILED;
    return ended
        && edge.isFor(run.state == State.OK || run.allowed ? null : run.failure)
        && (edge.when() == null || edge.when().holds(run.onceEnded()));
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
    boolean needsWhatFailed = run.doomed && run.plan.node().common().join() == Join.ALL;
    if (run.giver == null || needsWhatFailed) {
      end(run, State.SKIPPED);
    } else if (!run.due) {
      run.due = true;
      run.doomed = false;
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
    if (owner.plan.leaves()) {
      Fork decided = now.fork(owner.ref).orElse(null);
      if (decided != null) {
        endLeft(owner, decided.number());
        return true;
      }
    } else if (owner.plan.node() instanceof Node.ForEach) {
      if (now.ref(owner.ref.child(body.number())).isPresent()) {
        endedBodies.remove(body);
        body.over = true;
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
        body.over = true;
        beginRound(owner, inside, body.number() + 1);
        return true;
      }
    }
    return false;
  }

  /** The container ends with its winner; its other ways go on. */
  private void endLeft(NodeRun owner, long number) {
    BodyRun body = owner.bodies.get(0);
    if (body == null || body.winner == null || owner.ended() || owner.in.closed()) {
      return;
    }
    endedBodies.remove(body);
    owner.value = body.winner.value;
    owner.endedAs = number;
    end(owner, State.OK);
  }

  /** It fails with what failed in it, once nothing in it is awaited any more. */
  void fail(NodeRun run) {
    failing.remove(run);
    run.bodies.values().forEach(endedBodies::remove);
    end(run, State.FAILED);
  }

  /** What is not asked for yet, will not be: its body is closed. */
  void dropWhatIsClosed() {
    ready.removeIf(run -> run.in.closed());
  }

  private static JsonNode items(NodeRun run) {
    Expressions.Compiled expression = Objects.requireNonNull(run.plan.condition());
    JsonNode items = expression.value(run);
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
