package io.baton.persistence.toy;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Incident;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.CaseCatalog;
import io.baton.port.CaseStore;
import io.baton.port.Counters;
import io.baton.port.DefinitionStore;
import io.baton.port.Destinations;
import io.baton.port.Inbox;
import io.baton.port.KeyTimers;
import io.baton.port.Places;
import io.baton.port.Schedules;
import io.baton.port.Services;
import io.baton.port.SkipList;
import io.baton.port.Timers;
import io.baton.port.Transactions;
import io.baton.port.TrialInbox;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An example of a store of one's own: the least that keeps the contract. */
final class ToyCaseStore implements CaseStore {
  final List<Incident> incidents = new CopyOnWriteArrayList<>();
  private final Map<CaseId, List<Turn>> committed = new ConcurrentHashMap<>();
  private final Map<CaseId, Semaphore> locks = new ConcurrentHashMap<>();
  private final Map<Object, Mine> open = new ConcurrentHashMap<>();
  private final ToyTimers timers = new ToyTimers(() -> mine().timers);
  private final ToyKeyTimers keyTimers = new ToyKeyTimers(() -> mine().keyTimers);
  private final ToySchedules schedules = new ToySchedules(() -> mine().schedules);
  private final ToyServices services = new ToyServices(() -> seen().services);
  private final ToyCatalog catalog =
      new ToyCatalog(() -> mine().catalog, () -> seen().catalog, this::all);
  private final ToyDefinitions definitions =
      new ToyDefinitions(() -> mine().definitions, () -> seen().definitions, this::all);
  private final ToyPlaces places =
      new ToyPlaces(this::own, change -> mine().changesBack.addFirst(change));
  private final ToySkipList skipList =
      new ToySkipList(this::own, change -> mine().changesBack.addFirst(change));
  private final ToyDestinations destinations =
      new ToyDestinations(this::own, change -> mine().changesBack.addFirst(change));
  private final ToyCounters counters =
      new ToyCounters(change -> mine().changesBack.addFirst(change));
  private final TrialInbox inbox =
      new TrialInbox(
          this, name -> own(new CaseId(name)), change -> mine().changesBack.addFirst(change));
  private final Transactions transactions;

  ToyCaseStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean create(Case started, Turn start) {
    CaseId id = started.id();
    if (journal(id).isEmpty()) {
      own(id);
      if (journal(id).isEmpty()) {
        mine().add(id, start);
        return true;
      }
    }
    return false;
  }

  @Override
  public Set<Command> handled(Collection<? extends Command> commands) {
    return commands.stream()
        .filter(command -> !(command instanceof Command.Reply))
        .filter(command -> has(journal(command.caseId()), command.id()))
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Case> read(CaseId id) {
    List<Turn> journal = journal(id);
    return journal.isEmpty() ? Optional.empty() : Optional.of(Case.replay(id, journal));
  }

  @Override
  public Optional<WorkflowId> workflow(CaseId id) {
    return read(id).map(Case::workflow);
  }

  @Override
  public Map<CaseId, Head> lock(SortedSet<CaseId> ids) {
    Map<CaseId, Head> locked = new LinkedHashMap<>();
    for (CaseId id : new TreeSet<CaseId>((Collection<CaseId>) ids)) {
      if (!journal(id).isEmpty()) {
        own(id);
        List<Turn> journal = journal(id);
        Turn last = journal.get(journal.size() - 1);
        locked.put(id, new Head(last.number(), last.command(), now()));
      }
    }
    return locked;
  }

  @Override
  public void append(Case moved, Turn turn) {
    List<Turn> journal = journal(moved.id());
    if (turn.number() != journal.size() || has(journal, turn.command())) {
      throw new IllegalStateException("case " + moved.id() + " has no room for " + turn);
    }
    mine().add(moved.id(), turn);
    if (turn.endsParking()) {
      mine().resolved.add(moved.id());
    }
  }

  /** The journal is short enough for a toy. */
  @Override
  public void keepSnapshot(Case now) {}

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void raise(Incident incident) {
    mine().incidents.add(incident);
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
  public CaseCatalog catalog() {
    return catalog;
  }

  @Override
  public DefinitionStore definitions() {
    return definitions;
  }

  private Stream<CaseCatalog.Found> all() {
    Set<CaseId> ids = new TreeSet<>(committed.keySet());
    ids.addAll(seen().turns.keySet());
    return ids.stream().map(id -> read(id).orElseThrow()).map(this::found);
  }

  private CaseCatalog.Found found(Case now) {
    Instant started = journal(now.id()).get(0).at();
    return ToyCatalog.found(now, started, now.status().isEnd() ? now.time() : null);
  }

  private void own(CaseId id) {
    if (mine().held.add(id)) {
      locks.computeIfAbsent(id, any -> new Semaphore(1)).acquireUninterruptibly();
    }
  }

  /** What is committed, and what the own transaction wrote. */
  private List<Turn> journal(CaseId id) {
    List<Turn> journal = new ArrayList<>(committed.getOrDefault(id, List.of()));
    journal.addAll(seen().turns.getOrDefault(id, List.of()));
    return journal;
  }

  private Mine seen() {
    return transactions.active() ? mine() : new Mine();
  }

  private static boolean has(List<Turn> journal, CommandId command) {
    return journal.stream().anyMatch(turn -> turn.command().equals(command));
  }

  private Mine mine() {
    Object key = transactions.key();
    return open.computeIfAbsent(
        key,
        fresh -> {
          transactions.afterCompletion(success -> end(open.remove(key), success));
          return new Mine();
        });
  }

  private void end(Mine mine, boolean success) {
    if (success) {
      for (CaseId id : mine.turns.keySet()) {
        List<Turn> all = new ArrayList<>(committed.getOrDefault(id, List.of()));
        all.addAll(mine.turns.get(id));
        committed.put(id, all);
      }
      incidents.removeIf(
          i -> i.kind() == Incident.Kind.PARKED && mine.resolved.contains(i.caseId()));
      incidents.addAll(mine.incidents);
      catalog.commit(mine.catalog);
    }
    if (!success) {
      mine.changesBack.forEach(Runnable::run);
    }
    timers.end(mine.timers, success);
    keyTimers.end(mine.keyTimers, success);
    schedules.end(mine.schedules, success);
    definitions.end(mine.definitions, success);
    services.end(mine.services, success);
    mine.held.forEach(id -> locks.get(id).release());
  }

  /** What a transaction wrote and locked so far. */
  private static final class Mine {
    final Map<CaseId, List<Turn>> turns = new HashMap<>();
    final List<Incident> incidents = new ArrayList<>();
    final Set<CaseId> held = new HashSet<>();
    final Set<CaseId> resolved = new HashSet<>();
    final ToyTimers.Mine timers = new ToyTimers.Mine();
    final ToyKeyTimers.Mine keyTimers = new ToyKeyTimers.Mine();
    final ToySchedules.Mine schedules = new ToySchedules.Mine();
    final ToyServices.Mine services = new ToyServices.Mine();
    final ToyCatalog.Mine catalog = new ToyCatalog.Mine();
    final ToyDefinitions.Mine definitions = new ToyDefinitions.Mine();

    final Deque<Runnable> changesBack = new ArrayDeque<>();

    void add(CaseId id, Turn turn) {
      turns.computeIfAbsent(id, fresh -> new ArrayList<>()).add(turn);
    }
  }
}
