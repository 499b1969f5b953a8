package io.baton.standalone;

import io.baton.api.Cases;
import io.baton.api.Deployments;
import io.baton.engine.Delivery;
import io.baton.engine.Handled;
import io.baton.engine.RecordIntake;
import io.baton.engine.RecordIntake.Taken;
import io.baton.engine.RecordTopics;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.model.HealthReport;
import io.baton.model.Incident;
import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.model.TaskAnswer;
import io.baton.model.Trace;
import io.baton.model.Turn;
import io.baton.port.Counters;
import io.baton.port.Services;
import io.baton.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The engine for tests: the caller's thread does the work, one command after another. */
public final class ManualBaton {
  private static final int MAX_STEPS = 100_000;

  private final ManualClock clock = new ManualClock();
  private final Parts parts;
  private boolean crashing;

  ManualBaton(Baton.Builder from, BooleanSupplier canCommit) {
    this.parts =
        new Parts(from, clock, new NobodyWakes(), () -> !crashing && canCommit.getAsBoolean());
    parts.clockwork.beat();
  }

  public Cases cases() {
    return parts.cases;
  }

  /** Workflows as data, deployed while this runs; they take {@code baton-graph.jar}. */
  public Deployments deployments() {
    return parts.deployments;
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

  /** What workers elsewhere need not do any more, the oldest first. */
  public List<Effect.CallOff> calledOff() {
    return parts.outside.calledOff();
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
    boolean idle = isIdle();
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

  /** When the next thing happens by itself, perhaps now; empty when nothing ever will. */
  public Optional<Instant> nextDue() {
    return Optional.of(next()).filter(due -> !due.equals(Instant.MAX));
  }

  /** True when no command is queued and no case waits for a moment. */
  public boolean isIdle() {
    return parts.queue.nextDue().isEmpty() && parts.clockwork.untilNextTimer().isEmpty();
  }

  /**
   * Delivers the next command that is due, or fires what is due before it; time stands still.
   *
   * @return false when nothing is due now
   */
  public boolean runDue() {
    boolean due = !next().isAfter(clock.instant());
    if (due) {
      run();
    }
    return due;
  }

  /**
   * As {@link #runDue}, but this node crashes before the command's commit, so that it is delivered
   * again; and once more, since the crash lost that it was done.
   *
   * @return false when no command is due now
   */
  public boolean crash() {
    parts.clockwork.beat();
    if (message().isAfter(clock.instant())) {
      return false;
    }
    Message message = parts.queue.poll().orElseThrow();
    crashing = true;
    try {
      parts.courier.attempt(message);
    } catch (LocalTransactions.LostException asWanted) {
      // What a crash leaves: a message that is still on its queue.
    } finally {
      crashing = false;
    }
    deliver(message);
    deliver(message);
    return true;
  }

  /** Sends a command as a client, or the world outside, would. */
  public void send(Command command) {
    send(command, null);
  }

  /**
   * The same, as part of a distributed trace.
   *
   * @param trace null for none
   */
  public void send(Command command, @Nullable Trace trace) {
    parts.send(command, trace);
  }

  /**
   * Tells of an activity as a worker would that speaks the format of another system.
   *
   * @param request what it answers; null when the worker cannot tell
   * @return how the engine handled it; a RollBack has left nothing
   * @throws io.baton.api.StartRefusedException when its workflow is not known, or not the case's
   */
  public Handled tell(TaskAnswer told, TaskAnswer.@Nullable Request request, String messageId) {
    return parts.transactions.separate(
        () -> parts.tasks.handle(told, request, messageId, "anonymous", Delivery.FIRST),
        handled -> handled instanceof Handled.Moved);
  }

  /**
   * Takes a record of Kafka in, as the host in a server does; what cannot be carried out becomes an
   * incident.
   *
   * @return what would be done with the record's transaction; what was rolled back has left nothing
   */
  public Taken take(StreamRecord record, RecordTopics topics) {
    RecordIntake intake = parts.intake(topics);
    return parts.transactions.separate(
        () -> intake.take(record, Delivery.FIRST), taken -> taken instanceof Taken.Done);
  }

  /**
   * Carries out what a record of Kafka wants, and nothing else.
   *
   * @return how the engine handled it; a RollBack has left nothing
   * @throws io.baton.api.StartRefusedException when what it wants cannot be
   * @throws io.baton.api.DeploymentRefusedException when it is a workflow that is not deployed
   */
  public Handled handle(RecordWish wish, StreamRecord record, Delivery delivery) {
    return parts.transactions.separate(
        () -> parts.records.handle(wish, record, delivery),
        handled -> handled instanceof Handled.Moved);
  }

  /** What was passed over, counted. */
  public List<Counters.Counted> counted() {
    return parts.store.counters().all();
  }

  /** Tells of a service; what waits for it leaves if it is up. */
  public void tell(HealthReport report) {
    parts.transactions.separate(
        () -> {
          parts.health.handle(report);
          return report;
        });
    parts.clockwork.beat();
  }

  /** The services of which something was told. */
  public List<Services.Health> services() {
    return parts.store.services().all();
  }

  /** All turns of a case; empty when there is none. */
  public List<Turn> journal(CaseId id) {
    return parts.store.journal(id);
  }

  /**
   * The world outside in mock mode.
   *
   * @throws IllegalStateException when the engine is not in mock mode
   */
  public Mock mock() {
    return parts.mock();
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
