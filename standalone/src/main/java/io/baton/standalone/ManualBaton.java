package io.baton.standalone;

import io.baton.api.Cases;
import io.baton.model.Case;
import io.baton.model.Incident;
import io.baton.port.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The engine for tests: the caller's thread does the work, one command after another. */
public final class ManualBaton {
  private static final int MAX_STEPS = 100_000;

  private final ManualClock clock = new ManualClock();
  private final Parts parts;

  ManualBaton(Baton.Builder from, BooleanSupplier canCommit) {
    this.parts = new Parts(from, clock, canCommit);
  }

  public Cases cases() {
    return parts.cases;
  }

  public Transactions transactions() {
    return parts.transactions;
  }

  public ManualClock clock() {
    return clock;
  }

  /** All cases, in the order of their ids. */
  public List<Case> all() {
    return parts.store.cases();
  }

  /** What waits for a person, the oldest first. */
  public List<Incident> incidents() {
    return parts.store.incidents();
  }

  /**
   * Delivers the next command, moving the clock on to where it is due.
   *
   * @return false when none is queued
   */
  public boolean runNext() {
    Optional<Message> next = parts.queue.poll();
    next.ifPresent(this::deliver);
    return next.isPresent();
  }

  /**
   * Delivers one command after another until none is queued.
   *
   * @throws IllegalStateException when the work does not come to an end
   */
  public void runUntilIdle() {
    for (int steps = 0; runNext(); steps++) {
      if (steps >= MAX_STEPS) {
        throw new IllegalStateException("still busy after " + MAX_STEPS + " commands");
      }
    }
  }

  void deliver(Message message) {
    clock.advanceTo(message.due());
    parts.courier.deliver(message);
  }

  CommandQueue queue() {
    return parts.queue;
  }
}
