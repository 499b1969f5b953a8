package io.baton.engine;

import io.baton.api.ActivityMode;
import io.baton.api.CaseStatus;
import io.baton.api.Retry.OnExhausted;
import io.baton.api.UndoOrder;
import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CaseSnapshot;
import io.baton.model.Circumstances;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Incident;
import io.baton.model.KeptAnswer;
import io.baton.model.Parent;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.ReplyTo;
import io.baton.model.Turn;
import io.baton.model.Undo;
import io.baton.model.UndoRequest;
import io.baton.model.UnreadSignal;
import io.baton.model.WorkflowId;
import io.baton.port.Activities.Outcome;
import io.baton.port.Definitions;
import io.baton.port.UndoPlan;
import io.baton.wire.Json;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.ActivitySpec.UndoSpec;
import io.baton.workflow.Decision;
import io.baton.workflow.Migration;
import io.baton.workflow.Program;
import io.baton.workflow.RetryPolicy;
import io.baton.workflow.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one turn of one case: every event goes into the case and into the turn in one motion. */
final class TurnMaker {
  /** How often a program is asked within one turn before it is taken for an endless loop. */
  private static final int MAX_PASSES = 1_000;

  /** The type of the failure of a case for which there was no place. */
  static final String NO_PLACE = "NoPlace";

  private final Case now;
  private final CommandId command;
  private final Instant at;
  private final Definitions definitions;
  private final UndoPlan plan;
  private final Consequences consequences;
  private final List<Event> events = new ArrayList<>();
  private boolean begun;

  /** The program decided on what is not there any more. */
  private boolean droppedUndo;

  TurnMaker(Case now, CommandId command, Instant at, Definitions definitions, UndoPlan plan) {
    this.now = now;
    this.command = command;
    this.at = at;
    this.definitions = definitions;
    this.plan = plan;
    this.consequences = new Consequences(now, command, definitions);
  }

  Verdict done() {
    for (Ref opened : consequences.opened()) {
      registerBeforehand(opened);
    }
    List<Effect> effects = consequences.atEnd();
    return new Verdict.Advance(new Turn(now.turn(), command, now.time(), events), effects);
  }

  /** Whoever works outside this transaction may have done it without our ever hearing so. */
  private void registerBeforehand(Ref opened) {
    if (opened.awaited() instanceof Awaited.Activity activity) {
      ActivitySpec spec = consequences.spec(opened.id(), activity.activity());
      if (spec.undoing().whenUnknown()) {
        registerAll(opened.id(), spec, activity, null);
      }
    } else if (opened.awaited() instanceof Awaited.Child child) {
      register(opened.id(), Undo.CHILD, List.of(Json.payload(child.child().value())));
    }
  }

  /**
   * @param result null when it is not known yet
   */
  private void registerAll(
      RefId ref, ActivitySpec spec, Awaited.Activity done, @Nullable Payload result) {
    int number = 0;
    for (UndoSpec undo : spec.undoing().calls()) {
      number++;
      RefId key = ref.undo(number);
      List<Payload> args = undo.args(done.args(), result);
      boolean told = now.undo(key).filter(known -> known.args().equals(args)).isPresent();
      if (!told) {
        register(key, undo.name(), args);
      }
    }
  }

  private void register(RefId ref, ActivityName undo, List<Payload> args) {
    record(new Event.UndoRegistered(ref, undo, args));
  }

  // Answers

  TurnMaker settle(Ref ref, Payload value) {
    return settle(ref, value, null);
  }

  /**
   * @param warning true when the value came with one
   */
  TurnMaker settle(Ref ref, Payload value, @Nullable Boolean warning) {
    record(new Event.RefSettled(ref.id(), value, null, warning));
    if (ref.awaited() instanceof Awaited.Activity activity) {
      ActivitySpec spec = consequences.spec(ref.id(), activity.activity());
      registerAll(ref.id(), spec, activity, value);
    } else if (ref.awaited() instanceof Awaited.Told told) {
      ActivitySpec spec = consequences.spec(ref.id(), told.activity());
      registerAll(ref.id(), spec, done(told, value), value);
    }
    return this;
  }

  /** Nobody was asked, so what was told is all that an undo can be given. */
  private static Awaited.Activity done(Awaited.Told told, Payload value) {
    return new Awaited.Activity(told.activity(), List.of(value));
  }

  TurnMaker settle(Ref ref, Failure failure) {
    record(new Event.RefSettled(ref.id(), null, failure, allowed(ref)));
    boolean nothingHappened =
        failure.category() == Category.BUSINESS || ref.awaited() instanceof Awaited.Child;
    if (nothingHappened && now.undo(ref.id()).isPresent()) {
      record(new Event.UndoDropped(ref.id()));
    }
    return this;
  }

  /** True when the workflow goes on as if this had not failed; null for false. */
  private @Nullable Boolean allowed(Ref ref) {
    boolean allowed =
        definitions.program(now.workflow()).filter(p -> p.allowsFailureOf(ref.id())).isPresent();
    return allowed ? true : null;
  }

  /** What is said of a failure is kept beside it. */
  TurnMaker settleNamed(Ref ref, Command.AnswerNamed answer) {
    Boolean allowed = answer.failure() == null ? null : allowed(ref);
    return record(new Event.RefSettled(ref.id(), answer.value(), answer.failure(), allowed));
  }

  /** No ref of this name has been opened yet. */
  TurnMaker keep(Command.AnswerNamed answer) {
    Payload kept = new KeptAnswer(answer.value(), answer.failure()).asSignal();
    return receive(KeptAnswer.signal(answer.name()), kept, answer.keepMillis());
  }

  /** Kept for those who look, as far as there is room. */
  TurnMaker tellDetails(RefId ref, @Nullable Payload details) {
    return details == null || !now.hasRoomFor(details)
        ? this
        : record(new Event.DetailsTold(ref, details));
  }

  /** The answer of somebody outside to a ref that nobody awaits any more. */
  TurnMaker lateAnswer(RefId id, @Nullable Payload value) {
    Ref ref = now.ref(id).orElse(null);
    Undo undo = now.undo(id).orElse(null);
    boolean undoable = undo == null || undo.state() == Undo.State.REGISTERED;
    if (value != null && undoable && ref != null && ref.state() != Ref.State.OK) {
      if (ref.awaited() instanceof Awaited.Activity activity) {
        takeBackWhatCameLate(ref, activity, value);
      } else if (ref.awaited() instanceof Awaited.Told told) {
        takeBackWhatCameLate(ref, done(told, value), value);
      }
    }
    String state = ref == null ? "not known" : ref.state().name();
    return record(
        new Event.WishRefused("answer of ref " + id, "the ref is " + state + ": it came too late"));
  }

  private void takeBackWhatCameLate(Ref ref, Awaited.Activity activity, Payload value) {
    ActivitySpec spec = consequences.spec(ref.id(), activity.activity());
    boolean known = now.undo(ref.id()).isPresent();
    if (spec.mode() != ActivityMode.REMOTE || spec.undoing().calls().isEmpty()) {
      return;
    }
    if (known || now.isCompensating()) {
      registerAll(ref.id(), spec, activity, value);
      goOn();
    } else {
      String why =
          "%s (ref %s) was done after nobody awaited it any more; nothing takes it back"
              .formatted(activity.activity(), ref.id());
      consequences.add(
          new Effect.Raise(
              new Incident(
                  Incident.Kind.DEAD, Codes.LATE_EFFECT, now.id(), why, value.toString())));
    }
  }

  /** The case has not begun, and will know when it does. */
  TurnMaker keep(Command.AnswerTask told) {
    return record(new Event.TaskTold(told.activity(), told.value(), told.failure()));
  }

  private void take(Event.TaskTold told) {
    Command.AnswerTask answer =
        new Command.AnswerTask(
            now.id(), command, told.activity(), null, 0, false, told.value(), told.failure());
    TaskMatch.of(now, answer)
        .map(TaskMatch::ref)
        .ifPresentOrElse(ref -> answered(ref, answer), () -> nobodyAwaits(answer));
  }

  /** A service tells how {@code ref} went. */
  TurnMaker answered(Ref ref, Command.AnswerTask told) {
    Failure failure = told.failure();
    if (failure == null) {
      return settle(ref, told.value() == null ? Payload.NULL : told.value()).goOn();
    }
    if (ref.awaited() instanceof Awaited.Told) {
      return settle(ref, failure).goOn();
    }
    ActivitySpec spec = consequences.spec(ref.id(), told.activity());
    boolean again = spec.remote() != null && spec.remote().resend();
    return failedAttempt(ref, new Outcome.Failed(failure, again), spec);
  }

  TurnMaker nobodyAwaits(Command.AnswerTask told) {
    return TaskMatch.late(now, told)
        .map(late -> lateAnswer(late.id(), told.value()))
        .orElseGet(() -> refuse("answer of " + told.activity(), "nobody awaits it any more"));
  }

  /** What was told of is done, though the case will not begin: it is to be taken back. */
  private void settleWhatWasTold() {
    List<Event.TaskTold> early = now.told();
    if (early.isEmpty() || !(program(now.workflow()).decide(now) instanceof Decision.Continue go)) {
      return;
    }
    go.moves().stream()
        .filter(move -> move instanceof Event.RefOpened e && e.awaited() instanceof Awaited.Told)
        .forEach(this::record);
    for (Event.TaskTold told : early) {
      now.openRefs().stream()
          .filter(ref -> ref.awaited().equals(new Awaited.Told(told.activity())))
          .findFirst()
          .ifPresent(ref -> settle(ref, told));
    }
  }

  private void settle(Ref ref, Event.TaskTold told) {
    if (told.value() != null) {
      settle(ref, told.value());
    } else if (told.failure() != null) {
      settle(ref, told.failure());
    }
  }

  /**
   * @param told how much the worker has told of this attempt; null when it is not counted
   */
  TurnMaker delayAnswer(Ref ref, Duration timeout, @Nullable Integer told) {
    begin();
    Instant due = now.in(timeout);
    record(new Event.AnswerDelayed(ref.id(), due, told));
    consequences.set(ref.id(), due);
    return this;
  }

  TurnMaker delayAnswer(Undo undo, Duration timeout) {
    begin();
    RefId key = undo.ref().undoRequest();
    Instant due = now.in(timeout);
    record(new Event.AnswerDelayed(key, due));
    consequences.set(key, due);
    return this;
  }

  /** A request that was held back, or that its case was parked at; only now its time begins. */
  TurnMaker sendNow(Ref ref, Duration timeout) {
    begin();
    record(new Event.RequestReleased(ref.id(), now.in(timeout)));
    now.ref(ref.id()).ifPresent(waiting -> consequences.begin(waiting, Duration.ZERO));
    return this;
  }

  TurnMaker sendNow(Undo undo, Duration timeout) {
    begin();
    record(new Event.RequestReleased(undo.ref().undoRequest(), now.in(timeout)));
    now.undo(undo.ref()).ifPresent(waiting -> consequences.begin(waiting, Duration.ZERO));
    return this;
  }

  TurnMaker failedAttempt(Ref ref, Outcome.Failed failed, ActivitySpec spec) {
    if (failed.failure().category() == Category.TIMEOUT) {
      consequences.callOff(ref);
    }
    Optional<Duration> wait =
        failed.retryable()
            ? spec.retry().afterAttempt(ref.attempt(), now.id() + "/" + ref.id())
            : Optional.empty();
    if (wait.isPresent()) {
      attemptFailed(ref, failed.failure(), wait.get(), spec);
      now.ref(ref.id()).ifPresent(next -> consequences.begin(next, wait.get()));
      return this;
    }
    Category category = failed.failure().category();
    boolean answer = category == Category.BUSINESS;
    boolean toPark = category == Category.FATAL || spec.retry().onExhausted() == OnExhausted.PARK;
    if (!answer && toPark) {
      attemptFailed(ref, failed.failure(), Duration.ZERO, spec);
      return park(Codes.ACTIVITY_PARKED, describe(spec, ref.attempt(), failed), ref.id());
    }
    return settle(ref, failed.failure()).goOn();
  }

  private void attemptFailed(Ref ref, Failure failure, Duration wait, ActivitySpec spec) {
    begin();
    Duration limit = ref.due() == null ? null : spec.longest();
    if (spec.remote() != null) {
      limit = spec.remote().timeout();
    }
    Instant due = limit == null ? null : now.in(wait.plus(limit));
    record(new Event.AttemptFailed(ref.id(), ref.attempt(), failure, wait.toMillis(), due));
  }

  private static Failure describe(ActivitySpec spec, int attempts, Outcome.Failed failed) {
    Failure last = failed.failure();
    String text = "%s failed at attempt %d: %s".formatted(spec.name(), attempts, last.message());
    return new Failure(last.category(), last.type(), text);
  }

  // Signals

  TurnMaker receive(String signal, Payload value, long keepMillis) {
    begin();
    Instant expires = keepMillis == 0 ? null : now.in(Duration.ofMillis(keepMillis));
    long number = now.signals() + 1;
    record(new Event.SignalReceived(number, signal, value, expires));
    Optional<Ref> waiting =
        now.openRefs().stream()
            .filter(ref -> ref.awaited() instanceof Awaited.Signal s && s.signal().equals(signal))
            .findFirst();
    if (waiting.isEmpty()) {
      return this;
    }
    return record(new Event.SignalTaken(waiting.get().id(), number)).goOn();
  }

  TurnMaker expire(UnreadSignal signal) {
    record(new Event.SignalExpired(signal.number()));
    String why =
        "signal '%s' of %s was not taken until %s"
            .formatted(signal.signal(), signal.since(), signal.expires());
    Incident incident =
        new Incident(
            Incident.Kind.SIGNAL, Codes.SIGNAL_EXPIRED, now.id(), why, signal.value().toString());
    consequences.add(new Effect.Raise(incident));
    return this;
  }

  // Undoing

  TurnMaker undone(Undo undo) {
    return record(new Event.UndoDone(undo.ref()));
  }

  TurnMaker failedUndo(Undo undo, Outcome.Failed failed, RetryPolicy policy) {
    Optional<Duration> wait =
        failed.retryable() ? plan.afterFailure(now.id(), undo, policy) : Optional.empty();
    Failure failure = failed.failure();
    begin();
    Duration pause = wait.orElse(Duration.ZERO);
    record(
        new Event.UndoAttemptFailed(
            undo.ref(), undo.attempt(), failure, pause.toMillis(), due(undo, pause)));
    if (wait.isPresent()) {
      now.undo(undo.ref()).ifPresent(next -> consequences.begin(next, wait.get()));
      return this;
    }
    String text =
        "undo %s of ref %s failed at attempt %d: %s"
            .formatted(undo.activity(), undo.ref(), undo.attempt(), failure.message());
    return park(
        Codes.UNDO_PARKED, new Failure(failure.category(), failure.type(), text), undo.ref());
  }

  // Wishes

  /** The workflow may clean up first; a second wish does not wait for that. */
  TurnMaker cancel(String reason) {
    if (now.isCompensating() && now.cancelReason() == null && nextRun().isPresent()) {
      return record(new Event.CancelRequested(reason)); // It is not run again.
    }
    if (now.status().isEnd() || now.isCompensating()) {
      return refuse("cancel", reason);
    }
    if (now.cancelReason() != null && isParents()) {
      return refuse("cancel", "it is under way");
    }
    boolean atOnce =
        !now.hasBegun()
            || now.status() == CaseStatus.PARKED
            || now.cancelReason() != null
            || now.isPaused();
    if (atOnce) {
      return compensate(cancelled(reason));
    }
    return record(new Event.CancelRequested(reason)).goOn();
  }

  /** A parent wants the same twice, in either order: not await the child, and have it undone. */
  private boolean isParents() {
    return command.value().startsWith(Consequences.PARENT_CANCELS);
  }

  private static Failure cancelled(String reason) {
    return new Failure(Category.CANCELLED, "CancelCase", reason);
  }

  /** The parent takes back what this child did. */
  TurnMaker compensateFor(Parent asker) {
    CaseStatus status = now.status();
    record(new Event.UndoAsked(asker));
    String reason = "case " + asker.caseId() + " takes it back";
    if (status == CaseStatus.COMPLETED) {
      return compensate(cancelled(reason));
    }
    if (status.isEnd()) {
      tellUndone(asker);
      return this;
    }
    boolean underWay = now.isCompensating() || now.cancelReason() != null;
    return underWay ? this : cancel(reason);
  }

  private void tellUndone(Parent asker) {
    CommandId id = new CommandId("undone " + now.id() + " " + now.turn());
    consequences.send(new Command.SettleUndo(asker.caseId(), id, asker.ref(), 0, null));
  }

  TurnMaker retryWhatIsParked() {
    if (now.status() != CaseStatus.PARKED) {
      return refuse("retry", "only a parked case can be retried");
    }
    RefId stoppedAt = now.stoppedAt();
    record(new Event.CaseResumed());
    if (stoppedAt == null) {
      return goOn();
    }
    now.ref(stoppedAt).filter(Ref::pending).ifPresent(this::beginAgain);
    now.undo(stoppedAt)
        .filter(undo -> undo.state() == Undo.State.RUNNING)
        .ifPresent(this::beginAgain);
    return this;
  }

  /** Its time is over since long when a worker elsewhere is asked, and begins anew. */
  private void beginAgain(Ref ref) {
    ActivitySpec.Remote remote =
        ref.awaited() instanceof Awaited.Activity activity
            ? consequences.spec(ref.id(), activity.activity()).remote()
            : null;
    if (remote == null) {
      consequences.begin(ref, Duration.ZERO);
    } else {
      sendNow(ref, remote.timeout());
    }
  }

  private void beginAgain(Undo undo) {
    ActivitySpec.Remote remote = remote(undo);
    if (remote == null) {
      consequences.begin(undo, Duration.ZERO);
    } else {
      sendNow(undo, remote.timeout());
    }
  }

  /** The case follows another version from here on, and is asked at once what comes next there. */
  TurnMaker migrate(Command.Migrate wish) {
    String what = "migration to " + wish.to();
    if (now.status().isEnd() || now.isCompensating()) {
      return refuse(what, "there is nothing to go on with");
    }
    if (!now.workflow().equals(wish.from())) {
      return refuse(what, "it is on version " + now.workflow() + ", not " + wish.from());
    }
    Migration migration = program(wish.to()).takeOver(now, program(wish.from()), wish.nodes());
    if (migration instanceof Migration.Refused refused) {
      return refuse(what, refused.why());
    }
    Map<RefId, RefId> renamed = ((Migration.Possible) migration).refs();
    Optional<String> problem = MigratedIds.problem(now, renamed);
    return problem.isPresent() ? refuse(what, problem.get()) : migrate(wish, renamed);
  }

  private TurnMaker migrate(Command.Migrate wish, Map<RefId, RefId> renamed) {
    for (Ref open : now.openRefs()) {
      RefId fresh = renamed.get(open.id());
      if (fresh != null && open.due() != null) {
        consequences.add(new Effect.ClearTimer(now.id(), open.id()));
        consequences.set(fresh, open.due());
      }
    }
    Map<String, RefId> byText = new LinkedHashMap<>();
    renamed.forEach((old, fresh) -> byText.put(old.value(), fresh));
    Map<RefId, String> asked = consequences.destinations();
    record(new Event.Migrated(wish.from(), wish.to(), byText));
    consequences.moved(asked, renamed);
    return goOn();
  }

  private Program program(WorkflowId id) {
    return definitions
        .program(id)
        .orElseThrow(() -> new IllegalStateException("no workflow " + id));
  }

  /**
   * Nothing new begins from here on, in children neither; a pause of a paused case takes the place
   * of the first.
   *
   * @param until null for until somebody says so
   * @param fails true when the case fails then
   */
  TurnMaker pause(@Nullable Instant until, @Nullable Boolean fails) {
    if (now.status().isEnd()) {
      return refuse("pause", "it has ended");
    }
    boolean before = now.isPaused();
    Instant end = until == null ? null : Case.wholeMillis(until);
    record(new Event.CasePaused(end, fails));
    return before ? this : tellChildren(true);
  }

  TurnMaker endPause() {
    if (now.pause() == null) {
      return refuse("resume", now.isPaused() ? "its parent is paused" : "it is not paused");
    }
    record(new Event.CaseUnpaused());
    return now.isPaused() ? this : goOnAfterPause();
  }

  /** Nobody has ended the pause in time. */
  TurnMaker pauseIsOver(CaseSnapshot.Pause pause) {
    if (!pause.fails() || now.isCompensating()) {
      return endPause();
    }
    String text = "nobody resumed the paused case until " + pause.until();
    return compensate(new Failure(Category.TIMEOUT, "PauseTimeout", text));
  }

  TurnMaker followParent(boolean paused, long asOf) {
    boolean before = now.isPaused();
    record(new Event.ParentFollowed(paused, asOf));
    if (before == now.isPaused()) {
      return this;
    }
    return now.isPaused() ? tellChildren(true) : goOnAfterPause();
  }

  /** The case goes on with what it was told in the meantime, or begins. */
  private TurnMaker goOnAfterPause() {
    tellChildren(false);
    if (now.hasBegun()) {
      return goOn();
    }
    Instant notBefore = now.circumstances().notBefore();
    if (notBefore == null || !now.time().isBefore(notBefore)) {
      CommandId id = new CommandId("begin " + now.turn());
      consequences.send(new Command.StartCase(now.id(), id, now.workflow(), null));
    }
    return this;
  }

  private TurnMaker tellChildren(boolean paused) {
    CommandId id = new CommandId("parent " + (paused ? "pauses " : "goes on ") + now.turn());
    for (Ref open : now.openRefs()) {
      if (open.awaited() instanceof Awaited.Child child) {
        consequences.send(new Command.FollowParent(child.child(), id, paused, now.turn()));
      }
    }
    return this;
  }

  // Places

  TurnMaker getInLine() {
    return record(new Event.CaseQueued());
  }

  TurnMaker turnAway(Room room) {
    String text =
        "%d cases of workflow '%s' are under way, which is the limit"
            .formatted(room.limit(), now.workflow().name());
    Category category =
        room.whenFull() == Room.WhenFull.CANCEL ? Category.CANCELLED : Category.BUSINESS;
    return compensate(new Failure(category, NO_PLACE, text));
  }

  TurnMaker refuse(String wish, String detail) {
    return record(new Event.WishRefused(wish, "case is " + now.status() + ": " + detail));
  }

  TurnMaker tellTheEndAlsoTo(ReplyTo asker) {
    record(new Event.ReplyRequested(asker));
    if (now.status().isEnd()) {
      consequences.send(Command.Reply.endOf(now, asker));
    }
    return this;
  }

  // What comes next

  /** Asks whoever is in charge what comes next: the program, or once it failed, the undo plan. */
  TurnMaker goOn() {
    if (now.isPaused()) {
      return this; // It keeps what it is told, and goes on with that when the pause is over.
    }
    return switch (now.status()) {
      case RUNNING -> followProgram();
      case COMPENSATING -> undoNext();
      default -> this; // A parked case keeps what is settled and goes on when it is resumed.
    };
  }

  private TurnMaker followProgram() {
    Program program = program(now.workflow());
    List<Event.TaskTold> early = now.told();
    begin();
    for (int passes = 0; passes < MAX_PASSES; passes++) {
      Decision decision = Outputs.checked(now, program.decide(now));
      if (decision instanceof Decision.Continue go) {
        droppedUndo = false;
        go.moves().forEach(this::record);
        if (!go.again() && !droppedUndo) {
          awaitWhatIsOpen();
          early.forEach(this::take);
          return this;
        }
      } else if (decision instanceof Decision.ContinueAsNew next) {
        next.moves().forEach(this::record);
        continueAsNew(next.input());
      } else {
        return end(decision);
      }
    }
    return park("the workflow goes on and on within one turn");
  }

  private TurnMaker end(Decision decision) {
    if (decision instanceof Decision.Complete end) {
      end.moves().forEach(this::record);
      return now.cancelReason() == null
          ? end(CaseStatus.COMPLETED, end.result(), null)
          : compensate(cancelled(now.cancelReason()));
    }
    if (decision instanceof Decision.Fail fail) {
      fail.moves().forEach(this::record);
      return compensate(
          now.cancelReason() == null ? fail.failure() : cancelled(now.cancelReason()));
    }
    Failure reason = ((Decision.Park) decision).reason();
    boolean undeclared = reason.type().equals(Outputs.UNDECLARED);
    return park(undeclared ? Codes.OUTPUT_UNDECLARED : Codes.WORKFLOW_PARKED, reason, null);
  }

  private TurnMaker awaitWhatIsOpen() {
    boolean undoing = startRequestedUndos();
    return undoing || now.waits() ? this : park("the workflow waits for nothing and does not end");
  }

  /**
   * @return true when the workflow waits for some of them
   */
  private boolean startRequestedUndos() {
    boolean undoing = false;
    for (UndoRequest request : List.copyOf(now.undoRequests())) {
      List<Undo> list = now.undosOf(request);
      if (!list.stream().allMatch(Undo::done)) {
        undoing = true;
        plan.next(list, request.order()).forEach(this::start);
      }
    }
    return undoing;
  }

  private void start(Undo undo) {
    begin();
    record(new Event.UndoStarted(undo.ref(), unknown(undo), due(undo, Duration.ZERO)));
    now.undo(undo.ref()).ifPresent(started -> consequences.begin(started, Duration.ZERO));
  }

  /** How long a worker elsewhere is waited for; null when the undo runs here. */
  private @Nullable Instant due(Undo undo, Duration pause) {
    ActivitySpec.Remote remote = remote(undo);
    return remote == null ? null : now.in(pause.plus(remote.timeout()));
  }

  private ActivitySpec.@Nullable Remote remote(Undo undo) {
    return undo.activity().equals(Undo.CHILD)
        ? null
        : consequences.spec(undo.ref(), undo.activity()).remote();
  }

  /** Why nobody knows whether there is an effect to be taken back; null when there is one. */
  private @Nullable String unknown(Undo undo) {
    Ref ref = now.ref(undo.ref().effect()).orElse(null);
    if (ref == null || !(ref.awaited() instanceof Awaited.Activity)) {
      return null;
    }
    return switch (ref.state()) {
      case OK -> null;
      case ERROR -> String.valueOf(ref.failure());
      default -> "its answer was not waited for";
    };
  }

  private void continueAsNew(Payload input) {
    Map<String, Instant> timers = new LinkedHashMap<>();
    for (Ref open : now.openRefs()) {
      if (open.awaited() instanceof Awaited.Timer timer && timer.name() != null) {
        timers.put(timer.name(), timer.due());
      }
    }
    cancelWhatIsOpen();
    record(new Event.CaseContinued(input, timers));
  }

  private void cancelWhatIsOpen() {
    now.openRefs().forEach(ref -> record(new Event.RefCancelled(ref.id(), null)));
  }

  private TurnMaker compensate(Failure reason) {
    settleWhatWasTold();
    cancelWhatIsOpen();
    record(new Event.CompensationStarted(reason));
    return undoNext();
  }

  private TurnMaker undoNext() {
    List<Undo> list = now.undos();
    if (list.stream().allMatch(Undo::done)) {
      Failure reason = now.failure();
      boolean cancelled = reason != null && reason.category() == Category.CANCELLED;
      CaseStatus failed = list.isEmpty() ? CaseStatus.FAILED : CaseStatus.COMPENSATED;
      return end(cancelled ? CaseStatus.CANCELLED : failed, null, reason);
    }
    plan.next(list, undoOrder()).forEach(this::start);
    return this;
  }

  private UndoOrder undoOrder() {
    return definitions.program(now.workflow()).map(Program::undoOrder).orElse(UndoOrder.REVERSE);
  }

  private TurnMaker end(CaseStatus status, @Nullable Payload result, @Nullable Failure failure) {
    boolean toldBefore = now.result() != null;
    cancelWhatIsOpen();
    boolean again = !toldBefore && failure != null && runsAgain(status, failure);
    record(new Event.CaseEnded(status, result, failure));
    if (!toldBefore && !again) {
      now.askers().forEach(asker -> consequences.send(Command.Reply.endOf(now, asker)));
      tellParent(status, result, failure);
      Outputs.ofEnd(now, result, failure).ifPresent(consequences::add);
    }
    if (status != CaseStatus.COMPLETED) {
      now.undoAskers().forEach(this::tellUndone);
    }
    return this;
  }

  /** A case that failed of itself, and of which nothing is left, is run again if it may be. */
  private boolean runsAgain(CaseStatus status, Failure failure) {
    boolean failed = status == CaseStatus.FAILED || status == CaseStatus.COMPENSATED;
    boolean unwanted = now.cancelReason() != null || !now.undoAskers().isEmpty();
    Duration wait = nextRun().orElse(null);
    if (!failed || unwanted || wait == null || failure.type().equals(NO_PLACE)) {
      return false;
    }
    int attempt = now.circumstances().attemptNumber() + 1;
    Instant notBefore = wait.isZero() ? null : now.in(wait);
    CaseId next = now.id().again(attempt);
    record(new Event.CaseRetried(next, attempt, notBefore));
    consequences.add(new Effect.RunAgain(next, startOf(attempt, notBefore), now.askers()));
    return true;
  }

  /** How long after the end of this run the next one begins; empty when it is the last. */
  private Optional<Duration> nextRun() {
    int attempt = now.circumstances().attemptNumber();
    return definitions
        .program(now.workflow())
        .flatMap(program -> program.retryOfCase(now))
        .flatMap(policy -> policy.afterAttempt(attempt, now.id().value()));
  }

  private Event.CaseStarted startOf(int attempt, @Nullable Instant notBefore) {
    Circumstances was = now.circumstances();
    CaseId first = was.original() == null ? now.id() : was.original();
    return new Event.CaseStarted(
        now.workflow(),
        now.input(),
        now.starter(),
        null,
        now.businessKey(),
        now.priority(),
        now.parent(),
        new Circumstances(was.labels(), notBefore, first, was.trace(), attempt, was.naming()));
  }

  /** What is wanted of a case that is run again is wanted of its next run. */
  TurnMaker passOn(Command wish, CaseId next) {
    Command again = Readdressed.to(next, wish);
    consequences.send(again);
    return record(new Event.WishPassedOn(wish.id().value(), next));
  }

  private void tellParent(CaseStatus status, @Nullable Payload result, @Nullable Failure failure) {
    Parent parent = now.parent();
    if (parent == null) {
      return;
    }
    Failure why =
        status == CaseStatus.COMPLETED
            ? null
            : new Failure(Category.TECHNICAL, status.name(), String.valueOf(failure));
    CommandId id = new CommandId("end of " + now.id() + " " + now.turn());
    consequences.send(new Command.SettleRef(parent.caseId(), id, parent.ref(), 0, result, why));
  }

  private TurnMaker park(String why) {
    return park(Codes.WORKFLOW_PARKED, new Failure(Category.FATAL, "WorkflowError", why), null);
  }

  private TurnMaker park(String code, Failure reason, @Nullable RefId ref) {
    record(new Event.CaseParked(reason, ref));
    Incident incident = new Incident(Incident.Kind.PARKED, code, now.id(), reason.toString(), null);
    consequences.add(new Effect.Raise(incident));
    return this;
  }

  private void begin() {
    if (!begun) {
      now.beginTurn(command, at);
      begun = true;
    }
  }

  private TurnMaker record(Event event) {
    begin();
    boolean vain = event instanceof Event.RefCancelled cancelled && neverAsked(cancelled.ref());
    consequences.before(event);
    now.apply(event);
    events.add(event);
    if (vain && event instanceof Event.RefCancelled cancelled) {
      droppedUndo = true;
      record(new Event.UndoDropped(cancelled.ref()));
    }
    return this;
  }

  /** What nobody was asked for needs no undo, although one is registered. */
  private boolean neverAsked(RefId id) {
    return now.ref(id).filter(Ref::nobodyAsked).isPresent() && now.undo(id).isPresent();
  }
}
