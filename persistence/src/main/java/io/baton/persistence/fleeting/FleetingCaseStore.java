package io.baton.persistence.fleeting;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Incident;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.CaseCatalog;
import io.baton.port.CaseStore;
import io.baton.port.Counters;
import io.baton.port.DefinitionStore;
import io.baton.port.Destinations;
import io.baton.port.GatewayStore;
import io.baton.port.Inbox;
import io.baton.port.KeyTimers;
import io.baton.port.Places;
import io.baton.port.Schedules;
import io.baton.port.Services;
import io.baton.port.SkipList;
import io.baton.port.Timers;
import io.baton.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps cases in memory. A transaction sees its own writes at once, others see them after its
 * commit; it owns the cases that it locked or created until its end, on whatever thread that comes.
 */
public final class FleetingCaseStore implements CaseStore {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Object monitor = new Object();
  private final Journals journals = new Journals();
  private final List<Incident> incidents = new ArrayList<>();
  private final CaseLocks locks;
  private final OpenTransactions open;
  private final FleetingTimers timers;
  private final FleetingSchedules schedules;
  private final FleetingServices services;
  private final FleetingCatalog catalog;
  private final FleetingDefinitions definitions;
  private final FleetingPlaces places;
  private final FleetingSkipList skipList;
  private final FleetingDestinations destinations;
  private final FleetingCounters counters;
  private final FleetingGateways gateways;
  private final FleetingKeyTimers keyTimers;
  private final FleetingInbox inbox;
  private final InstantSource clock;

  public FleetingCaseStore(Transactions transactions) {
    this(transactions, InstantSource.system());
  }

  public FleetingCaseStore(Transactions transactions, InstantSource clock) {
    this(transactions, clock, PATIENCE);
  }

  /**
   * @param clock says when timers are due
   * @param patience how long a transaction waits for another one's lock before it gives up
   */
  public FleetingCaseStore(Transactions transactions, InstantSource clock, Duration patience) {
    this.clock = clock;
    this.locks = new CaseLocks(monitor, patience);
    this.open = new OpenTransactions(transactions, monitor, this::commit, this::release);
    this.timers = new FleetingTimers(monitor, open, clock);
    this.schedules = new FleetingSchedules(monitor, open, clock);
    this.services = new FleetingServices(monitor, open, clock);
    this.catalog = new FleetingCatalog(monitor, open, journals);
    this.definitions = new FleetingDefinitions(monitor, open, journals, clock, patience);
    this.places = new FleetingPlaces(monitor, open, patience);
    this.destinations = new FleetingDestinations(monitor, open, clock, patience);
    this.keyTimers = new FleetingKeyTimers(monitor, open, clock);
    this.counters = new FleetingCounters(monitor, open);
    this.inbox = new FleetingInbox(monitor, open, this, patience);
    this.skipList = new FleetingSkipList(monitor, open, patience);
    this.gateways = new FleetingGateways(monitor, open, clock, patience);
  }

  @Override
  public boolean create(Case started, Turn start) {
    synchronized (monitor) {
      Staged mine = open.mine();
      CaseId id = started.id();
      if (journals.has(id, mine)) {
        return false;
      }
      lock(id, mine);
      if (journals.has(id, mine)) {
        locks.release(open.key(), id);
        return false;
      }
      mine.journal(id).add(started, start, null);
      return true;
    }
  }

  @Override
  public Set<Command> handled(Collection<? extends Command> commands) {
    synchronized (monitor) {
      @Nullable Staged seen = open.seen();
      Set<Command> handled = new LinkedHashSet<>();
      for (Command command : commands) {
        if (!(command instanceof Command.Reply)
            && journals.has(command.caseId(), command.id(), seen)) {
          handled.add(command);
        }
      }
      return handled;
    }
  }

  @Override
  public Optional<Case> read(CaseId id) {
    Optional<Journals.Material> material;
    synchronized (monitor) {
      material = journals.material(id, open.seen());
    }
    return material.map(Journals.Material::make);
  }

  @Override
  public Optional<WorkflowId> workflow(CaseId id) {
    synchronized (monitor) {
      return Optional.ofNullable(journals.face(id, open.seen())).map(CaseCatalog.Found::workflow);
    }
  }

  @Override
  public Map<CaseId, Head> lock(SortedSet<CaseId> ids) {
    synchronized (monitor) {
      Staged mine = open.mine();
      Map<CaseId, Head> locked = new LinkedHashMap<>();
      for (CaseId id : new TreeSet<CaseId>((Collection<CaseId>) ids)) {
        if (journals.has(id, mine)) {
          lock(id, mine);
          Turn last = journals.last(id, mine);
          locked.put(id, new Head(last.number(), last.command(), clock.instant()));
        }
      }
      return locked;
    }
  }

  @Override
  public void append(Case moved, Turn turn) {
    synchronized (monitor) {
      Staged mine = open.mine();
      CaseId id = moved.id();
      checkLocked(id);
      long last = journals.last(id, mine).number();
      if (turn.number() != last + 1) {
        throw new IllegalStateException(
            "case %s is at turn %d, %d does not follow".formatted(id, last, turn.number()));
      }
      if (journals.has(id, turn.command(), mine)) {
        throw new IllegalStateException(
            "case %s has a turn of command %s already".formatted(id, turn.command()));
      }
      mine.journal(id).add(moved, turn, journals.face(id, mine));
      if (turn.endsParking()) {
        mine.goesOn(moved);
      }
    }
  }

  @Override
  public void keepSnapshot(Case now) {
    synchronized (monitor) {
      checkLocked(now.id());
      open.mine().journal(now.id()).keep(now.snapshot());
    }
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void raise(Incident incident) {
    synchronized (monitor) {
      open.mine().incidents.add(incident);
    }
  }

  @Override
  public Timers timers() {
    return timers;
  }

  @Override
  public Schedules schedules() {
    return schedules;
  }

  @Override
  public Places places() {
    return places;
  }

  @Override
  public SkipList skipList() {
    return skipList;
  }

  @Override
  public Services services() {
    return services;
  }

  @Override
  public Destinations destinations() {
    return destinations;
  }

  @Override
  public KeyTimers keyTimers() {
    return keyTimers;
  }

  @Override
  public Inbox inbox() {
    return inbox;
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public GatewayStore gateways() {
    return gateways;
  }

  @Override
  public CaseCatalog catalog() {
    return catalog;
  }

  @Override
  public DefinitionStore definitions() {
    return definitions;
  }

  /** All committed cases, in the order of their ids. */
  public List<Case> cases() {
    synchronized (monitor) {
      return journals.committed().stream()
          .flatMap(id -> journals.material(id, null).stream())
          .map(Journals.Material::make)
          .toList();
    }
  }

  /** All committed turns of a case; empty when there is none. */
  public List<Turn> journal(CaseId id) {
    synchronized (monitor) {
      return journals.turns(id);
    }
  }

  /** All committed incidents that wait for a person, the oldest first. */
  public List<Incident> incidents() {
    synchronized (monitor) {
      return List.copyOf(incidents);
    }
  }

  private void lock(CaseId id, Staged mine) {
    Object key = open.key();
    locks.take(key, id);
    // A transaction that timed out while its thread waited would never give the lock back.
    if (!open.isOpen(mine)) {
      locks.release(key, id);
      throw new IllegalStateException("the transaction ended while it waited for case " + id);
    }
  }

  private void checkLocked(CaseId id) {
    if (!locks.owns(open.key(), id)) {
      throw new IllegalStateException("case " + id + " is not locked");
    }
  }

  private void commit(Staged staged) {
    journals.commit(staged);
    timers.commit(staged);
    schedules.commit(staged);
    services.commit(staged);
    catalog.commit(staged);
    definitions.commit(staged);
    places.commit(staged);
    skipList.commit(staged);
    counters.commit(staged);
    keyTimers.commit(staged);
    inbox.commit(staged);
    incidents.removeIf(incident -> Staged.isParking(incident, staged.wentOn));
    incidents.addAll(staged.incidents);
  }

  private void release(Object key, @Nullable Staged staged) {
    if (staged != null) {
      timers.release(staged);
      keyTimers.release(staged);
      schedules.release(staged);
      definitions.release(staged);
      places.release(key, staged);
      skipList.release(key);
      gateways.release(key);
      inbox.release(key);
      destinations.release(key);
      services.release(staged);
    }
    locks.release(key);
  }
}
