package io.baton.engine;

import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.Undo;
import io.baton.port.Activities;
import io.baton.port.Activities.Outcome;
import io.baton.port.CaseStore;
import io.baton.port.Definitions;
import io.baton.port.Outbox;
import io.baton.port.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes commands through one transaction: run their activities, lock their cases, decide, append
 * the turns, send what comes next. The host begins the transaction and ends it as {@link Handled}
 * says. A batch is handled as a whole; a batch of one is the ordinary case.
 */
public final class CaseWorker {
  private static final Failure MARKED_FOR_ROLLBACK =
      new Failure(
          Failure.Category.TECHNICAL, "RolledBack", "the work marked its transaction for rollback");

  private final CaseStore store;
  private final Outbox outbox;
  private final Activities activities;
  private final Transactions transactions;
  private final Definitions definitions;
  private final CaseStarter starter;
  private final CaseMover mover;
  private final Detours detours;
  private final Replies replies;
  private final Skipping skipping;

  public CaseWorker(Kernel kernel) {
    this(kernel, false);
  }

  /**
   * @param fromScratch for tests: every turn begins with the journal and nothing else, neither a
   *     case in memory nor a snapshot, and the journal is what its text says
   */
  public CaseWorker(Kernel kernel, boolean fromScratch) {
    CaseCache cache = new CaseCache();
    this.store = kernel.store();
    this.outbox = kernel.outbox();
    this.activities = kernel.activities();
    this.transactions = kernel.transactions();
    this.definitions = kernel.definitions();
    this.starter =
        new CaseStarter(
            kernel, WhenDown.asSet(), fromScratch ? Optional.empty() : Optional.of(cache));
    this.mover = new CaseMover(kernel, starter, cache, fromScratch);
    this.detours = new Detours(definitions, store, outbox);
    this.replies = new Replies(store, outbox);
    this.skipping = new Skipping(store);
  }

  /** Starts cases that this worker then need not read. */
  public CaseStarter starter() {
    return starter;
  }

  /** As {@link #handle(List)}, of commands that came as one message. */
  public Handled handle(List<Command> delivered, Delivery delivery) {
    return handle(List.of(new Arrival(delivered, delivery)));
  }

  /**
   * @throws Activities.FloorException when database or broker are away: roll back, come again later
   */
  public Handled handle(List<Arrival> arrivals) {
    Map<Command, Delivery> deliveries = deliveries(arrivals);
    List<Command> arrived = skipping.keepWhatIsSkipped(List.copyOf(deliveries.keySet()));
    List<Command> due = withoutHandled(arrived, deliveries);
    List<Command> vain = arrived.stream().filter(Predicate.not(due::contains)).toList();
    due = sendApart(arrivals, due);
    due = detours.sendOnWhatIsNotDeployedHere(replies.sendFrom(due), deliveries);

    Map<Command, Outcome> outcomes = new LinkedHashMap<>();
    for (Command command : due) {
      if (command instanceof Command.Work work && !run(work, outcomes, deliveries)) {
        break; // Nothing of this transaction will stay, so its other work is done next time.
      }
    }
    List<FailedWork> failures = failures(outcomes);
    if (!failures.isEmpty()) {
      return Handled.RollBack.because("work failed", failures);
    }
    Chain chain = chain(arrivals, outcomes, deliveries);
    return mover.moveOn(due, outcomes, deliveries, vain, chain);
  }

  /** What came to nothing before is done step by step. */
  private Chain chain(
      List<Arrival> arrivals, Map<Command, Outcome> outcomes, Map<Command, Delivery> deliveries) {
    return arrivals.stream().anyMatch(arrival -> arrival.delivery().suspect())
        ? Chain.none()
        : new Chain(
            of -> definitions.program(of.workflow()),
            detours::isDeployedHere,
            link ->
                run(link, outcomes, deliveries) && !(outcomes.get(link) instanceof Outcome.Failed));
  }

  /** Each command once, however often it came. */
  private static Map<Command, Delivery> deliveries(List<Arrival> arrivals) {
    Map<Command, Delivery> deliveries = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      arrival.commands().forEach(command -> deliveries.put(command, arrival.delivery()));
    }
    return deliveries;
  }

  /**
   * @return the commands that share this transaction
   */
  private List<Command> sendApart(List<Arrival> arrivals, List<Command> due) {
    if (due.size() <= 1) {
      return due;
    }
    List<Effect.Send> apart = new ArrayList<>();
    Set<Command> sent = new HashSet<>();
    for (Arrival arrival : arrivals) {
      if (arrival.mustBeApart(due)) {
        for (Command command : arrival.commands()) {
          if (due.contains(command) && sent.add(command)) {
            apart.add(alone(command, arrival.delivery()));
          }
        }
      }
    }
    outbox.send(apart);
    return due.stream().filter(Predicate.not(sent::contains)).toList();
  }

  /**
   * Runs one command's work.
   *
   * @return false when the transaction is beyond saving
   */
  private boolean run(
      Command.Work work, Map<Command, Outcome> outcomes, Map<Command, Delivery> deliveries) {
    try {
      Outcome outcome = activities.run(work, args(work), isSuspect(work, deliveries));
      boolean vain = outcome instanceof Outcome.Done && !transactions.active();
      outcomes.put(work, vain ? new Outcome.Failed(MARKED_FOR_ROLLBACK, true) : outcome);
      return transactions.active();
    } catch (Activities.FloorException e) {
      if (failures(outcomes).isEmpty()) {
        throw e;
      }
      return false; // A command before it broke the transaction; that one's failure is recorded.
    }
  }

  private static List<FailedWork> failures(Map<Command, Outcome> outcomes) {
    List<FailedWork> failures = new ArrayList<>();
    outcomes.forEach(
        (command, outcome) -> {
          if (outcome instanceof Outcome.Failed failed && command instanceof Command.Work work) {
            failures.add(new FailedWork(work, failed));
          }
        });
    return failures;
  }

  private static Effect.Send alone(Command command, Delivery delivery) {
    return new Effect.Send(command, Duration.ZERO, delivery.hops())
        .alone()
        .tracedBy(delivery.trace());
  }

  /**
   * Records failed attempts; called in a new transaction, while the failed one is rolled back.
   *
   * @param delivery how the message came whose work failed
   */
  public void record(List<FailedWork> failures, Delivery delivery) {
    List<Command> works = failures.stream().<Command>map(FailedWork::work).toList();
    record(failures, List.of(new Arrival(works, delivery)));
  }

  /**
   * @param arrivals the messages among which were those whose work failed
   */
  public void record(List<FailedWork> failures, List<Arrival> arrivals) {
    Map<Command, Outcome> outcomes = new LinkedHashMap<>();
    failures.forEach(failed -> outcomes.put(failed.work(), failed.outcome()));
    Handled recorded =
        mover.moveOn(
            List.copyOf(outcomes.keySet()),
            outcomes,
            deliveries(arrivals),
            List.of(),
            Chain.none());
    if (recorded instanceof Handled.RollBack notYet) {
      throw new IllegalStateException("failed attempts not recorded: " + notYet.why());
    }
  }

  private List<Command> withoutHandled(List<Command> arrived, Map<Command, Delivery> deliveries) {
    Set<Command> handled = store.handled(arrived);
    return arrived.stream()
        .filter(command -> !handled.contains(command))
        .filter(command -> !(isSuspect(command, deliveries) && isStale(command)))
        .toList();
  }

  private static boolean isSuspect(Command command, Map<Command, Delivery> deliveries) {
    Delivery delivery = deliveries.get(command);
    return delivery != null && delivery.suspect();
  }

  /** Settled is final, so an unlocked look may say so; anything else waits for the lock. */
  private boolean isStale(Command command) {
    return command instanceof Command.Work work
        && store.read(work.caseId()).map(seen -> Decider.isStale(seen, work)).orElse(false);
  }

  /** Large arguments stay in the journal, where the turn that sent the command has put them. */
  private List<Payload> args(Command.Work work) {
    if (work.args() != null) {
      return work.args();
    }
    Optional<Case> seen = store.read(work.caseId());
    return (work.undo()
            ? seen.flatMap(c -> c.undo(work.ref())).map(Undo::args)
            : seen.flatMap(c -> c.ref(work.ref())).flatMap(CaseWorker::args))
        .orElseThrow(
            () ->
                new Activities.FloorException(
                    "the arguments of " + work.id() + " are not there yet", null));
  }

  private static Optional<List<Payload>> args(Ref ref) {
    return ref.awaited() instanceof Awaited.Activity activity
        ? Optional.of(activity.args())
        : Optional.empty();
  }
}
