package io.baton.workflow.script;

import io.baton.api.Branch;
import io.baton.api.ChildFailedException;
import io.baton.api.Flow;
import io.baton.api.FlowTimer;
import io.baton.api.Forks;
import io.baton.api.Later;
import io.baton.api.OnLoss;
import io.baton.api.OpenRef;
import io.baton.api.RefusedException;
import io.baton.api.Signal;
import io.baton.api.Step;
import io.baton.api.TimedOutException;
import io.baton.api.UndoOrder;
import io.baton.api.Workflow;
import io.baton.api.WorkflowError;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CaseSnapshot.Fold;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Naming;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.RefId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The language of workflows, said to the replay of the thread that calls. */
public final class ScriptFlow extends ScriptForks implements Flow {
  private static final ScriptFlow ONE = new ScriptFlow();

  private ScriptFlow() {
    super(OnLoss.UNDO);
  }

  /** Always the flow of the workflow that calls: one object that can be injected everywhere. */
  public static Flow ofCallingWorkflow() {
    return ONE;
  }

  @Override
  public Forks onLoss(OnLoss fate) {
    return new ScriptForks(fate);
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> Later<T, X> later(Branch<T, X> body) {
    Replay replay = Replay.current();
    RefId branch = replay.next().child(0);
    LaterBranch<T, X> begun = new LaterBranch<>(replay, branch, Part.beside(replay, branch, body));
    replay.strand().began(begun);
    return begun;
  }

  @Override
  public <X extends Exception> Later<@Nullable Void, X> later(Branch.Plain<X> body) {
    return later(ScriptForks.<X>valueless(body));
  }

  // Waiting

  @Override
  public <T> T await(Signal<T> signal) {
    return take(signal, null);
  }

  @Override
  public <T> T await(Signal<T> signal, Duration limit) {
    return take(signal, Replay.current().now().in(limit));
  }

  private static <T> T take(Signal<T> signal, @Nullable Instant due) {
    Replay replay = Replay.current();
    Ref ref = replay.await(replay.signal(signal.name(), due));
    if (ref.failure() != null) {
      throw new TimedOutException(ref.failure().message());
    }
    return Objects.requireNonNull(
        Values.read(ref.value(), signal.type(), "signal " + signal.name()));
  }

  @Override
  public <T extends @Nullable Object> OpenRef<T> ref(Class<T> type) {
    return opened(type, null);
  }

  @Override
  public <T extends @Nullable Object> OpenRef<T> ref(String name, Class<T> type) {
    checkName("ref", name);
    return opened(type, name);
  }

  private static <T extends @Nullable Object> OpenRef<T> opened(
      Class<T> type, @Nullable String name) {
    Replay replay = Replay.current();
    Ref opened = replay.outside(name);
    Naming naming = replay.now().circumstances().naming();
    if (naming == null
        || !(opened.awaited() instanceof Awaited.Outside out)
        || out.name() == null) {
      String id = replay.now().id() + "/" + opened.id();
      return new Opened<>(type, opened.id(), id, id);
    }
    return new Opened<>(type, opened.id(), out.name(), naming.thread() + "|" + out.name());
  }

  private record Opened<T extends @Nullable Object>(
      Class<T> type, RefId ref, String id, String fullId) implements OpenRef<T> {

    @Override
    public T await() {
      Ref now = Replay.current().awaitOpened(ref, "answer from outside (ref " + ref + ")");
      Failure failure = now.failure();
      if (failure != null) {
        throw new RefusedException(
            failure.message(), now.value() == null ? null : now.value().toString());
      }
      return Values.read(now.value(), type, "answer of ref " + ref);
    }
  }

  @Override
  public void sleep(Duration time) {
    sleepFor(time);
  }

  @Override
  public void sleepUntil(Instant moment) {
    sleepUntilMillis(Replay.current(), moment);
  }

  @Override
  public FlowTimer timer(String name, Duration time) {
    Replay replay = Replay.current();
    checkName("timer", name);
    Case now = replay.now();
    Instant due =
        replay.openTimer(name).map(Ref::due).or(() -> now.carriedTimer(name)).orElse(now.in(time));
    Ref opened = replay.open(replay.next(), new Awaited.Timer(due, name), due);
    return new NamedTimer(name, opened.id());
  }

  private record NamedTimer(String name, RefId ref) implements FlowTimer {
    @Override
    public void await() {
      Replay.current().awaitOpened(ref, "timer " + name);
    }

    @Override
    public void cancel() {
      Replay replay = Replay.current();
      replay.checkRuns();
      if (replay.ref(ref).pending()) {
        replay.cancelTimers(name);
      }
    }
  }

  private static void checkName(String what, String name) {
    if (name.isBlank() || name.length() > 100) {
      throw new WorkflowError("%s '%s': a name has 1 to 100 characters".formatted(what, name));
    }
  }

  // Bodies

  @Override
  public <T extends @Nullable Object, X extends Exception> T saga(
      Branch<? extends T, ? extends X> body) throws X {
    return this.<T, X>saga(UndoOrder.REVERSE, body);
  }

  @Override
  public <X extends Exception> void saga(Branch.Plain<? extends X> body) throws X {
    this.<@Nullable Void, X>saga(UndoOrder.REVERSE, ScriptForks.<X>valueless(body));
  }

  @Override
  @SuppressWarnings("unchecked") // The body declares what it throws.
  public <T extends @Nullable Object, X extends Exception> T saga(
      UndoOrder order, Branch<? extends T, ? extends X> body) throws X {
    Replay replay = Replay.current();
    RefId id = replay.next();
    try {
      return Part.<T, X>within(replay, replay.strand().inner(id), body);
    } catch (Exception e) {
      replay.undo(id, order, List.of(id));
      throw (X) e;
    }
  }

  @Override
  public <X extends Exception> void compensate(Branch.Plain<? extends X> undo) {
    Replay replay = Replay.current();
    RefId id = replay.next();
    Replay.Captured call = captured(replay, undo);
    String what = "compensate " + call.activity().spec().name();
    if (replay.known(id, new Awaited.Noted(what)) == null) {
      replay.make(new Event.ValueNoted(id, what, Payload.NULL));
      replay.make(new Event.UndoRegistered(id, call.activity().spec().name(), call.args()));
    }
  }

  private static Replay.Captured captured(Replay replay, Branch.Plain<?> undo) {
    List<Replay.Captured> calls = new ArrayList<>();
    replay.capture(calls);
    try {
      undo.run();
    } catch (Exception e) {
      throw new WorkflowError("compensate: its body threw " + e);
    } finally {
      replay.capture(null);
    }
    if (calls.size() != 1) {
      throw new WorkflowError(
          "compensate: its body must call one activity, it called " + calls.size());
    }
    return calls.get(0);
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T uncancellable(
      Branch<? extends T, ? extends X> body) throws X {
    Replay replay = Replay.current();
    return Part.<T, X>within(replay, replay.strand().shielded(replay.next()), body);
  }

  @Override
  public <X extends Exception> void uncancellable(Branch.Plain<? extends X> body) throws X {
    this.<@Nullable Void, X>uncancellable(ScriptForks.<X>valueless(body));
  }

  // Long workflows

  @Override
  public <T extends @Nullable Object, X extends Exception> T scope(
      Class<T> type, Branch<? extends T, ? extends X> body) throws X {
    Replay replay = Replay.current();
    RefId id = replay.next();
    Ref known = replay.known(id, new Awaited.Noted("scope"));
    if (known != null) {
      replay.strand().reached(known.settledAs());
      return Values.read(known.value(), type, "scope " + id);
    }
    T value = Part.<T, X>within(replay, replay.strand().inner(id), body);
    Payload kept = Values.write(value, "scope " + id);
    replay.closeWhatIsOpenBelow(id);
    replay.make(new Event.ValueNoted(id, "scope", kept));
    return Values.read(kept, type, "scope " + id);
  }

  @Override
  public <X extends Exception> void scope(Branch.Plain<? extends X> body) throws X {
    this.<@Nullable Void, X>scope(voidClass(), ScriptForks.<X>valueless(body));
  }

  private static Class<@Nullable Void> voidClass() {
    @SuppressWarnings("unchecked") // Nullness is no part of a class.
    Class<@Nullable Void> type = (Class<@Nullable Void>) (Class<?>) Void.class;
    return type;
  }

  @Override
  public <S extends @Nullable Object, X extends Exception> S fold(
      Class<S> type, S initial, Step.Round<S, ? extends X> round) throws X {
    return this.<S, X>loop(type, initial, (state, number) -> round.run(state));
  }

  @Override
  public <S extends @Nullable Object, I, X extends Exception> S fold(
      Class<S> type, S initial, List<? extends I> items, Step.Item<S, ? super I, ? extends X> round)
      throws X {
    return this.<S, X>loop(
        type,
        initial,
        (state, number) ->
            number == items.size()
                ? Step.done(state)
                : Step.again(round.run(state, items.get((int) number))));
  }

  /** One round, told its number. */
  private interface Numbered<S extends @Nullable Object, X extends Exception> {
    Step<S> run(S state, long number) throws X;
  }

  private <S extends @Nullable Object, X extends Exception> S loop(
      Class<S> type, S initial, Numbered<S, X> round) throws X {
    Replay replay = Replay.current();
    RefId id = replay.next();
    Ref known = replay.known(id, new Awaited.Noted("fold"));
    if (known != null) {
      replay.strand().reached(known.settledAs());
      return Values.read(known.value(), type, "fold " + id);
    }
    Fold there = replay.fold(id).orElse(null);
    long number = there == null ? 0 : there.rounds();
    S state = there == null ? initial : Values.read(there.state(), type, "fold " + id);
    while (true) {
      S before = state;
      long rounds = number;
      Step<S> step =
          Part.<Step<S>, X>within(
              replay, replay.strand().inner(id.child(rounds)), () -> round.run(before, rounds));
      Payload kept = Values.write(step.state(), "fold " + id);
      replay.closeWhatIsOpenBelow(id);
      if (step.last()) {
        replay.make(new Event.ValueNoted(id, "fold", kept));
        return Values.read(kept, type, "fold " + id);
      }
      number++;
      replay.countRound();
      replay.make(new Event.FoldAdvanced(id, number, kept));
      state = Values.read(kept, type, "fold " + id);
    }
  }

  @Override
  public RuntimeException continueAsNew(@Nullable Object input) {
    Replay replay = Replay.current();
    replay.checkRuns();
    throw new ContinueAsNew(Values.write(input, "the next run's input"));
  }

  // Other cases

  @Override
  public <T extends @Nullable Object> T child(
      Class<?> workflow, @Nullable Object input, Class<T> result) {
    Workflow annotation = workflow.getAnnotation(Workflow.class);
    if (annotation == null) {
      throw new WorkflowError("child: " + workflow.getName() + " has no @Workflow");
    }
    return child(annotation.name(), input, result);
  }

  @Override
  public <T extends @Nullable Object> T child(
      String workflow, @Nullable Object input, Class<T> result) {
    Replay replay = Replay.current();
    RefId id = replay.next();
    CaseId child = childId(replay, id);
    Payload given = Values.write(input, "input of child " + workflow);
    Ref ref = replay.await(replay.open(id, new Awaited.Child(child, workflow, given), null));
    Failure failure = ref.failure();
    if (failure != null) {
      throw new ChildFailedException(child.value(), failure.message());
    }
    return Values.read(ref.value(), result, "result of child " + workflow);
  }

  private static CaseId childId(Replay replay, RefId id) {
    try {
      return new CaseId(replay.now().id() + "." + id);
    } catch (IllegalArgumentException e) {
      throw new WorkflowError("child: the id of the case is too long for one: " + e.getMessage());
    }
  }

  // Telling the world

  @Override
  public void output(String topic, @Nullable Object value) {
    output(topic, null, value);
  }

  @Override
  public void output(String topic, @Nullable String key, @Nullable Object value) {
    Replay replay = Replay.current();
    RefId id = replay.next();
    if (replay.known(id, new Awaited.Noted("output " + topic)) == null) {
      Payload sent = Values.write(value, "output to " + topic);
      replay.make(new Event.OutputSent(id, topic, key, sent));
    }
  }

  @Override
  public void outputText(String topic, @Nullable String text) {
    outputText(topic, null, text);
  }

  @Override
  public void outputText(String topic, @Nullable String key, @Nullable String text) {
    Replay replay = Replay.current();
    RefId id = replay.next();
    if (replay.known(id, new Awaited.Noted("output " + topic)) == null) {
      Payload sent = Values.write(text, "output to " + topic);
      replay.make(new Event.OutputSent(id, topic, key, sent, true));
    }
  }

  @Override
  public void attribute(String name, @Nullable Object value) {
    Replay replay = Replay.current();
    RefId id = replay.next();
    if (replay.known(id, new Awaited.Noted("attribute " + name)) == null) {
      Payload kept = Values.write(value, "attribute " + name);
      boolean plain = kept.json().isValueNode() && kept.toString().length() <= 1_000;
      if (!plain || name.isBlank() || name.length() > 100) {
        throw new WorkflowError(
            "attribute '%s': a name of 1 to 100 characters, and text, number or boolean of at most 1,000"
                .formatted(name));
      }
      replay.make(new Event.AttributeSet(id, name, kept));
    }
  }

  @Override
  public void subscribe(Signal<?> signal, String key) {
    Replay replay = Replay.current();
    replay.checkRuns();
    if (key.isBlank() || key.length() > 200) {
      throw new WorkflowError("subscribe: the key must have 1 to 200 characters");
    }
    Event.Subscribed wanted = new Event.Subscribed(signal.name(), key);
    if (!replay.now().isSubscribed(wanted) && !replay.moves().contains(wanted)) {
      replay.make(wanted);
    }
  }

  // Values that are not the same each time

  @Override
  public Instant now() {
    Replay replay = Replay.current();
    Payload kept = replay.note("now", () -> Values.write(replay.now().time(), "now"));
    return Objects.requireNonNull(Values.read(kept, Instant.class, "now"));
  }

  @Override
  public UUID randomUUID() {
    Replay replay = Replay.current();
    String unique = replay.now().id() + "/" + replay.next();
    return UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public <T extends @Nullable Object> T sideEffect(Class<T> type, Supplier<? extends T> source) {
    Replay replay = Replay.current();
    Payload kept = replay.note("side effect", () -> Values.write(source.get(), "side effect"));
    return Values.read(kept, type, "side effect");
  }

  @Override
  public int version(String change, int newest) {
    Replay replay = Replay.current();
    replay.checkRuns();
    checkName("version", change);
    Integer chosen = replay.version(change);
    if (chosen == null) {
      chosen = replay.now().hasReached(replay.strand().peek()) ? 0 : newest;
      replay.make(new Event.VersionChosen(change, chosen));
    }
    if (chosen > newest) {
      throw new WorkflowError(
          "version of '%s': the case follows %d, this code knows %d"
              .formatted(change, chosen, newest));
    }
    return chosen;
  }

  @Override
  public String caseId() {
    return Replay.current().now().id().value();
  }

  @Override
  public String threadId() {
    return Replay.current().now().thread();
  }
}
