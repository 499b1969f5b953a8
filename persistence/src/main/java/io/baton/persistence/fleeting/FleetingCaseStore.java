package io.baton.persistence.fleeting;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Incident;
import io.baton.model.Turn;
import io.baton.port.CaseStore;
import io.baton.port.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps cases in memory. A transaction sees its own writes at once, others see them after its
 * commit; it owns the cases that it locked or created until its end, on whatever thread that comes.
 */
public final class FleetingCaseStore implements CaseStore {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Object monitor = new Object();
  private final CaseLocks locks;
  private final SortedMap<CaseId, List<Turn>> committed = new TreeMap<>();
  private final List<Incident> incidents = new ArrayList<>();
  private final Map<Object, Staged> open = new HashMap<>();
  private final Transactions transactions;

  public FleetingCaseStore(Transactions transactions) {
    this(transactions, PATIENCE);
  }

  /**
   * @param patience how long a transaction waits for another one's lock before it gives up
   */
  public FleetingCaseStore(Transactions transactions, Duration patience) {
    this.transactions = transactions;
    this.locks = new CaseLocks(monitor, patience);
  }

  @Override
  public boolean create(Case started, Turn start) {
    Object mine = transactions.key();
    synchronized (monitor) {
      Staged staged = staged(mine);
      CaseId id = started.id();
      if (exists(id, staged)) {
        return false;
      }
      lock(id, mine, staged);
      if (exists(id, staged)) {
        locks.release(mine, id);
        return false;
      }
      staged.add(id, start);
      return true;
    }
  }

  @Override
  public Set<Command> handled(Collection<? extends Command> commands) {
    synchronized (monitor) {
      Set<Command> handled = new LinkedHashSet<>();
      for (Command command : commands) {
        if (has(journal(command.caseId(), seen()), command)) {
          handled.add(command);
        }
      }
      return handled;
    }
  }

  @Override
  public Optional<Case> read(CaseId id) {
    synchronized (monitor) {
      return replay(id, seen());
    }
  }

  @Override
  public Map<CaseId, Case> lock(SortedSet<CaseId> ids) {
    Object mine = transactions.key();
    synchronized (monitor) {
      Staged staged = staged(mine);
      Map<CaseId, Case> locked = new LinkedHashMap<>();
      for (CaseId id : new TreeSet<CaseId>((Collection<CaseId>) ids)) {
        if (exists(id, staged)) {
          lock(id, mine, staged);
          locked.put(id, replay(id, staged).orElseThrow());
        }
      }
      return locked;
    }
  }

  @Override
  public void append(Case moved, Turn turn) {
    Object mine = transactions.key();
    synchronized (monitor) {
      Staged staged = staged(mine);
      CaseId id = moved.id();
      List<Turn> journal = journal(id, staged);
      if (!locks.owns(mine, id)) {
        throw new IllegalStateException("case " + id + " is not locked");
      }
      if (turn.number() != journal.size()) {
        throw new IllegalStateException(
            "case %s is at turn %d, %d does not follow"
                .formatted(id, journal.size() - 1, turn.number()));
      }
      if (journal.stream().anyMatch(t -> t.command().equals(turn.command()))) {
        throw new IllegalStateException(
            "case %s has a turn of command %s already".formatted(id, turn.command()));
      }
      staged.add(id, turn);
    }
  }

  @Override
  public void raise(Incident incident) {
    Object mine = transactions.key();
    synchronized (monitor) {
      staged(mine).incidents.add(incident);
    }
  }

  /** All committed cases, in the order of their ids. */
  public List<Case> cases() {
    synchronized (monitor) {
      List<Case> cases = new ArrayList<>();
      committed.forEach((id, journal) -> cases.add(Case.replay(id, journal)));
      return cases;
    }
  }

  /** All committed incidents, the oldest first. */
  public List<Incident> incidents() {
    synchronized (monitor) {
      return List.copyOf(incidents);
    }
  }

  private void lock(CaseId id, Object mine, Staged staged) {
    locks.take(mine, id);
    // A transaction that timed out while its thread waited would never give the lock back.
    if (open.get(mine) != staged) {
      locks.release(mine, id);
      throw new IllegalStateException("the transaction ended while it waited for case " + id);
    }
  }

  private Staged staged(Object transaction) {
    Staged there = open.get(transaction);
    if (there != null) {
      return there;
    }
    transactions.afterCompletion(success -> end(transaction, success));
    Staged fresh = new Staged();
    open.put(transaction, fresh);
    return fresh;
  }

  private void end(Object transaction, boolean success) {
    synchronized (monitor) {
      Staged staged = open.remove(transaction);
      if (staged != null && success) {
        staged.turns.forEach(
            (id, turns) -> committed.computeIfAbsent(id, any -> new ArrayList<>()).addAll(turns));
        incidents.addAll(staged.incidents);
      }
      locks.release(transaction);
    }
  }

  /** What the caller's transaction wrote so far; null without a transaction. */
  private @Nullable Staged seen() {
    return transactions.active() ? open.get(transactions.key()) : null;
  }

  private boolean exists(CaseId id, Staged staged) {
    return committed.containsKey(id) || !staged.of(id).isEmpty();
  }

  private List<Turn> journal(CaseId id, @Nullable Staged staged) {
    List<Turn> journal = new ArrayList<>(committed.getOrDefault(id, List.of()));
    if (staged != null) {
      journal.addAll(staged.of(id));
    }
    return journal;
  }

  private Optional<Case> replay(CaseId id, @Nullable Staged staged) {
    List<Turn> journal = journal(id, staged);
    return journal.isEmpty() ? Optional.empty() : Optional.of(Case.replay(id, journal));
  }

  private static boolean has(List<Turn> journal, Command command) {
    return !(command instanceof Command.Reply)
        && journal.stream().anyMatch(turn -> turn.command().equals(command.id()));
  }
}
