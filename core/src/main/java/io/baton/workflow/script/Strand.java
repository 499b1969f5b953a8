package io.baton.workflow.script;

import io.baton.model.RefId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where calls get their ids: the workflow's method, a branch of a fork, the body of a scope. Each
 * call takes the next number of its strand, so the order in which branches go on changes no id.
 */
final class Strand {
  private final @Nullable RefId id;
  private final String prefix;
  private final @Nullable Strand outer;
  private final boolean shielded;
  private final Set<RefId> delivered = new HashSet<>();
  private final List<LaterBranch<?, ?>> laters = new ArrayList<>();
  private int calls;
  private long clock;
  private @Nullable String suspendedAt;

  private Strand(@Nullable RefId id, String prefix, @Nullable Strand outer, boolean shielded) {
    this.id = id;
    this.prefix = prefix;
    this.outer = outer;
    this.shielded = shielded;
    this.clock = outer == null ? 0 : outer.clock;
  }

  /** The whole workflow, in this run of its case. */
  static Strand root(int run) {
    return new Strand(Replay.ROOT, run == 1 ? "" : run + "~", null, false);
  }

  /** A branch, which can be cancelled, or a body, which is cancelled with its branch. */
  Strand inner(RefId id) {
    return new Strand(id, id + ".", this, false);
  }

  /** A body that is not cancelled. */
  Strand shielded(RefId id) {
    return new Strand(id, id + ".", this, true);
  }

  RefId next() {
    return new RefId(prefix + ++calls);
  }

  /** The id that the next call will take. */
  RefId peek() {
    return new RefId(prefix + (calls + 1));
  }

  RefId id() {
    return id == null ? Replay.ROOT : id;
  }

  @Nullable Strand outer() {
    return outer;
  }

  boolean isShielded() {
    return shielded;
  }

  // When what this strand did so far was clear

  long clock() {
    return clock;
  }

  void reached(long event) {
    clock = Math.max(clock, event);
  }

  // Cancellations that this strand has felt

  Set<RefId> felt() {
    return delivered;
  }

  void feels(RefId cancelledBranch) {
    delivered.add(cancelledBranch);
  }

  /** What {@code ended}, a part of this strand, has seen, this one has seen. */
  void join(Strand ended) {
    reached(ended.clock);
    delivered.addAll(ended.delivered);
  }

  // Branches that go on beside it

  void began(LaterBranch<?, ?> later) {
    laters.add(later);
  }

  /** Cancels them at its own end, and waits for their clean-up. */
  void endLaters(Replay replay) {
    laters.forEach(later -> later.end(replay));
  }

  // Where it waits

  @Nullable String suspendedAt() {
    return suspendedAt;
  }

  Suspension suspend(String where) {
    suspendedAt = where;
    return Suspension.HERE;
  }
}
