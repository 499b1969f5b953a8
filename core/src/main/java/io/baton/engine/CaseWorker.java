package io.baton.engine;

import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.Trace;
import io.baton.model.Turn;
import io.baton.model.Undo;
import io.baton.port.Activities;
import io.baton.port.Activities.Outcome;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.port.Transactions;
import io.baton.port.TurnObserver;
import io.baton.port.TurnPublisher;
import io.baton.wire.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands through one transaction: run their activities, lock their cases, decide, append
 * the turns, send what comes next. The host begins the transaction and ends it as {@link Handled}
 * says. A batch is handled as a whole; a batch of one is the ordinary case.
 */
public final class CaseWorker {
  private static final Duration OVERTAKEN = Duration.ofMillis(100);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Failure MARKED_FOR_ROLLBACK =
      new Failure(
          Failure.Category.TECHNICAL, "RolledBack", "the work marked its transaction for rollback");

  private final CaseStore store;
  private final Outbox outbox;
  private final Activities activities;
  private final Transactions transactions;
  private final Decider decider;
  private final CaseCache cache = new CaseCache();
  private final boolean fromScratch;
  private final CaseStarter starter;
  private final TurnObserver observer;
  private final TurnPublisher publisher;
  private final Detours detours;
  private final Replies replies;
  private final Admission admission;
  private final Skipping skipping;
  private final Holding holding;
  private final DestinationLimits limits = new DestinationLimits();

  public CaseWorker(Kernel kernel) {
    this(kernel, false);
  }

  /**
   * @param fromScratch for tests: every turn begins with the journal and nothing else, neither a
   *     case in memory nor a snapshot, and the journal is what its text says
   */
  public CaseWorker(Kernel kernel, boolean fromScratch) {
    this.fromScratch = fromScratch;
    this.store = kernel.store();
    this.outbox = kernel.outbox();
    this.activities = kernel.activities();
    this.transactions = kernel.transactions();
    this.decider = new Decider(kernel.definitions(), kernel.undoPlan());
    this.starter =
        new CaseStarter(
            kernel, WhenDown.asSet(), fromScratch ? Optional.empty() : Optional.of(cache));
    this.observer = kernel.observer();
    this.publisher = kernel.publisher();
    this.detours = new Detours(kernel.definitions(), store, outbox);
    this.replies = new Replies(store, outbox);
    this.admission = new Admission(store, kernel.definitions());
    this.skipping = new Skipping(store);
    this.holding = new Holding(store);
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
    return failures.isEmpty()
        ? moveOn(due, outcomes, deliveries, vain)
        : Handled.RollBack.because("work failed", failures);
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
        moveOn(List.copyOf(outcomes.keySet()), outcomes, deliveries(arrivals), List.of());
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

  /**
   * @param deliveries how the commands came; one that belongs to no trace goes on with its case's
   * @param handled what was handled before
   */
  private Handled moveOn(
      List<Command> commands,
      Map<Command, Outcome> outcomes,
      Map<Command, Delivery> deliveries,
      List<Command> handled) {
    Map<CaseId, Locked> cases = lock(commands);
    List<Effect.Send> next = new ArrayList<>();
    List<Command> vain = new ArrayList<>(handled);
    Requests requests = new Requests(store, outbox, limits);
    Moves moves = new Moves(store, observer);
    for (Command command : commands) {
      Locked locked = cases.get(command.caseId());
      if (locked == null) {
        return Handled.RollBack.because("case " + command.caseId() + " is not there", command);
      }
      Case now = locked.now();
      @Nullable Outcome outcome = outcomes.get(command);
      Named names = new Named(now);
      Verdict verdict =
          admission.admits(now, command)
              ? decider.decide(now, command, outcome, locked.at())
              : decider.withoutPlace(now, command, locked.at());
      if (verdict instanceof Verdict.NotYet notYet) {
        return Handled.RollBack.because(notYet.why(), command);
      }
      if (verdict instanceof Verdict.Stale stale && outcome instanceof Outcome.Done) {
        return Handled.RollBack.because(stale.why() + ": its work must not stay", command);
      }
      if (verdict instanceof Verdict.Advance advance) {
        Verdict.Advance kept = holding.keepBack(advance, now);
        Trace trace = trace(deliveries.get(command), now);
        append(now, kept.turn(), names, trace, moves);
        next.addAll(carryOut(kept.effects(), now, requests, trace));
      }
      if (changesNothing(verdict)) {
        vain.add(command);
      }
    }
    moves.atEnd(transactions);
    next.addAll(requests.atEnd());
    outbox.send(next);
    if (!fromScratch) {
      cache.putAfterCommit(cases.values().stream().map(Locked::now).toList(), transactions);
    }
    return new Handled.Moved(vain);
  }

  private static @Nullable Trace trace(@Nullable Delivery delivery, Case now) {
    Trace cause = delivery == null ? null : delivery.trace();
    return cause == null ? now.circumstances().trace() : cause;
  }

  private static boolean changesNothing(Verdict verdict) {
    return verdict instanceof Verdict.Stale
        || (verdict instanceof Verdict.Advance advance
            && advance.turn().events().stream().allMatch(Event.WishRefused.class::isInstance));
  }

  private void append(Case now, Turn turn, Named names, @Nullable Trace trace, Moves moves) {
    moves.add(now, fromScratch ? asRead(turn) : turn);
    if (!fromScratch && Snapshots.isDue(now)) {
      store.keepSnapshot(now);
      now.snapshotKept();
    }
    publisher.after(now).forEach(output -> outbox.publish(output.tracedBy(trace)));
    moves.tellAfterCommit(now, turn, names);
  }

  /** What a store does to a turn: it becomes text, and text becomes it. */
  static Turn asRead(Turn turn) {
    List<Event> events = EventCodec.read(EventCodec.write(turn.events()));
    return new Turn(turn.number(), turn.command(), turn.at(), events);
  }

  private List<Effect.Send> carryOut(
      List<Effect> effects, Case now, Requests requests, @Nullable Trace trace) {
    List<Effect.Send> sends = new ArrayList<>();
    for (Effect untraced : effects) {
      Effect effect = untraced.tracedBy(trace);
      if (effect instanceof Effect.Send send) {
        sends.add(send);
      } else if (effect instanceof Effect.SetTimer set) {
        store.timers().set(set.caseId(), set.key(), set.due());
      } else if (effect instanceof Effect.ClearTimer clear) {
        store.timers().clear(clear.caseId(), clear.key());
      } else if (effect instanceof Effect.Ask ask) {
        requests.ask(ask, now);
      } else if (effect instanceof Effect.RequestOver over) {
        requests.over(over);
      } else if (effect instanceof Effect.RequestMoved moved) {
        requests.moved(moved, now);
      } else if (effect instanceof Effect.Hold hold) {
        requests.hold(hold);
      } else if (effect instanceof Effect.DropHeld drop) {
        store.services().drop(drop.caseId(), drop.key());
      } else if (effect instanceof Effect.StartChild child) {
        starter.startChild(child, now.circumstances().forChild());
      } else if (effect instanceof Effect.RunAgain again) {
        sends.addAll(starter.runAgain(again, now));
      } else if (effect instanceof Effect.Publish output) {
        outbox.publish(output);
      } else if (effect instanceof Effect.CallOff off) {
        outbox.callOff(off);
      } else if (effect instanceof Effect.GivePlaceBack place) {
        sends.addAll(admission.giveBack(place));
      } else if (effect instanceof Effect.SetAttribute set) {
        store.catalog().setAttribute(set.caseId(), set.name(), set.value());
      } else if (effect instanceof Effect.Subscribe to) {
        store.catalog().subscribe(to.caseId(), to.signal(), to.key());
      } else if (effect instanceof Effect.Unsubscribe from) {
        store.catalog().unsubscribe(from.caseId());
      } else if (effect instanceof Effect.Raise raise) {
        store.raise(raise.incident());
      }
    }
    return sends;
  }

  /**
   * Locks all cases of a batch. The message of a new case may arrive before the transaction that
   * created the case is visible: look again for a moment before giving the message back.
   */
  private Map<CaseId, Locked> lock(List<Command> commands) {
    SortedSet<CaseId> ids =
        commands.stream().map(Command::caseId).collect(Collectors.toCollection(TreeSet::new));
    Map<CaseId, CaseStore.Head> heads = store.lock(ids);
    long until = System.nanoTime() + OVERTAKEN.toNanos();
    while (heads.size() < ids.size() && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN.toMillis()));
      heads = store.lock(ids);
    }
    Map<CaseId, Case> open = open(heads);
    Map<CaseId, Locked> locked = new LinkedHashMap<>();
    heads.forEach((id, head) -> locked.put(id, new Locked(at(head, id, open.get(id)), head.now())));
    return locked;
  }

  /** From the cache what is exactly that state there, else from the store. */
  private Map<CaseId, Case> open(Map<CaseId, CaseStore.Head> heads) {
    Map<CaseId, Case> open = new HashMap<>();
    heads.forEach((id, head) -> cache.take(id, head).ifPresent(here -> open.put(id, here)));
    List<CaseId> others = heads.keySet().stream().filter(id -> !open.containsKey(id)).toList();
    if (!others.isEmpty()) {
      open.putAll(store.read(others));
    }
    return open;
  }

  private static Case at(CaseStore.Head head, CaseId id, @Nullable Case opened) {
    if (opened == null || opened.turn() != head.turn()) {
      throw new IllegalStateException(
          "case %s is at turn %d, but its journal is not".formatted(id, head.turn()));
    }
    return opened;
  }

  /** A locked case, and the time at which it is looked at. */
  private record Locked(Case now, Instant at) {}
}
