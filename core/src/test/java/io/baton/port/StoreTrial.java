package io.baton.port;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Incident;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** The words in which a store is tried. */
abstract class StoreTrial {
  static final WorkflowId WORKFLOW = new WorkflowId("trip", 1);

  private final ExecutorService others = Executors.newCachedThreadPool();
  final CaseId id = freshId();

  protected abstract CaseStore store();

  /**
   * Runs {@code work} in a new transaction of the calling thread, which commits if told so and
   * rolls back otherwise, or when {@code work} throws.
   */
  protected abstract <T> T transaction(boolean commit, Supplier<T> work);

  /** All incidents that were committed and wait for a person. */
  protected abstract List<Incident> incidents();

  @AfterEach
  void stopTheOthers() {
    others.shutdownNow();
  }

  static CaseId freshId() {
    return new CaseId("case-" + UUID.randomUUID());
  }

  static SortedSet<CaseId> ids(CaseId... ids) {
    return new TreeSet<>(List.of(ids));
  }

  boolean created(CaseId created) {
    return committed(() -> create(created, "first"));
  }

  boolean create(CaseId created, String input) {
    return create(created, new Event.CaseStarted(WORKFLOW, Json.payload(input), "ann", null));
  }

  boolean create(CaseId created, Event.CaseStarted start) {
    Turn turn = new Turn(0, new CommandId("create"), store().now(), List.of(start));
    return store().create(Case.replay(created, List.of(turn)), turn);
  }

  /** Locks the case and appends one turn. */
  Case move(CaseId moving, String command, Event... events) {
    Case locked = lockAndRead(moving);
    append(locked, command, events);
    return locked;
  }

  Case lockAndRead(CaseId one) {
    store().lock(ids(one));
    return store().read(one).orElseThrow();
  }

  void append(Case locked, String command, Event... events) {
    locked.beginTurn(new CommandId(command), store().now());
    List.of(events).forEach(locked::apply);
    store()
        .append(locked, new Turn(locked.turn(), locked.command(), locked.time(), List.of(events)));
  }

  static Event opened(String ref) {
    return new Event.RefOpened(new RefId(ref), new ActivityName("Trip.book"), List.of());
  }

  static Event settled(String ref, Payload value) {
    return new Event.RefSettled(new RefId(ref), value, null);
  }

  static Command command(CaseId id, String command) {
    return new Command.CancelCase(id, new CommandId(command), "for the trial");
  }

  static Incident incident(String code, CaseId id) {
    return new Incident(Incident.Kind.PARKED, code, id, "stopped", null);
  }

  <T> T committed(Supplier<T> work) {
    return transaction(true, work);
  }

  <T> T rolledBack(Supplier<T> work) {
    return transaction(false, work);
  }

  void commit(Runnable work) {
    transaction(
        true,
        () -> {
          work.run();
          return true;
        });
  }

  void rollBack(Runnable work) {
    transaction(
        false,
        () -> {
          work.run();
          return true;
        });
  }

  <T> CompletableFuture<T> elsewhere(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, others);
  }

  /** From another thread, and so outside of the caller's transaction. */
  <T> T fromElsewhere(Supplier<T> work) {
    return inTime(elsewhere(work));
  }

  static <T> T inTime(CompletableFuture<T> other) {
    try {
      return other.get(5, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("another thread could not go on: " + e, e);
    }
  }

  /** Until it shows another time, as it must also do within a transaction. */
  void waitForTheClock() {
    Instant begun = store().now();
    until(() -> store().now().isAfter(begun));
  }

  static void until(BooleanSupplier condition) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > patience) {
        throw new AssertionError("waited in vain for 5 s");
      }
      Thread.onSpinWait();
    }
  }

  static void assertStillWaiting(CompletableFuture<?> other) {
    assertThatThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
  }
}
