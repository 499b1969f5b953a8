package io.baton.engine;

import io.baton.model.Answer;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.model.Incident;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.ReplyTo;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.Activities;
import io.baton.port.CaseCatalog;
import io.baton.port.CaseStore;
import io.baton.port.Counters;
import io.baton.port.DefinitionStore;
import io.baton.port.Destinations;
import io.baton.port.Inbox;
import io.baton.port.KeyTimers;
import io.baton.port.Outbox;
import io.baton.port.Places;
import io.baton.port.Schedules;
import io.baton.port.Services;
import io.baton.port.SkipList;
import io.baton.port.Timers;
import io.baton.port.Transactions;
import io.baton.port.TrialCounters;
import io.baton.port.TrialDestinations;
import io.baton.port.TrialInbox;
import io.baton.port.TrialKeyTimers;
import io.baton.port.TurnObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** A host of one transaction that never ends: what the kernel wrote and sent can be looked at. */
final class Memory implements CaseStore, Outbox, Activities, Transactions, Timers {
  final java.util.Deque<Runnable> changesBack = new java.util.ArrayDeque<>();
  final Map<String, Instant> timers = new TreeMap<>();
  final List<Effect.Ask> asked = new ArrayList<>();
  final List<Effect.Publish> published = new ArrayList<>();
  final List<Effect.CallOff> calledOff = new ArrayList<>();
  final TrialPlaces places = new TrialPlaces();
  final TrialDestinations destinations = new TrialDestinations(() -> now());
  final TrialKeyTimers keyTimers = new TrialKeyTimers(() -> now());
  final TrialCounters counters = new TrialCounters();
  final TrialInbox inbox = new TrialInbox(this, any -> {}, changesBack::addFirst);
  final TrialSkipList skips = new TrialSkipList();
  final List<Turn> committed = new ArrayList<>();
  private final List<Completion> ends = new ArrayList<>();
  CaseCatalog catalog = new TrialCatalog();
  final Map<CaseId, List<Turn>> journals = new TreeMap<>();
  final List<Effect.Send> sent = new ArrayList<>();
  final List<Incident> incidents = new ArrayList<>();
  final List<Answer> answers = new ArrayList<>();
  final List<Command.Work> worked = new ArrayList<>();
  final Set<String> goneDestinations = new LinkedHashSet<>();
  final Plans plans = new Plans();
  Function<Command.Work, Outcome> work = command -> Trial.DONE;
  final MemoryServices services = new MemoryServices();
  final MemorySchedules schedules = new MemorySchedules(this);
  boolean active = true;
  int reads;
  Instant now = Trial.AT;
  boolean timersAreLocked;
  boolean brokerIsAway;
  boolean destinationsAreForbidden;

  Kernel kernel() {
    return kernel((id, workflow, turn) -> committed.add(turn));
  }

  Kernel kernel(TurnObserver observer) {
    return new Kernel(this, this, this, plans, plans, this, observer);
  }

  void has(CaseId id, Turn... turns) {
    journals.put(id, new ArrayList<>(List.of(turns)));
  }

  @Override
  public boolean create(Case started, Turn start) {
    return journals.putIfAbsent(started.id(), new ArrayList<>(List.of(start))) == null;
  }

  @Override
  public Set<Command> handled(Collection<? extends Command> commands) {
    Set<Command> handled = new LinkedHashSet<>();
    for (Command command : commands) {
      boolean there =
          journals.getOrDefault(command.caseId(), List.of()).stream()
              .anyMatch(turn -> turn.command().equals(command.id()));
      if (there) {
        handled.add(command);
      }
    }
    return handled;
  }

  @Override
  public Optional<Case> read(CaseId id) {
    reads++;
    return there(id);
  }

  private Optional<Case> there(CaseId id) {
    return Optional.ofNullable(journals.get(id)).map(journal -> Case.replay(id, journal));
  }

  @Override
  public Optional<WorkflowId> workflow(CaseId id) {
    return read(id).map(Case::workflow);
  }

  @Override
  public Map<CaseId, Head> lock(SortedSet<CaseId> ids) {
    Map<CaseId, Head> heads = new HashMap<>();
    ids.forEach(
        id ->
            there(id)
                .ifPresent(there -> heads.put(id, new Head(there.turn(), there.command(), now()))));
    return heads;
  }

  @Override
  public void keepSnapshot(Case now) {}

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Timers timers() {
    return this;
  }

  @Override
  public Schedules schedules() {
    return schedules;
  }

  @Override
  public Services services() {
    return services;
  }

  @Override
  public CaseCatalog catalog() {
    return catalog;
  }

  @Override
  public DefinitionStore definitions() {
    throw new UnsupportedOperationException("no trial deploys a workflow");
  }

  @Override
  public void set(CaseId id, RefId key, Instant due) {
    timers.put(id + " " + key, due);
  }

  @Override
  public void clear(CaseId id, RefId key) {
    timers.remove(id + " " + key);
  }

  @Override
  public List<Due> take(int max) {
    List<Due> due =
        timers.entrySet().stream()
            .filter(timer -> !timer.getValue().isAfter(now) && !timersAreLocked)
            .sorted(Map.Entry.comparingByValue())
            .limit(max)
            .map(timer -> due(timer.getKey().split(" ", 2), timer.getValue()))
            .toList();
    if (!brokerIsAway) { // Otherwise the transaction rolls back.
      due.forEach(timer -> clear(timer.id(), timer.key()));
    }
    return due;
  }

  private static Due due(String[] key, Instant moment) {
    return new Due(new CaseId(key[0]), new RefId(key[1]), moment);
  }

  @Override
  public Optional<Instant> earliest() {
    return timers.values().stream().min(Instant::compareTo);
  }

  @Override
  public void ask(Effect.Ask ask) {
    asked.add(ask);
  }

  @Override
  public void publish(Effect.Publish output) {
    published.add(output);
  }

  @Override
  public void callOff(Effect.CallOff off) {
    calledOff.add(off);
  }

  @Override
  public Destinations destinations() {
    if (destinationsAreForbidden) {
      throw new IllegalStateException("nobody has to know of any destination");
    }
    return destinations;
  }

  @Override
  public KeyTimers keyTimers() {
    return keyTimers;
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public Inbox inbox() {
    return inbox;
  }

  @Override
  public Places places() {
    return places;
  }

  @Override
  public SkipList skipList() {
    return skips;
  }

  @Override
  public void append(Case moved, Turn turn) {
    journals.get(moved.id()).add(turn);
  }

  @Override
  public void raise(Incident incident) {
    incidents.add(incident);
  }

  @Override
  public void send(List<Effect.Send> commands) {
    if (brokerIsAway) {
      throw new IllegalStateException("the broker is away");
    }
    sent.addAll(commands);
  }

  @Override
  public void reply(ReplyTo to, Answer answer) {
    if (goneDestinations.contains(to.destination())) {
      throw new UndeliverableException("gone", null);
    }
    answers.add(answer);
  }

  @Override
  public Outcome run(Command.Work command, List<Payload> args, boolean suspect) {
    worked.add(command);
    return work.apply(command);
  }

  @Override
  public boolean active() {
    return active;
  }

  @Override
  public Object key() {
    return this;
  }

  @Override
  public void afterCompletion(Completion end) {
    ends.add(end);
  }

  /** The transaction ends, and the next one begins. */
  void end(boolean commit) {
    List<Completion> all = List.copyOf(ends);
    ends.clear();
    all.forEach(end -> end.ended(commit));
  }

  @Override
  public <T> T joined(Supplier<T> work) {
    return work.get();
  }

  @Override
  public <T> T separate(Supplier<T> work) {
    return work.get();
  }
}
