package io.baton.workflow.script;

import io.baton.api.Branch;
import io.baton.api.WorkflowError;
import io.baton.model.RefId;
import org.jspecify.annotations.Nullable;

/** How a branch has come out, as far as the journal goes. */
final class Part<T extends @Nullable Object> {
  private final Strand strand;
  private final @Nullable T value;
  private final @Nullable Exception thrown;
  private final boolean pending;

  private Part(Strand strand, @Nullable T value, @Nullable Exception thrown, boolean pending) {
    this.strand = strand;
    this.value = value;
    this.thrown = thrown;
    this.pending = pending;
  }

  /** Runs a branch beside the strand that calls; it ends, or waits without holding up others. */
  static <T extends @Nullable Object> Part<T> beside(
      Replay replay, RefId id, Branch<? extends T, ?> body) {
    Strand outer = replay.strand();
    Strand inner = outer.inner(id);
    replay.enter(inner);
    try {
      return run(replay, inner, body);
    } catch (Suspension waits) {
      return new Part<>(inner, null, null, true);
    } catch (ContinueAsNew e) {
      throw new WorkflowError("continueAsNew was called in a branch; only the workflow itself can");
    } finally {
      replay.enter(outer);
    }
  }

  /** Runs a body as a part of the strand that calls: when it waits, that strand waits. */
  static <T extends @Nullable Object, X extends Exception> T within(
      Replay replay, Strand inner, Branch<? extends T, ? extends X> body) throws X {
    Strand outer = replay.strand();
    replay.enter(inner);
    Part<T> ended;
    try {
      ended = run(replay, inner, body);
    } catch (Suspension waits) {
      if (inner.isShielded()) {
        replay.shields(inner.id());
      }
      throw outer.suspend(String.valueOf(inner.suspendedAt()));
    } finally {
      replay.enter(outer);
    }
    outer.join(inner);
    return ended.<X>get();
  }

  private static <T extends @Nullable Object> Part<T> run(
      Replay replay, Strand inner, Branch<? extends T, ?> body) {
    T value;
    try {
      value = body.run();
    } catch (Exception e) {
      checkNotSwallowed(inner, e);
      inner.endLaters(replay);
      return new Part<>(inner, null, e, false);
    }
    checkNotSwallowed(inner, null);
    inner.endLaters(replay);
    return new Part<>(inner, value, null, false);
  }

  /** A workflow that goes on after it was told to wait has caught what is not its own. */
  static void checkNotSwallowed(Strand strand, @Nullable Exception then) {
    if (strand.suspendedAt() != null) {
      throw new WorkflowError(swallowed(strand, then));
    }
  }

  static String swallowed(Strand strand, @Nullable Throwable then) {
    return "the workflow swallowed the suspension at %s: it catches Throwable or Error, or throws in finally%s"
        .formatted(strand.suspendedAt(), then == null ? "" : " (" + then + ")");
  }

  boolean pending() {
    return pending;
  }

  boolean failed() {
    return thrown != null;
  }

  boolean gaveValue() {
    return !pending && thrown == null;
  }

  @Nullable Exception thrown() {
    return thrown;
  }

  Strand strand() {
    return strand;
  }

  /** When it was clear how it ends. */
  long clock() {
    return strand.clock();
  }

  /** Its value, or what it threw. */
  @SuppressWarnings({"unchecked", "NullAway"}) // The body declares what it throws and gives.
  <X extends Exception> T get() throws X {
    if (thrown != null) {
      throw (X) thrown;
    }
    return value;
  }
}
