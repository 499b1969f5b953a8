package io.baton.workflow.script;

import io.baton.api.AllFailedException;
import io.baton.api.Branch;
import io.baton.api.CancelledException;
import io.baton.api.Forks;
import io.baton.api.OnLoss;
import io.baton.api.TimedOutException;
import io.baton.api.UndoOrder;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseSnapshot.Fork;
import io.baton.model.Event;
import io.baton.model.Ref;
import io.baton.model.RefId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forks in a replay. All branches are run, one after another, each as far as the journal goes. Who
 * decides is journaled once, so that what a cancelled branch does afterwards changes nothing.
 */
class ScriptForks implements Forks {
  private static final int NONE = -1;

  private final OnLoss fate;

  ScriptForks(OnLoss fate) {
    this.fate = fate;
  }

  /** What makes a fork decided. */
  private enum Kind {
    ALL,
    RACE,
    ANY,
    WITHIN;

    private boolean settles(Part<?> part) {
      return switch (this) {
        case ALL -> part.failed();
        case RACE, WITHIN -> !part.pending();
        case ANY -> part.gaveValue();
      };
    }
  }

  /**
   * Runs a fork until it is decided and its branches have ended.
   *
   * @return the branches, the deciding one marked
   */
  private <T extends @Nullable Object> Forked<T> fork(
      Kind kind, List<? extends Branch<? extends T, ?>> branches) {
    Replay replay = Replay.current();
    RefId id = replay.next();
    Optional<Fork> known = replay.fork(id, kind.name(), branches.size());
    List<Part<T>> parts = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      parts.add(Part.beside(replay, id.child(i), branches.get(i)));
    }
    int winner = known.isPresent() ? known.get().winner() : decide(replay, id, kind, parts);
    if (fate == OnLoss.LEAVE) {
      leave(replay, id, parts);
    } else if (parts.stream().anyMatch(Part::pending)) {
      throw replay.strand().suspend("branches of " + kind + " (ref " + id + ")");
    }
    known.ifPresent(fork -> replay.strand().reached(fork.number()));
    join(replay.strand(), parts, winner);
    return new Forked<>(replay, id, parts, winner);
  }

  /** A cancellation that only those felt whose outcome nobody gets is still to be felt here. */
  private void join(Strand strand, List<? extends Part<?>> parts, int winner) {
    for (int i = 0; i < parts.size(); i++) {
      if (winner == NONE || winner == i) {
        strand.join(parts.get(i).strand());
      } else if (fate != OnLoss.LEAVE) {
        strand.reached(parts.get(i).clock());
      }
    }
  }

  /** The number of the branch that decides; when nobody can yet, the strand waits. */
  private int decide(Replay replay, RefId id, Kind kind, List<? extends Part<?>> parts) {
    int winner = NONE;
    for (int i = 0; i < parts.size(); i++) {
      boolean earlier = winner == NONE || parts.get(i).clock() < parts.get(winner).clock();
      if (kind.settles(parts.get(i)) && earlier) {
        winner = i;
      }
    }
    boolean pending = parts.stream().anyMatch(Part::pending);
    if (winner == NONE && pending) {
      throw replay.strand().suspend("branches of " + kind + " (ref " + id + ")");
    }
    if (winner == NONE && kind == Kind.ALL) {
      return NONE; // All gave their value: nothing was decided.
    }
    replay.make(new Event.ForkDecided(id, kind.name(), parts.size(), winner));
    boolean alreadyCleanUp = replay.isCancellationOwed();
    if (pending && fate != OnLoss.LEAVE && !alreadyCleanUp) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).pending()) {
          replay.cancel(id.child(i));
        }
      }
    }
    return winner;
  }

  private static <T extends @Nullable Object> void leave(
      Replay replay, RefId id, List<Part<T>> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).pending()) {
        replay
            .strand()
            .began(new LaterBranch<T, RuntimeException>(replay, id.child(i), parts.get(i)));
      }
    }
  }

  /** A decided fork. */
  private final class Forked<T extends @Nullable Object> {
    private final Replay replay;
    private final RefId id;
    private final List<Part<T>> parts;
    private final int winner;

    Forked(Replay replay, RefId id, List<Part<T>> parts, int winner) {
      this.replay = replay;
      this.id = id;
      this.parts = parts;
      this.winner = winner;
    }

    <X extends Exception> List<T> values() throws X {
      if (winner != NONE) {
        parts.get(winner).<X>get();
      }
      List<T> values = new ArrayList<>();
      for (Part<T> part : parts) {
        values.add(part.<X>get());
      }
      return values;
    }

    /** The winner's value, when what the others did is taken back; or what the winner threw. */
    <X extends Exception> T winners() throws X {
      if (winner == NONE) {
        throw allFailed();
      }
      T value = parts.get(winner).<X>get();
      if (fate == OnLoss.UNDO) {
        List<RefId> losers = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
          if (i != winner) {
            losers.add(id.child(i));
          }
        }
        replay.undo(id, UndoOrder.REVERSE, losers);
      }
      return value;
    }

    private RuntimeException allFailed() {
      List<Exception> failures = new ArrayList<>();
      for (Part<T> part : parts) {
        Exception thrown = Objects.requireNonNull(part.thrown());
        if (thrown instanceof CancelledException cancelled) {
          return cancelled;
        }
        failures.add(thrown);
      }
      return new AllFailedException(failures);
    }

    int winner() {
      return winner;
    }
  }

  @Override
  @SuppressWarnings("unchecked") // Each value is its branch's.
  public <A extends @Nullable Object, B extends @Nullable Object, X extends Exception>
      Two<A, B> all(Branch<? extends A, ? extends X> first, Branch<? extends B, ? extends X> second)
          throws X {
    List<@Nullable Object> v = fork(Kind.ALL, List.of(first, second)).<X>values();
    return new Two<>((A) v.get(0), (B) v.get(1));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          X extends Exception>
      Three<A, B, C> all(
          Branch<? extends A, ? extends X> first,
          Branch<? extends B, ? extends X> second,
          Branch<? extends C, ? extends X> third)
          throws X {
    List<@Nullable Object> v = fork(Kind.ALL, List.of(first, second, third)).<X>values();
    return new Three<>((A) v.get(0), (B) v.get(1), (C) v.get(2));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          X extends Exception>
      Four<A, B, C, D> all(
          Branch<? extends A, ? extends X> first,
          Branch<? extends B, ? extends X> second,
          Branch<? extends C, ? extends X> third,
          Branch<? extends D, ? extends X> fourth)
          throws X {
    List<@Nullable Object> v = fork(Kind.ALL, List.of(first, second, third, fourth)).<X>values();
    return new Four<>((A) v.get(0), (B) v.get(1), (C) v.get(2), (D) v.get(3));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          X extends Exception>
      Five<A, B, C, D, E> all(
          Branch<? extends A, ? extends X> first,
          Branch<? extends B, ? extends X> second,
          Branch<? extends C, ? extends X> third,
          Branch<? extends D, ? extends X> fourth,
          Branch<? extends E, ? extends X> fifth)
          throws X {
    List<@Nullable Object> v =
        fork(Kind.ALL, List.of(first, second, third, fourth, fifth)).<X>values();
    return new Five<>((A) v.get(0), (B) v.get(1), (C) v.get(2), (D) v.get(3), (E) v.get(4));
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> List<T> all(
      List<? extends Branch<? extends T, ? extends X>> branches) throws X {
    return this.<T>fork(Kind.ALL, branches).<X>values();
  }

  @Override
  public <I, T extends @Nullable Object, X extends Exception> List<T> all(
      Collection<? extends I> items, Branch.Each<? super I, ? extends T, ? extends X> body)
      throws X {
    List<Branch<T, X>> branches = new ArrayList<>();
    for (I item : items) {
      branches.add(() -> body.run(item));
    }
    return this.<T, X>all(branches);
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T race(
      Branch<? extends T, ? extends X> first, Branch<? extends T, ? extends X> second) throws X {
    return this.<T, X>race(List.of(first, second));
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T race(
      Branch<? extends T, ? extends X> first,
      Branch<? extends T, ? extends X> second,
      Branch<? extends T, ? extends X> third)
      throws X {
    return this.<T, X>race(List.of(first, second, third));
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T race(
      Branch<? extends T, ? extends X> first,
      Branch<? extends T, ? extends X> second,
      Branch<? extends T, ? extends X> third,
      Branch<? extends T, ? extends X> fourth)
      throws X {
    return this.<T, X>race(List.of(first, second, third, fourth));
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T race(
      List<? extends Branch<? extends T, ? extends X>> branches) throws X {
    checkNotEmpty("race", branches);
    return this.<T>fork(Kind.RACE, branches).<X>winners();
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T any(
      Branch<? extends T, ? extends X> first, Branch<? extends T, ? extends X> second) {
    return this.<T, X>any(List.of(first, second));
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T any(
      Branch<? extends T, ? extends X> first,
      Branch<? extends T, ? extends X> second,
      Branch<? extends T, ? extends X> third) {
    return this.<T, X>any(List.of(first, second, third));
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T any(
      Branch<? extends T, ? extends X> first,
      Branch<? extends T, ? extends X> second,
      Branch<? extends T, ? extends X> third,
      Branch<? extends T, ? extends X> fourth) {
    return this.<T, X>any(List.of(first, second, third, fourth));
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T any(
      List<? extends Branch<? extends T, ? extends X>> branches) {
    checkNotEmpty("any", branches);
    return this.<T>fork(Kind.ANY, branches).<RuntimeException>winners();
  }

  private static void checkNotEmpty(String name, List<?> branches) {
    if (branches.isEmpty()) {
      throw new IllegalArgumentException(name + " of no branches would never end");
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Null only as the body's own value.
  public <T extends @Nullable Object, X extends Exception> T within(
      Duration limit, Branch<? extends T, ? extends X> body) throws X {
    Branch<@Nullable T, RuntimeException> clock =
        () -> {
          sleepFor(limit);
          return null;
        };
    Forked<@Nullable T> race = this.<@Nullable T>fork(Kind.WITHIN, List.of(body, clock));
    if (race.winner() == 1) {
      race.<RuntimeException>winners(); // Unless the clock was cancelled itself.
      throw new TimedOutException("the time was over after " + limit);
    }
    return race.<X>winners();
  }

  @Override
  public <X extends Exception> void within(Duration limit, Branch.Plain<? extends X> body)
      throws X {
    this.<@Nullable Void, X>within(limit, valueless(body));
  }

  @SuppressWarnings("NullAway") // The one value that a Void has.
  static <X extends Exception> Branch<@Nullable Void, X> valueless(Branch.Plain<? extends X> body) {
    return () -> {
      body.run();
      return null;
    };
  }

  static void sleepFor(Duration time) {
    Replay replay = Replay.current();
    sleepUntilMillis(replay, replay.now().in(time));
  }

  static void sleepUntilMillis(Replay replay, Instant due) {
    Ref ref = replay.open(replay.next(), new Awaited.Timer(due, null), Case.wholeMillis(due));
    replay.await(ref);
  }
}
