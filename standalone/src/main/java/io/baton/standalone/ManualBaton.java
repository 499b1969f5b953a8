package io.baton.standalone;

import io.baton.api.Cases;
import io.baton.model.Case;
import io.baton.model.Effect;
import io.baton.model.Incident;
import io.baton.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The engine for tests: the caller's thread does the work, one command after another. */
public final class ManualBaton {
  private static final int MAX_STEPS = 100_000;

  private final ManualClock clock = new ManualClock();
  private final Parts parts;

  ManualBaton(Baton.Builder from, BooleanSupplier canCommit) {
    this.parts = new Parts(from, clock, new NobodyWakes(), canCommit);
    parts.clockwork.beat();
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

  /** What was asked of workers elsewhere, the oldest first. */
  public List<Effect.Ask> requests() {
    return parts.outside.requests();
  }

  /** What was put on output topics, the oldest first. */
  public List<Effect.Publish> outputs() {
    return parts.outside.outputs();
  }

  /**
   * Delivers the next command, or fires what is due before it, and moves the clock on to there.
   *
   * @return false when no command is queued and no case waits for a moment; calendars alone are no
   *     work to come to an end of
   */
  public boolean runNext() {
    boolean idle = parts.queue.nextDue().isEmpty() && parts.clockwork.untilNextTimer().isEmpty();
    if (!idle) {
      run();
    }
    return !idle;
  }

  /**
   * Does what there is to do, moving the clock on, until no command is queued and no case waits for
   * a moment.
   *
   * @throws IllegalStateException when the work does not come to an end
   */
  public void runUntilIdle() {
    for (int steps = 0; runNext(); steps++) {
      checkSteps(steps);
    }
  }

  /**
   * Lets this much time pass, and everything happen that happens in it, in its order: commands,
   * timers, calendars.
   *
   * @throws IllegalStateException when the work does not come to an end
   */
  public void advance(Duration by) {
    Instant end = clock.instant().plus(by);
    for (int steps = 0; !next().isAfter(end); steps++) {
      checkSteps(steps);
      run();
    }
    clock.advanceTo(end);
  }

  private static void checkSteps(int steps) {
    if (steps >= MAX_STEPS) {
      throw new IllegalStateException("still busy after " + MAX_STEPS + " steps");
    }
  }

  private void run() {
    if (firing().isAfter(message())) {
      parts.queue.poll().ifPresent(this::deliver);
    } else {
      clock.advanceTo(firing());
      parts.clockwork.beat();
    }
  }

  private Instant next() {
    return firing().isAfter(message()) ? message() : firing();
  }

  private Instant message() {
    return parts.queue.nextDue().orElse(Instant.MAX);
  }

  /** When something fires: a timer, a calendar. */
  private Instant firing() {
    return parts.clockwork.untilNext().map(clock.instant()::plus).orElse(Instant.MAX);
  }

  void deliver(Message message) {
    clock.advanceTo(message.due());
    parts.courier.deliver(message);
  }

  CommandQueue queue() {
    return parts.queue;
  }
}
