package io.baton.model;

import io.baton.api.CaseStatus;
import io.baton.model.CaseSnapshot.Fold;
import io.baton.model.CaseSnapshot.Fork;
import io.baton.model.CaseSnapshot.Status;
import io.baton.model.Event.AnswerDelayed;
import io.baton.model.Event.AttemptFailed;
import io.baton.model.Event.AttributeSet;
import io.baton.model.Event.BranchCancelled;
import io.baton.model.Event.CancelRequested;
import io.baton.model.Event.CaseContinued;
import io.baton.model.Event.CaseEnded;
import io.baton.model.Event.CaseParked;
import io.baton.model.Event.CasePaused;
import io.baton.model.Event.CaseQueued;
import io.baton.model.Event.CaseResumed;
import io.baton.model.Event.CaseRetried;
import io.baton.model.Event.CaseStarted;
import io.baton.model.Event.CaseUnpaused;
import io.baton.model.Event.CompensationStarted;
import io.baton.model.Event.DetailsTold;
import io.baton.model.Event.FailureAllowed;
import io.baton.model.Event.FoldAdvanced;
import io.baton.model.Event.ForkDecided;
import io.baton.model.Event.Migrated;
import io.baton.model.Event.Move;
import io.baton.model.Event.OutputSent;
import io.baton.model.Event.ParentFollowed;
import io.baton.model.Event.RefCancelled;
import io.baton.model.Event.RefOpened;
import io.baton.model.Event.RefSettled;
import io.baton.model.Event.ReplyRequested;
import io.baton.model.Event.RequestHeld;
import io.baton.model.Event.RequestReleased;
import io.baton.model.Event.SignalExpired;
import io.baton.model.Event.SignalReceived;
import io.baton.model.Event.SignalTaken;
import io.baton.model.Event.Subscribed;
import io.baton.model.Event.TaskTold;
import io.baton.model.Event.UndoAsked;
import io.baton.model.Event.UndoAttemptFailed;
import io.baton.model.Event.UndoDone;
import io.baton.model.Event.UndoDropped;
import io.baton.model.Event.UndoRegistered;
import io.baton.model.Event.UndoRequested;
import io.baton.model.Event.UndoStarted;
import io.baton.model.Event.ValueNoted;
import io.baton.model.Event.VersionChosen;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case as its journal tells it. It changes in one way only: {@link #apply} takes the next event,
 * live and on replay alike. Owned by one thread.
 */
public final class Case {
  private final CaseId id;
  private CaseStarted start;
  private final Refs refs = new Refs();
  private final Map<RefId, Undo> undos = new LinkedHashMap<>();
  private @Nullable Object memo;
  private final Map<RefId, UndoRequest> undoRequests = new LinkedHashMap<>();
  private final NavigableMap<RefId, Fork> forks = new TreeMap<>();
  private final NavigableMap<RefId, Fold> folds = new TreeMap<>();
  private final NavigableMap<RefId, Boolean> cancelledBranches = new TreeMap<>();
  private final Map<String, Integer> versions = new LinkedHashMap<>();
  private final Map<String, Instant> carriedTimers = new LinkedHashMap<>();
  private final Set<Subscribed> subscriptions = new LinkedHashSet<>();
  private final UnreadSignals unread = new UnreadSignals();
  private final List<ReplyTo> askers = new ArrayList<>();
  private final List<Parent> undoAskers = new ArrayList<>();

  /** Ids that refs have had in an older version of the workflow; who knows them still uses them. */
  private final Map<RefId, RefId> renamed = new LinkedHashMap<>();

  private final Marks marks = new Marks();
  private final Details details = new Details();
  private final RefNames names = new RefNames();
  private Status status = Status.FIRST;
  private boolean queued;
  private @Nullable Held heldStart;
  private final List<TaskTold> told = new ArrayList<>();
  private CaseSnapshot.@Nullable Pause pause;
  private @Nullable CaseId next;
  private boolean pausedWithParent;
  private long parentAsOf;
  private int run = 1;
  private boolean begun;

  /** The turn in which it began, while that is the newest; else of no importance. */
  private long begunAt = -1;

  private long turn;
  private long events = 1;
  private long snapshotAt;
  private CommandId command;
  private Instant time;

  private Case(CaseId id, CaseStarted start, CommandId command, Instant time) {
    this.id = id;
    this.start = start;
    this.command = command;
    this.time = time;
    marks.add(Mark.Kind.CREATED, time);
    if (start.replyTo() != null) {
      askers.add(start.replyTo());
    }
  }

  /**
   * @param journal all turns of the case, the first one being number 0
   * @throws IllegalStateException when the journal has a gap or does not begin with CaseStarted
   */
  public static Case replay(CaseId id, List<Turn> journal) {
    if (journal.isEmpty()
        || journal.get(0).events().isEmpty()
        || !(journal.get(0).events().get(0) instanceof CaseStarted start)) {
      throw new IllegalStateException("journal of case " + id + " does not begin with its start");
    }
    Turn first = journal.get(0);
    if (first.number() != 0) {
      throw new IllegalStateException(
          "journal of case " + id + " begins with turn " + first.number());
    }
    Case replayed = new Case(id, start, first.command(), first.at());
    first.events().subList(1, first.events().size()).forEach(replayed::apply);
    return replayed.replay(journal.subList(1, journal.size()));
  }

  /**
   * @param later the turns after the snapshot
   * @throws IllegalStateException when a turn is missing
   */
  public static Case restore(CaseId id, CaseSnapshot from, List<Turn> later) {
    Case restored = new Case(id, from.start(), from.command(), from.at());
    restored.take(from);
    return restored.replay(later);
  }

  private void take(CaseSnapshot from) {
    askers.clear();
    turn = from.turn();
    snapshotAt = from.turn();
    events = from.events();
    run = from.run();
    begun = from.begun();
    status = from.status();
    from.refs().forEach(refs::put);
    from.undos().forEach(undo -> undos.put(undo.ref(), undo));
    from.undoRequests().forEach(request -> undoRequests.put(request.scope(), request));
    from.forks().forEach((ref, fork) -> forks.put(new RefId(ref), fork));
    from.folds().forEach((ref, fold) -> folds.put(new RefId(ref), fold));
    from.cancelledBranches().forEach(branch -> cancelledBranches.put(branch, true));
    versions.putAll(from.versions());
    carriedTimers.putAll(from.carriedTimers());
    subscriptions.addAll(from.subscriptions());
    from.unread().forEach(unread::add);
    unread.received(from.signals());
    askers.addAll(from.askers());
    undoAskers.addAll(from.undoAskers());
    from.renamed().forEach((old, fresh) -> renamed.put(new RefId(old), fresh));
    queued = from.queued();
    told.addAll(from.told());
    pause = from.pause();
    pausedWithParent = from.pausedWithParent();
    parentAsOf = from.parentAsOf();
    marks.take(from.marks());
    from.details().forEach(details::add);
    next = from.next();
    if (from.names() != null) {
      names.take(from.names().count(), from.names().newest());
    }
  }

  private Case replay(List<Turn> turns) {
    for (Turn next : turns) {
      if (next.number() != turn + 1) {
        throw new IllegalStateException(
            "journal of case %s has turn %d where %d belongs"
                .formatted(id, next.number(), turn + 1));
      }
      beginTurn(next.command(), next.at());
      next.events().forEach(this::apply);
    }
    return this;
  }

  /** What {@link #restore} makes this case of. */
  public CaseSnapshot snapshot() {
    Map<String, Fork> forksByText = new LinkedHashMap<>();
    forks.forEach((ref, fork) -> forksByText.put(ref.value(), fork));
    Map<String, Fold> foldsByText = new LinkedHashMap<>();
    folds.forEach((ref, fold) -> foldsByText.put(ref.value(), fold));
    Map<String, RefId> renamedByText = new LinkedHashMap<>();
    renamed.forEach((old, fresh) -> renamedByText.put(old.value(), fresh));
    List<Ref> ordered = new ArrayList<>(refs.all());
    ordered.sort(java.util.Comparator.comparingLong(Ref::openedAs));
    return new CaseSnapshot(
        turn,
        command,
        time,
        events,
        start,
        run,
        begun,
        status,
        ordered,
        undos(),
        List.copyOf(undoRequests.values()),
        forksByText,
        foldsByText,
        List.copyOf(cancelledBranches.keySet()),
        Map.copyOf(versions),
        Map.copyOf(carriedTimers),
        List.copyOf(subscriptions),
        unread.received(),
        unread.all(),
        List.copyOf(askers),
        List.copyOf(undoAskers),
        renamedByText,
        queued,
        List.copyOf(told),
        pause,
        pausedWithParent,
        parentAsOf,
        marks.all(),
        details.all(),
        next,
        names.inCase() == 0 ? null : new CaseSnapshot.Names(names.inCase(), names.all()));
  }

  /** The next turn begins: what is applied from here on belongs to it. */
  public void beginTurn(CommandId by, Instant at) {
    turn++;
    command = by;
    time = at;
    names.beginTurn();
  }

  public void apply(Event event) {
    events++;
    if (!begun && event instanceof Move) {
      begun = true;
      begunAt = turn;
      queued = false;
      told.clear();
      marks.add(Mark.Kind.BEGUN, time);
    }
    if (event instanceof RefOpened e) {
      refs.put(Ref.opened(e, events, time));
      if (e.awaited() instanceof Awaited.Timer timer && timer.name() != null) {
        carriedTimers.remove(timer.name());
      } else if (e.awaited() instanceof Awaited.Outside outside) {
        names.opened(outside);
      }
    } else if (event instanceof ValueNoted e) {
      boolean warned = refs.anyWarningBelow(e.ref());
      endScope(e.ref());
      refs.put(Ref.noted(e, events, time, warned));
    } else if (event instanceof FailureAllowed e) {
      Ref known = refs.get(e.ref());
      endScope(e.ref());
      refs.put(
          known == null
              ? Ref.allowed(e, events, time)
              : known.settled(null, e.failure(), events, time, true));
      marks.warned(time);
    } else if (event instanceof DetailsTold e) {
      details.add(e);
    } else if (event instanceof OutputSent e) {
      note(e.ref(), "output " + e.topic());
    } else if (event instanceof AttributeSet e) {
      note(e.ref(), "attribute " + e.name());
    } else if (event instanceof RefSettled e) {
      settle(e);
    } else if (event instanceof RefCancelled e) {
      ref(e.ref()).ifPresent(ref -> refs.put(ref.cancelled(e.branch(), events, time)));
    } else if (event instanceof AttemptFailed e) {
      marks.add(Mark.Kind.ATTEMPT_FAILED, e.ref(), time);
      ref(e.ref()).ifPresent(ref -> refs.put(ref.tryAgain(e.attempt() + 1, e.due())));
    } else if (event instanceof AnswerDelayed e) {
      applyToRequest(e.ref(), ref -> ref.delayed(e.due(), e.told()), undo -> undo.delayed(e.due()));
      if (e.ref().requestedUndo() == null) {
        marks.add(Mark.Kind.ALIVE, e.ref(), time);
      }
    } else if (event instanceof RequestHeld e) {
      Held held = new Held(e.service(), time);
      if (e.key().equals(RequestHeld.START)) {
        heldStart = held;
      }
      applyToRequest(e.key(), ref -> ref.heldBack(held), undo -> undo.heldBack(held));
    } else if (event instanceof RequestReleased e) {
      applyToRequest(e.key(), ref -> ref.asked(e.due()), undo -> undo.asked(e.due()));
    } else if (event instanceof ForkDecided e) {
      forks.put(e.ref(), new Fork(e.kind(), e.branches(), e.winner(), events));
    } else if (event instanceof BranchCancelled e) {
      cancelledBranches.put(e.branch(), true);
    } else if (event instanceof FoldAdvanced e) {
      prune(e.ref());
      folds.put(e.ref(), new Fold(e.rounds(), e.state()));
    } else if (event instanceof VersionChosen e) {
      versions.put(e.change(), e.version());
    } else if (event instanceof Subscribed e) {
      subscriptions.add(e);
    } else if (!applyToSignals(event) && !applyToUndos(event) && !applyToWaiting(event)) {
      applyToStatus(event);
    }
  }

  private void applyToRequest(RefId key, UnaryOperator<Ref> work, UnaryOperator<Undo> undoing) {
    RefId undo = key.requestedUndo();
    if (undo == null) {
      ref(key).ifPresent(ref -> refs.put(work.apply(ref)));
    } else {
      undo(undo).ifPresent(entry -> undos.put(entry.ref(), undoing.apply(entry)));
    }
  }

  private void settle(RefSettled e) {
    boolean warned = Boolean.TRUE.equals(e.warning());
    ref(e.ref())
        .ifPresent(ref -> refs.put(ref.settled(e.value(), e.failure(), events, time, warned)));
    if (warned) {
      marks.warned(time);
    }
  }

  /** What is in it is not needed any more, but for when it began. */
  private void endScope(RefId scope) {
    Instant begunAt = firstIn(scope);
    prune(scope);
    if (begunAt != null) {
      marks.add(Mark.Kind.BEGUN, scope, begunAt);
    }
    folds.remove(scope);
  }

  private void note(RefId ref, String what) {
    refs.put(Ref.noted(new ValueNoted(ref, what, Payload.NULL), events, time, false));
  }

  /** When the first thing in the scope began; null when there was none. */
  private @Nullable Instant firstIn(RefId scope) {
    Instant ref = refs.firstSince(scope);
    Instant ended = marks.firstBegun(scope);
    return ref == null || (ended != null && ended.isBefore(ref)) ? ended : ref;
  }

  private void prune(RefId scope) {
    refs.prune(scope);
    details.prune(scope);
    marks.prune(scope);
    Refs.below(forks, scope).clear();
    Refs.below(folds, scope).clear();
    Refs.below(cancelledBranches, scope).clear();
    undoRequests.keySet().removeIf(request -> request.isBelow(scope));
  }

  private boolean applyToSignals(Event event) {
    if (event instanceof SignalReceived e) {
      unread.add(CaseSnapshot.unread(e, time));
    } else if (event instanceof SignalTaken e) {
      Payload value = unread.remove(e.number()).map(UnreadSignal::value).orElse(Payload.NULL);
      ref(e.ref()).ifPresent(ref -> refs.put(taken(ref, value)));
    } else if (event instanceof SignalExpired e) {
      unread.remove(e.number());
    } else {
      return false;
    }
    return true;
  }

  private Ref taken(Ref ref, Payload signal) {
    if (!(ref.awaited() instanceof Awaited.Outside)) {
      return ref.settled(signal, null, events, time, false);
    }
    KeptAnswer answer = KeptAnswer.of(signal);
    return ref.settled(answer.value(), answer.failure(), events, time, false);
  }

  private boolean applyToUndos(Event event) {
    if (event instanceof UndoRegistered e) {
      long begunAs = ref(e.ref().effect()).map(Ref::openedAs).orElse(events);
      undos.put(e.ref(), Undo.registered(e, begunAs, events));
    } else if (event instanceof UndoDropped e) {
      for (int number = 1; undos.remove(e.ref().undo(number)) != null; number++) {}
    } else if (event instanceof UndoRequested e) {
      undoRequests.put(e.scope(), new UndoRequest(e.scope(), e.order(), e.branches()));
    } else if (event instanceof UndoStarted e) {
      marks.add(Mark.Kind.UNDO_STARTED, e.ref(), time);
      undos.computeIfPresent(e.ref(), (ref, undo) -> undo.started(e.due()));
    } else if (event instanceof UndoAttemptFailed e) {
      marks.add(Mark.Kind.UNDO_FAILED, e.ref(), time);
      undos.computeIfPresent(e.ref(), (ref, undo) -> undo.tryAgain(e.attempt() + 1, e.due()));
    } else if (event instanceof UndoDone e) {
      marks.add(Mark.Kind.UNDO_DONE, e.ref(), time);
      undos.computeIfPresent(e.ref(), (ref, undo) -> undo.finished(events));
    } else {
      return false;
    }
    return true;
  }

  private boolean applyToWaiting(Event event) {
    if (event instanceof CaseQueued) {
      queued = true;
      marks.add(Mark.Kind.QUEUED, time);
    } else if (event instanceof TaskTold e) {
      told.add(e);
    } else if (event instanceof CasePaused e) {
      pause = new CaseSnapshot.Pause(e.until(), Boolean.TRUE.equals(e.fails()));
      marks.add(Mark.Kind.PAUSED, time);
    } else if (event instanceof CaseUnpaused) {
      pause = null;
      markEndOfPause();
    } else if (event instanceof ParentFollowed e) {
      parentAsOf = e.asOf();
      pausedWithParent = e.paused();
      if (e.paused()) {
        marks.add(Mark.Kind.PAUSED, time);
      } else {
        markEndOfPause();
      }
    } else {
      return false;
    }
    return true;
  }

  private void markEndOfPause() {
    if (!isPaused()) {
      marks.add(Mark.Kind.UNPAUSED, time);
    }
  }

  private void applyToStatus(Event event) {
    if (event instanceof ReplyRequested e) {
      askers.add(e.to());
    } else if (event instanceof UndoAsked e) {
      undoAskers.add(e.asker());
    } else if (event instanceof CancelRequested e) {
      marks.add(Mark.Kind.CANCEL_REQUESTED, time);
      status =
          new Status(
              status.now(),
              status.beforeParking(),
              null,
              null,
              status.obstacle(),
              status.stoppedAt(),
              e.reason());
    } else if (event instanceof CompensationStarted e) {
      marks.add(Mark.Kind.COMPENSATION_STARTED, time);
      pause = null;
      pausedWithParent = false;
      status =
          new Status(
              CaseStatus.COMPENSATING,
              CaseStatus.COMPENSATING,
              status.result(),
              e.reason(),
              null,
              null,
              status.cancelReason());
      undoRequests.clear();
    } else if (event instanceof CaseParked e) {
      marks.add(Mark.Kind.PARKED, time);
      status =
          new Status(
              CaseStatus.PARKED,
              status.now(),
              status.result(),
              status.failure(),
              e.reason(),
              e.ref(),
              status.cancelReason());
    } else if (event instanceof CaseResumed) {
      marks.add(Mark.Kind.RESUMED, time);
      status =
          new Status(
              status.beforeParking(),
              status.beforeParking(),
              status.result(),
              status.failure(),
              null,
              null,
              status.cancelReason());
    } else if (event instanceof CaseRetried e) {
      next = e.next();
      marks.retried(time);
    } else if (event instanceof CaseEnded e) {
      marks.ended(e.status(), time);
      queued = false;
      told.clear();
      pause = null;
      pausedWithParent = false;
      status =
          new Status(
              e.status(),
              e.status(),
              e.result() == null ? status.result() : e.result(),
              e.failure(),
              null,
              null,
              status.cancelReason());
    } else if (event instanceof CaseContinued e) {
      continueWith(e);
    } else if (event instanceof Migrated e) {
      migrate(e);
    }
    // CaseStarted built this object; attributes, outputs and refused wishes are not its business.
  }

  private CaseStarted start(WorkflowId workflow, Payload input) {
    return new CaseStarted(
        workflow,
        input,
        start.starter(),
        start.replyTo(),
        start.businessKey(),
        start.priority(),
        start.parent(),
        start.circumstances());
  }

  private void migrate(Migrated e) {
    start = start(e.to(), input());
    memo = null;
    if (!e.refs().isEmpty()) {
      rename(id -> e.refs().getOrDefault(id.value(), id));
      e.refs().forEach((old, fresh) -> renamed.put(new RefId(old), fresh));
    }
  }

  private void rename(UnaryOperator<RefId> to) {
    refs.rename(to);
    renamed.replaceAll((old, fresh) -> to.apply(fresh));
    List<Undo> list = undos();
    undos.clear();
    list.forEach(undo -> undos.put(to.apply(undo.ref()), undo.at(to.apply(undo.ref()))));
    List<UndoRequest> requests = List.copyOf(undoRequests.values());
    undoRequests.clear();
    requests.stream()
        .map(request -> request.renamed(to))
        .forEach(request -> undoRequests.put(request.scope(), request));
    renameKeys(forks, to);
    renameKeys(folds, to);
    renameKeys(cancelledBranches, to);
    marks.rename(to);
    details.rename(to);
    status = status.renamed(to);
  }

  private static <V> void renameKeys(Map<RefId, V> map, UnaryOperator<RefId> to) {
    Map<RefId, V> before = new LinkedHashMap<>(map);
    map.clear();
    before.forEach((id, value) -> map.put(to.apply(id), value));
  }

  private void continueWith(CaseContinued next) {
    start = start(start.workflow(), next.input());
    run++;
    refs.clear();
    marks.clearRefs();
    details.clear();
    carriedTimers.putAll(next.timers());
    undos.clear();
    undoRequests.clear();
    forks.clear();
    folds.clear();
    cancelledBranches.clear();
    versions.clear();
    renamed.clear();
  }

  public CaseId id() {
    return id;
  }

  public WorkflowId workflow() {
    return start.workflow();
  }

  public Payload input() {
    return start.input();
  }

  public String starter() {
    return start.starter();
  }

  public @Nullable String businessKey() {
    return start.businessKey();
  }

  /** 0 to 9, as in JMS. */
  public int priority() {
    return start.priority();
  }

  /** The case that awaits this one's end; null for none. */
  public @Nullable Parent parent() {
    return start.parent();
  }

  /** What else was said when it was started. */
  public Circumstances circumstances() {
    Circumstances said = start.circumstances();
    return said == null ? Circumstances.ORDINARY : said;
  }

  /** By what those outside know it: the key of what it sends them, unless that has its own. */
  public String thread() {
    Naming naming = circumstances().naming();
    return naming == null ? id.value() : naming.thread();
  }

  /** How many refs this turn has named by the case's kind of naming. */
  long namedInTurn() {
    return names.inTurn();
  }

  long namedInCase() {
    return names.inCase();
  }

  /** True when a ref was named so by the case's kind of naming, as far as that is remembered. */
  public boolean hasNamed(String name) {
    return names.contains(name);
  }

  /** The ref of this name that has no answer yet. */
  public Optional<Ref> openRef(String name) {
    return refs.open().stream()
        .filter(ref -> ref.awaited() instanceof Awaited.Outside out && name.equals(out.name()))
        .findFirst();
  }

  /** True until the turn is over in which the workflow takes its first step. */
  boolean isBeginning() {
    return !begun || begunAt == turn;
  }

  /** The case that runs this one again, which has failed; null for none. */
  public @Nullable CaseId next() {
    return next;
  }

  /** True while the case waits for a place to begin. */
  public boolean isQueued() {
    return queued;
  }

  /** Whom a case waits for that has not begun; null when it does not. */
  public @Nullable Held heldStart() {
    return hasBegun() ? null : heldStart;
  }

  /** What services have told of before the case began, in the order of coming. */
  public List<TaskTold> told() {
    return List.copyOf(told);
  }

  /** True while nothing new begins, whoever has paused it. */
  public boolean isPaused() {
    return pause != null || pausedWithParent;
  }

  /** The parent's turn that said last whether this case is paused with it; 0 for none. */
  public long parentAsOf() {
    return parentAsOf;
  }

  /** Null while the case is not paused by itself. */
  public CaseSnapshot.@Nullable Pause pause() {
    return pause;
  }

  /** What became of the case itself, in the order of its journal. */
  public List<Mark> marks() {
    return marks.ofCase();
  }

  /** What became of a ref and of its undo, in the order of the journal. */
  public List<Mark> marks(RefId ref) {
    return marks.of(ref);
  }

  /** What was told of the work at a ref for those who look, in the order of coming. */
  public List<Payload> details(RefId ref) {
    return details.of(ref);
  }

  /** True when the case can keep this, too. */
  public boolean hasRoomFor(Payload detail) {
    return details.hasRoomFor(detail);
  }

  public CaseStatus status() {
    return status.now();
  }

  /** True once the workflow was asked what comes first; a wish may come earlier than that. */
  public boolean hasBegun() {
    return begun || status.now() != CaseStatus.RUNNING;
  }

  /** Number of the newest turn; it only grows. */
  public long turn() {
    return turn;
  }

  /** What the newest turn was made by. */
  public CommandId command() {
    return command;
  }

  /** When the newest turn was made, by the store's clock. */
  public Instant time() {
    return time;
  }

  /**
   * The moment that is {@code wait} after the newest turn, in whole milliseconds and no earlier.
   */
  public Instant in(Duration wait) {
    return wholeMillis(time.plus(wait));
  }

  /** {@code moment}, in whole milliseconds and no earlier. */
  public static Instant wholeMillis(Instant moment) {
    Instant whole = moment.truncatedTo(ChronoUnit.MILLIS);
    return whole.equals(moment) ? whole : whole.plusMillis(1);
  }

  /** 1, and one more with each time the case went on as a new run. */
  public int run() {
    return run;
  }

  /** How many events the case has had. */
  public long events() {
    return events;
  }

  /** The turn of the snapshot that this case was read from or has left; 0 for none. */
  public long snapshotAt() {
    return snapshotAt;
  }

  /** A snapshot of the newest turn is kept. */
  public void snapshotKept() {
    snapshotAt = turn;
  }

  /**
   * @param ref its id, or one that it had in an older version of the workflow
   */
  public Optional<Ref> ref(RefId ref) {
    Ref known = refs.get(ref);
    return Optional.ofNullable(known == null ? refs.get(renamed.getOrDefault(ref, ref)) : known);
  }

  /** Ids that refs have had in older versions of the workflow. */
  public Set<RefId> formerIds() {
    return Collections.unmodifiableSet(renamed.keySet());
  }

  /** All places of the workflow that the case knows of. */
  public Set<RefId> places() {
    Set<RefId> places = new LinkedHashSet<>(refs.ids());
    places.addAll(undos.keySet());
    for (UndoRequest request : undoRequests.values()) {
      places.add(request.scope());
      places.addAll(request.branches());
    }
    places.addAll(forks.keySet());
    places.addAll(folds.keySet());
    places.addAll(cancelledBranches.keySet());
    return places;
  }

  /** In the order of their ids. */
  public Collection<Ref> refs() {
    return refs.all();
  }

  /**
   * The refs that ended after event number {@code event}, in that order; empty when that is too
   * long ago to know.
   */
  public Optional<List<Ref>> endedSince(long event) {
    return refs.endedSince(event);
  }

  /**
   * What the program wants to find again in a later turn, if the case is still in memory then. It
   * must follow from the journal alone.
   */
  public <T> Optional<T> memo(Class<T> type) {
    return type.isInstance(memo) ? Optional.of(type.cast(memo)) : Optional.empty();
  }

  public void keepMemo(Object value) {
    memo = value;
  }

  /** How many refs there are. */
  public int refCount() {
    return refs.size();
  }

  /** Those without an answer yet, in the order in which they were opened. */
  public List<Ref> openRefs() {
    return refs.open();
  }

  public boolean waits() {
    return refs.anyOpen();
  }

  /**
   * @param ref as for {@link #ref}
   */
  public Optional<Undo> undo(RefId ref) {
    Undo known = undos.get(ref);
    return Optional.ofNullable(known == null ? undos.get(renamed.getOrDefault(ref, ref)) : known);
  }

  /** The compensation list, in the order in which the effects happened. */
  public List<Undo> undos() {
    return List.copyOf(undos.values());
  }

  /** What the workflow wants undone before it goes on. */
  public Collection<UndoRequest> undoRequests() {
    return Collections.unmodifiableCollection(undoRequests.values());
  }

  public boolean hasUndoRequest(RefId scope) {
    return undoRequests.containsKey(scope);
  }

  /** Those entries of the compensation list that {@code request} is about, oldest first. */
  public List<Undo> undosOf(UndoRequest request) {
    return undos.values().stream().filter(request::covers).toList();
  }

  /**
   * Number of the newest event by which a ref at {@code scope} or below it ended; 0 for none that
   * is still known.
   */
  public long lastEndIn(RefId scope) {
    long own = ref(scope).map(Ref::settledAs).orElse(0L);
    return Math.max(own, refs.lastEndBelow(scope));
  }

  public Optional<Fork> fork(RefId ref) {
    return Optional.ofNullable(forks.get(ref));
  }

  /** True when the workflow has come to this point of its code, or beyond. */
  public boolean hasReached(RefId point) {
    return Stream.of(refs.ids(), forks.keySet(), folds.keySet(), undoRequests.keySet())
        .flatMap(Set::stream)
        .anyMatch(id -> id.isFrom(point));
  }

  public Optional<Fold> fold(RefId ref) {
    return Optional.ofNullable(folds.get(ref));
  }

  public boolean isCancelled(RefId branch) {
    return cancelledBranches.containsKey(branch);
  }

  public Optional<Integer> version(String change) {
    return Optional.ofNullable(versions.get(change));
  }

  /** When a timer of this name is due that an earlier run opened. */
  public Optional<Instant> carriedTimer(String name) {
    return Optional.ofNullable(carriedTimers.get(name));
  }

  public boolean isSubscribed(Subscribed to) {
    return subscriptions.contains(to);
  }

  public Collection<Subscribed> subscriptions() {
    return Collections.unmodifiableCollection(subscriptions);
  }

  /** The first signal of this name after number {@code after} that nobody has taken. */
  public Optional<UnreadSignal> nextSignal(String name, long after) {
    return unread.next(name, after);
  }

  public Optional<UnreadSignal> unreadSignal(long number) {
    return unread.get(number);
  }

  /** In the order in which they came. */
  public List<UnreadSignal> unreadSignals() {
    return unread.all();
  }

  /** How many signals have come to this case. */
  public long signals() {
    return unread.received();
  }

  /** Those who are to be told the end. */
  public List<ReplyTo> askers() {
    return Collections.unmodifiableList(askers);
  }

  /** Those who are to be told that this case has undone what it did. */
  public List<Parent> undoAskers() {
    return Collections.unmodifiableList(undoAskers);
  }

  /**
   * Null for a case that has not completed; what it completed with also when it was undone later.
   */
  public @Nullable Payload result() {
    return status.result();
  }

  /** Why the case is being compensated, or ended without completing. */
  public @Nullable Failure failure() {
    return status.failure();
  }

  /** Why somebody outside wanted the case to stop; null when nobody did. */
  public @Nullable String cancelReason() {
    return status.cancelReason();
  }

  /** True also while the compensation is parked. */
  public boolean isCompensating() {
    return status.now() == CaseStatus.COMPENSATING
        || (status.now() == CaseStatus.PARKED && status.beforeParking() == CaseStatus.COMPENSATING);
  }

  /** Why a parked case waits for an operator; null while it is not parked. */
  public @Nullable Failure obstacle() {
    return status.obstacle();
  }

  /** What a parked case stopped at; null when the workflow itself could not go on. */
  public @Nullable RefId stoppedAt() {
    return status.stoppedAt();
  }

  /** How much memory it takes, in about the number of things it knows. */
  public int weight() {
    return 1 + refs.size() + undos.size() + unread.size();
  }

  public Origin origin() {
    return new Origin(workflow(), starter(), turn);
  }
}
