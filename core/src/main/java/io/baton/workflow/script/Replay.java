package io.baton.workflow.script;

import io.baton.api.CancelledException;
import io.baton.api.UndoOrder;
import io.baton.api.WorkflowError;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseSnapshot.Fold;
import io.baton.model.CaseSnapshot.Fork;
import io.baton.model.Event;
import io.baton.model.Event.Move;
import io.baton.model.KeptAnswer;
import io.baton.model.Naming;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.UnreadSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a workflow method against a case: calls that have their answer return it, the first
 * one that has none is asked for and unwinds. What the code asks for becomes moves; the case itself
 * is only read.
 */
final class Replay {
  /** The strand of the whole workflow. */
  static final RefId ROOT = new RefId("0");

  /** A workflow that calls so often in one turn is taken for an endless loop. */
  static final int MAX_CALLS = 50_000;

  private static final ThreadLocal<@Nullable Replay> CURRENT = new ThreadLocal<>();

  private final Case now;
  private final List<Move> moves = new ArrayList<>();
  private final Map<RefId, Ref> fresh = new HashMap<>();
  private final Set<RefId> freshlyCancelled = new HashSet<>();
  private final Map<String, Long> taken = new HashMap<>();
  private final List<String> chosen = new ArrayList<>();
  private final List<RefId> shields = new ArrayList<>();
  private Strand strand;
  private @Nullable List<Captured> capture;
  private boolean again;
  private int calls;
  private int visited;

  /** A call that is not to be made but to be registered as an undo. */
  record Captured(ActivityMethod activity, List<Payload> args) {}

  Replay(Case now) {
    this.now = now;
    this.strand = Strand.root(now.run());
  }

  /**
   * @throws WorkflowError when no workflow runs on this thread
   */
  static Replay current() {
    Replay current = CURRENT.get();
    if (current == null) {
      throw new WorkflowError(
          "a durable call was made outside a workflow, or on a thread of the workflow's own");
    }
    return current;
  }

  void begin() {
    CURRENT.set(this);
  }

  void end() {
    CURRENT.remove();
  }

  // Calls

  /** Code in a finally block runs while the workflow unwinds: it waits, too. */
  void checkRuns() {
    if (strand.suspendedAt() != null) {
      throw Suspension.HERE;
    }
  }

  /** What a call takes as its id, after what must be right for any call. */
  RefId next() {
    checkRuns();
    if (++calls > MAX_CALLS) {
      throw new WorkflowError("the workflow made more than " + MAX_CALLS + " durable calls");
    }
    try {
      return strand.next();
    } catch (IllegalArgumentException e) {
      throw new WorkflowError("the workflow nests too deep: " + e.getMessage());
    }
  }

  /** The ref of this call: the known one, or a new one that the code asks for herewith. */
  Ref open(RefId id, Awaited awaited, @Nullable Instant due) {
    Ref known = known(id, awaited);
    if (known != null) {
      return known;
    }
    make(new Event.RefOpened(id, awaited, due));
    return cancelIfOwed(id);
  }

  /**
   * @return null when the journal has nothing at this id
   */
  @Nullable Ref known(RefId id, Awaited awaited) {
    Ref known = now.ref(id).orElse(null);
    if (known == null) {
      checkNoScope(id, awaited.describe());
      return null;
    }
    visited++;
    if (!same(known.awaited(), awaited)) {
      throw doesNotFit(id, known.awaited().describe(), awaited.describe());
    }
    return known;
  }

  private Ref cancelIfOwed(RefId id) {
    RefId owed = owedCancellation();
    if (owed != null) {
      make(new Event.RefCancelled(id, owed));
    }
    return ref(id);
  }

  /** Returns when the ref is settled. */
  Ref await(Ref ref) {
    return switch (ref.state()) {
      case OK, ERROR -> {
        strand.reached(ref.settledAs());
        yield ref;
      }
      case CANCELLED -> throw cancelled(ref);
      case PENDING -> throw strand.suspend(ref.awaited().describe() + " (ref " + ref.id() + ")");
    };
  }

  private CancelledException cancelled(Ref ref) {
    strand.reached(ref.settledAs());
    if (ref.cancelledWith() != null) {
      strand.feels(ref.cancelledWith());
    }
    return new CancelledException(
        ref.awaited().describe() + " is cancelled (ref " + ref.id() + ")");
  }

  /**
   * Waits for what another strand may have opened. The wait has an id of its own, since it can be
   * cancelled while what it waits for goes on.
   */
  void waitFor(String what, boolean there, long since) {
    RefId id = next();
    Awaited wait = new Awaited.Noted("wait for " + what);
    Ref cancelledWait = known(id, wait);
    if (cancelledWait != null) {
      throw cancelled(cancelledWait);
    }
    if (there) {
      strand.reached(since);
      return;
    }
    if (owedCancellation() != null) {
      throw cancelled(open(id, wait, null));
    }
    throw strand.suspend(what);
  }

  /**
   * Waits for a ref that another strand may have opened.
   *
   * @throws CancelledException when it was cancelled there
   */
  Ref awaitOpened(RefId id, String what) {
    Ref opened = ref(id);
    waitFor(what, !opened.pending(), opened.settledAs());
    if (opened.state() == Ref.State.CANCELLED) {
      RefId branch = opened.cancelledWith();
      if (branch != null && canBeCancelledWith(branch)) {
        strand.feels(branch);
      }
      throw new CancelledException(what + " is cancelled");
    }
    return opened;
  }

  private boolean canBeCancelledWith(RefId branch) {
    for (Strand s = strand; s != null; s = s.outer()) {
      if (s.id().equals(branch)) {
        return true;
      }
      if (s.isShielded()) {
        return false;
      }
    }
    return false;
  }

  Ref ref(RefId id) {
    Ref there = fresh.get(id);
    return there == null ? now.ref(id).orElseThrow() : there;
  }

  /** A value that is computed once and kept. */
  Payload note(String what, Supplier<Payload> source) {
    RefId id = next();
    Ref known = known(id, new Awaited.Noted(what));
    if (known != null) {
      return known.value() == null ? Payload.NULL : known.value();
    }
    Payload value = source.get();
    make(new Event.ValueNoted(id, what, value));
    return value;
  }

  /** The next signal of this name that nobody has taken. */
  Ref signal(String name, @Nullable Instant due) {
    RefId id = next();
    Awaited awaited = new Awaited.Signal(name);
    Ref known = known(id, awaited);
    if (known != null) {
      return known;
    }
    make(new Event.RefOpened(id, awaited, due));
    Ref opened = cancelIfOwed(id);
    if (!opened.pending()) {
      return opened;
    }
    UnreadSignal next = now.nextSignal(name, taken.getOrDefault(name, 0L)).orElse(null);
    if (next != null) {
      taken.put(name, next.number());
      make(new Event.SignalTaken(id, next.number()));
      fresh.put(id, opened.settled(next.value(), null, number()));
    }
    return ref(id);
  }

  /**
   * The ref of an answer from outside.
   *
   * @param given the name that the code gives it; null for none
   */
  Ref outside(@Nullable String given) {
    RefId id = next();
    Boolean isGiven = given == null ? null : true;
    Ref known = known(id, new Awaited.Outside(given, isGiven));
    if (known != null) {
      return known;
    }
    if (given != null && isOpen(given)) {
      throw new WorkflowError("a ref named '%s' is open already".formatted(given));
    }
    String name = given == null ? chosenName() : given;
    make(new Event.RefOpened(id, new Awaited.Outside(name, isGiven), null));
    Ref opened = cancelIfOwed(id);
    return name == null || !opened.pending() ? opened : takeWhatCameEarly(opened, name);
  }

  private boolean isOpen(String name) {
    return openRefs().stream()
        .anyMatch(ref -> ref.awaited() instanceof Awaited.Outside out && name.equals(out.name()));
  }

  private @Nullable String chosenName() {
    Naming naming = now.circumstances().naming();
    return naming == null ? null : naming.next(now, chosen);
  }

  private Ref takeWhatCameEarly(Ref opened, String name) {
    String signal = KeptAnswer.signal(name);
    UnreadSignal next = now.nextSignal(signal, taken.getOrDefault(signal, 0L)).orElse(null);
    if (next != null) {
      taken.put(signal, next.number());
      make(new Event.SignalTaken(opened.id(), next.number()));
      KeptAnswer answer = KeptAnswer.of(next.value());
      fresh.put(opened.id(), opened.settled(answer.value(), answer.failure(), number()));
    }
    return ref(opened.id());
  }

  /**
   * Which code the case follows where {@code change} changed it; null when it was not asked yet.
   */
  @Nullable Integer version(String change) {
    for (Move move : moves) {
      if (move instanceof Event.VersionChosen e && e.change().equals(change)) {
        return e.version();
      }
    }
    return now.version(change).orElse(null);
  }

  /** A round of a loop counts as a call: one that waits for nothing must end, too. */
  void countRound() {
    if (++calls > MAX_CALLS) {
      throw new WorkflowError("the workflow made more than " + MAX_CALLS + " durable calls");
    }
  }

  // Moves

  void make(Move move) {
    moves.add(move);
    if (move instanceof Event.RefOpened e) {
      fresh.put(e.ref(), Ref.opened(e, number(), now.time()));
      if (e.awaited() instanceof Awaited.Outside out && !out.nameIsGiven() && out.name() != null) {
        chosen.add(out.name());
      }
    } else if (move instanceof Event.RefCancelled e) {
      fresh.put(e.ref(), ref(e.ref()).cancelled(e.branch(), number()));
    } else if (move instanceof Event.ValueNoted e) {
      fresh.keySet().removeIf(id -> id.isBelow(e.ref()));
    } else if (move instanceof Event.FoldAdvanced e) {
      fresh.keySet().removeIf(id -> id.isBelow(e.ref()));
      mergeWithFormerRound(e);
    } else if (move instanceof Event.BranchCancelled e) {
      freshlyCancelled.add(e.branch());
    }
  }

  /** Rounds that wait for nothing need not be told one by one. */
  private void mergeWithFormerRound(Event.FoldAdvanced newest) {
    int before = moves.size() - 2;
    if (before >= 0
        && moves.get(before) instanceof Event.FoldAdvanced former
        && former.ref().equals(newest.ref())) {
      moves.remove(before);
    }
  }

  /** The number that the newest move will have among the events of the case. */
  private long number() {
    return now.events() + moves.size();
  }

  // Cancellation

  boolean isCancelled(RefId branch) {
    return now.isCancelled(branch) || freshlyCancelled.contains(branch);
  }

  /** True when the strand's next wait will throw: it and all that it began were told to end. */
  boolean isCancellationOwed() {
    return owedCancellation() != null;
  }

  /** The cancelled branch that this strand is in and has not felt yet; null for none. */
  private @Nullable RefId owedCancellation() {
    Set<RefId> felt = new HashSet<>();
    for (Strand s = strand; s != null; s = s.outer()) {
      felt.addAll(s.felt());
      if (isCancelled(s.id()) && !felt.contains(s.id())) {
        return s.id();
      }
      if (s.isShielded()) {
        return null;
      }
    }
    return null;
  }

  /** Cancels what waits in the branch, but for what waits in a shielded body of it. */
  void cancel(RefId branch) {
    make(new Event.BranchCancelled(branch));
    boolean all = branch.equals(ROOT);
    for (Ref open : openRefs()) {
      boolean inside = all || open.id().isBelow(branch);
      boolean shielded =
          shields.stream()
              .anyMatch(shield -> (all || shield.isBelow(branch)) && open.id().isBelow(shield));
      if (inside && !shielded) {
        make(new Event.RefCancelled(open.id(), branch));
      }
    }
    again = true;
  }

  /** The timer of this name that is open, the earliest if there are several. */
  Optional<Ref> openTimer(String name) {
    return openRefs().stream().filter(ref -> isTimer(ref, name)).findFirst();
  }

  /** Whoever waits for one of them elsewhere is told. */
  void cancelTimers(String name) {
    for (Ref open : openRefs()) {
      if (isTimer(open, name)) {
        make(new Event.RefCancelled(open.id(), null));
        again = true;
      }
    }
  }

  private static boolean isTimer(Ref ref, String name) {
    return ref.awaited() instanceof Awaited.Timer timer && name.equals(timer.name());
  }

  /** A body that ends needs no answers any more. */
  void closeWhatIsOpenBelow(RefId scope) {
    if (!now.waits() && fresh.isEmpty()) {
      return;
    }
    for (Ref open : openRefs()) {
      if (open.id().isBelow(scope)) {
        make(new Event.RefCancelled(open.id(), null));
      }
    }
  }

  private List<Ref> openRefs() {
    List<Ref> open = new ArrayList<>();
    for (Ref ref : now.openRefs()) {
      if (ref(ref.id()).pending()) {
        open.add(ref);
      }
    }
    fresh.values().stream()
        .filter(ref -> ref.pending() && now.ref(ref.id()).isEmpty())
        .sorted(Comparator.comparingLong(Ref::openedAs))
        .forEach(open::add);
    return open;
  }

  /** The operator's cancellation reaches the workflow: everything that waits, waits no more. */
  void cancelIfAsked() {
    if (now.cancelReason() != null && !isCancelled(ROOT)) {
      cancel(ROOT);
    }
  }

  // Undoing

  /**
   * Returns when what was done below {@code branches} is taken back.
   *
   * @param scope the ref of whoever asks
   */
  void undo(RefId scope, UndoOrder order, List<RefId> branches) {
    boolean registeredNow =
        moves.stream()
            .anyMatch(
                move ->
                    move instanceof Event.UndoRegistered e
                        && branches.stream().anyMatch(e.ref()::isBelow));
    boolean there =
        registeredNow
            || now.undos().stream()
                .filter(undo -> branches.stream().anyMatch(undo.ref()::isBelow))
                .anyMatch(undo -> !undo.done());
    if (!there) {
      return;
    }
    if (!now.hasUndoRequest(scope)) {
      make(new Event.UndoRequested(scope, order, branches));
    }
    throw strand.suspend("undo of what was done in " + branches);
  }

  // Where the code runs

  Strand strand() {
    return strand;
  }

  void enter(Strand inner) {
    strand = inner;
  }

  void shields(RefId body) {
    shields.add(body);
  }

  @Nullable List<Captured> capture() {
    return capture;
  }

  void capture(@Nullable List<Captured> into) {
    capture = into;
  }

  // What the journal knows

  Case now() {
    return now;
  }

  Optional<Fork> fork(RefId id, String kind, int branches) {
    now.ref(id).ifPresent(ref -> fails(id, ref.awaited().describe(), kind));
    Optional<Fork> known = now.fork(id);
    known
        .filter(fork -> !fork.kind().equals(kind) || fork.branches() != branches)
        .ifPresent(
            fork ->
                fails(
                    id,
                    fork.kind() + " of " + fork.branches() + " branches",
                    kind + " of " + branches));
    return known;
  }

  private void fails(RefId id, String there, String asked) {
    throw doesNotFit(id, there, asked);
  }

  Optional<Fold> fold(RefId id) {
    return now.fold(id);
  }

  private void checkNoScope(RefId id, String asked) {
    now.fork(id).ifPresent(fork -> fails(id, fork.kind(), asked));
    if (now.fold(id).isPresent() && !asked.equals("fold")) {
      throw doesNotFit(id, "fold", asked);
    }
  }

  private static WorkflowError doesNotFit(RefId id, String journal, String code) {
    return new WorkflowError(
        "the workflow's code does not fit its journal: at ref %s the journal has %s, the code asks for %s"
            .formatted(id, journal, code));
  }

  private static boolean same(Awaited then, Awaited now) {
    if (then instanceof Awaited.Activity a && now instanceof Awaited.Activity b) {
      return a.activity().equals(b.activity()) && sameArgs(a.args(), b.args());
    }
    if (then instanceof Awaited.Child a && now instanceof Awaited.Child b) {
      return a.workflow().equals(b.workflow()) && a.input().sameAs(b.input());
    }
    return then.getClass() == now.getClass() && then.describe().equals(now.describe());
  }

  private static boolean sameArgs(List<Payload> then, List<Payload> now) {
    return then.size() == now.size()
        && IntStream.range(0, now.size()).allMatch(i -> then.get(i).sameAs(now.get(i)));
  }

  /** What the journal has and this run has not asked for; null when there is no such thing. */
  @Nullable String leftOut() {
    if (visited >= now.refCount()) {
      return null;
    }
    return "the workflow's code does not fit its journal: the journal has %d durable calls, the code made %d of them; the newest are %s"
        .formatted(
            now.refCount(),
            visited,
            now.refs().stream()
                .sorted(Comparator.comparingLong(Ref::openedAs).reversed())
                .limit(3)
                .map(ref -> ref.id() + " " + ref.awaited().describe())
                .toList());
  }

  List<Move> moves() {
    return List.copyOf(moves);
  }

  /** True when the moves tell the workflow something that it does not know yet. */
  boolean again() {
    return again;
  }

  /** How many answers of the journal this run has gone through. */
  int visited() {
    return visited;
  }
}
