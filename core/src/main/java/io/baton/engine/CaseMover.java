package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Trace;
import io.baton.model.Turn;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Locks cases, decides on their commands, appends the turns and sends what comes next; all in the
 * caller's transaction.
 */
final class CaseMover {
  private static final Duration OVERTAKEN = Duration.ofMillis(100);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final CaseStore store;
  private final Outbox outbox;
  private final Transactions transactions;
  private final Decider decider;
  private final CaseStarter starter;
  private final CaseCache cache;
  private final boolean fromScratch;
  private final TurnObserver observer;
  private final TurnPublisher publisher;
  private final Admission admission;
  private final Holding holding;
  private final DestinationLimits limits = new DestinationLimits();

  CaseMover(Kernel kernel, CaseStarter starter, CaseCache cache, boolean fromScratch) {
    this.starter = starter;
    this.cache = cache;
    this.fromScratch = fromScratch;
    this.store = kernel.store();
    this.outbox = kernel.outbox();
    this.transactions = kernel.transactions();
    this.decider = new Decider(kernel.definitions(), kernel.undoPlan());
    this.observer = kernel.observer();
    this.publisher = kernel.publisher();
    this.admission = new Admission(store, kernel.definitions());
    this.holding = new Holding(store);
  }

  /**
   * @param deliveries how the commands came; one that belongs to no trace goes on with its case's
   * @param handled what was handled before
   * @param chain what else may be done in this transaction
   */
  Handled moveOn(
      List<Command> commands,
      Map<Command, Outcome> outcomes,
      Map<Command, Delivery> deliveries,
      List<Command> handled,
      Chain chain) {
    Map<CaseId, Locked> cases = lock(commands);
    Progress all = new Progress(handled);
    List<Command> due = commands;
    while (!due.isEmpty()) {
      for (Command command : due) {
        Locked locked = cases.get(command.caseId());
        Optional<Handled.RollBack> rollBack =
            locked == null
                ? Optional.of(
                    Handled.RollBack.because("case " + command.caseId() + " is not there", command))
                : move(locked, command, outcomes.get(command), deliveries.get(command), all);
        if (rollBack.isPresent()) {
          return rollBack.get();
        }
      }
      List<Command.Work> links =
          chain.take(all.next, id -> Optional.ofNullable(cases.get(id)).map(Locked::now));
      Optional<Command.Work> broken = chain.run(links);
      if (broken.isPresent()) {
        return Handled.RollBack.because(
            broken.get().id() + " failed, which the case was to do at once",
            head(broken.get(), commands));
      }
      due = List.copyOf(links);
    }
    all.moves.atEnd(transactions);
    all.next.addAll(all.requests.atEnd());
    outbox.send(all.next);
    if (!fromScratch) {
      cache.putAfterCommit(cases.values().stream().map(Locked::now).toList(), transactions);
    }
    return new Handled.Moved(all.vain);
  }

  /** The command that came, of the case of one that did not come but was done as well. */
  private static Command head(Command.Work link, List<Command> commands) {
    return commands.stream()
        .filter(command -> command.caseId().equals(link.caseId()))
        .findFirst()
        .orElseThrow();
  }

  private Optional<Handled.RollBack> move(
      Locked locked,
      Command command,
      @Nullable Outcome outcome,
      @Nullable Delivery delivery,
      Progress all) {
    Case now = locked.now();
    Named names = new Named(now);
    Verdict verdict =
        admission.admits(now, command)
            ? decider.decide(now, command, outcome, locked.at())
            : decider.withoutPlace(now, command, locked.at());
    if (verdict instanceof Verdict.NotYet notYet) {
      return Optional.of(Handled.RollBack.because(notYet.why(), command));
    }
    if (verdict instanceof Verdict.Stale stale && outcome instanceof Outcome.Done) {
      return Optional.of(
          Handled.RollBack.because(stale.why() + ": its work must not stay", command));
    }
    if (verdict instanceof Verdict.Advance advance) {
      Verdict.Advance kept = holding.keepBack(advance, now);
      Trace trace = trace(delivery, now);
      append(now, kept.turn(), names, trace, all.moves);
      all.next.addAll(carryOut(kept.effects(), now, all.requests, trace));
    }
    if (changesNothing(verdict)) {
      all.vain.add(command);
    }
    return Optional.empty();
  }

  /** What one transaction does besides its activities. */
  private final class Progress {
    private final Requests requests = new Requests(store, outbox, limits);
    private final Moves moves = new Moves(store, observer);
    private final List<Effect.Send> next = new ArrayList<>();
    private final List<Command> vain;

    Progress(List<Command> handled) {
      vain = new ArrayList<>(handled);
    }
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
