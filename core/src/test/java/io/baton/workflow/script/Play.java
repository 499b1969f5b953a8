package io.baton.workflow.script;

import io.baton.api.CaseStatus;
import io.baton.api.UndoOrder;
import io.baton.engine.Kernels;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CaseSnapshot;
import io.baton.model.Circumstances;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Naming;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.Undo;
import io.baton.model.WorkflowId;
import io.baton.port.Activities.Outcome;
import io.baton.port.Definitions;
import io.baton.port.UndoPlan;
import io.baton.wire.CaseCodec;
import io.baton.wire.CommandCodec;
import io.baton.wire.Json;
import io.baton.workflow.Decision;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cases on paper: the kernel without a host. Journals and commands are text between two turns, so
 * each turn begins from nothing; which command comes next is up to the trial.
 */
final class Play {
  static final CaseId ID = new CaseId("c-1");

  final Map<CaseId, List<Turn>> journals = new LinkedHashMap<>();
  final List<Command> queue = new ArrayList<>();
  final Map<String, Command.FireTimer> timers = new TreeMap<>();
  final List<String> ledger = new ArrayList<>();
  final List<String> outputs = new ArrayList<>();
  final List<Effect.Ask> asked = new ArrayList<>();
  final List<String> incidents = new ArrayList<>();
  final Map<String, Object> answers = new LinkedHashMap<>();
  Function<Command.Work, @Nullable Outcome> work = command -> null;
  boolean fromSnapshots;
  Instant clock = Instant.parse("2026-03-01T12:00:00Z");
  private Scripts scripts;
  private Definitions definitions;
  private @Nullable Circumstances circumstances;
  private int messages;
  private CaseStatus status = CaseStatus.RUNNING;

  Play(Object workflowOrWorkflows, Class<?>... activities) {
    this.scripts = read(workflowOrWorkflows, activities);
    this.definitions = scripts;
  }

  /** Breaks the kernel on purpose: whatever the workflow decides becomes something else. */
  Play mutated(UnaryOperator<Decision> mutant) {
    definitions = new Mutated(scripts, mutant);
    return this;
  }

  private Scripts read(Object workflows, Class<?>... activities) {
    List<Class<?>> classes = new ArrayList<>();
    for (Object one : workflows instanceof List<?> many ? many : List.of(workflows)) {
      classes.add((Class<?>) one);
    }
    return Scripts.read(classes, List.of(activities), Made::make);
  }

  /** The journals stay, the code is another. */
  Play code(Class<?> workflow, Class<?>... activities) {
    scripts = read(workflow, activities);
    definitions = scripts;
    return this;
  }

  /** The case is started by a record. */
  Play known(Naming by) {
    circumstances = Circumstances.ORDINARY.knownBy(by);
    return this;
  }

  Play start(@Nullable Object input) {
    WorkflowId first = new WorkflowId(scripts.workflows().first(), 1);
    return start(ID, first, Json.payload(input), null);
  }

  Play start(Class<?> workflow, @Nullable Object input) {
    String name = workflow.getAnnotation(io.baton.api.Workflow.class).name();
    return start(ID, new WorkflowId(name, 1), Json.payload(input), null);
  }

  private Play start(
      CaseId id, WorkflowId workflow, Payload input, io.baton.model.@Nullable Parent parent) {
    Event started =
        new Event.CaseStarted(workflow, input, "alice", null, null, 4, parent, circumstances);
    journals.put(
        id,
        new ArrayList<>(List.of(new Turn(0, new CommandId("create"), clock, List.of(started)))));
    queue.add(new Command.StartCase(id, Command.StartCase.FIRST, workflow, null));
    return this;
  }

  // Looking

  Case now() {
    return now(ID);
  }

  Case now(CaseId id) {
    List<Turn> journal = journals.get(id);
    List<Turn> read = journal;
    if (!fromSnapshots || read.size() < 2) {
      return Case.replay(id, read);
    }
    int cut = read.size() / 2 + 1;
    CaseSnapshot kept = Case.replay(id, read.subList(0, cut)).snapshot();
    CaseSnapshot reread = CaseCodec.read(CaseCodec.write(kept)).orElseThrow();
    return Case.restore(id, reread, read.subList(cut, read.size()));
  }

  CaseStatus status() {
    return status;
  }

  @Nullable Object result(Class<?> type) {
    Payload result = now().result();
    return result == null ? null : Json.value(result, type, Json.LENIENT);
  }

  String obstacle() {
    return String.valueOf(now().obstacle());
  }

  List<Event> events() {
    return journals.get(ID).stream().flatMap(turn -> turn.events().stream()).toList();
  }

  // Moving

  /** Everything that is queued, first come first served; time stands still. */
  Play run() {
    for (int i = 0; !queue.isEmpty(); i++) {
      if (i > 200_000) {
        throw new IllegalStateException("it does not come to rest: " + queue);
      }
      deliver(0);
    }
    return this;
  }

  /** The queued command of this activity, before all others. */
  Play deliver(String activity) {
    for (int i = 0; i < queue.size(); i++) {
      if (queue.get(i) instanceof Command.Work w && w.activity().value().endsWith(activity)) {
        deliver(i);
        return this;
      }
    }
    throw new IllegalStateException("no command of " + activity + " in " + queue);
  }

  void deliver(int index) {
    Command command = CommandCodec.read(CommandCodec.write(List.of(queue.remove(index)))).get(0);
    Case now = now(command.caseId());
    boolean known =
        journals.get(command.caseId()).stream().anyMatch(t -> t.command().equals(command.id()));
    if (known) {
      return;
    }
    Outcome outcome = command instanceof Command.Work w ? outcome(w) : null;
    Kernels.Step step = Kernels.decide(definitions, PLAN, now, command, outcome, clock);
    if (step.turn() == null) {
      return; // Stale: what the work did is rolled back.
    }
    if (outcome instanceof Outcome.Done && command instanceof Command.Work w) {
      ledger.add(w.activity().value().replaceAll(".*\\.", "") + args(w));
    }
    journals.get(command.caseId()).add(Kernels.asRead(step.turn()));
    if (now.id().equals(ID)) {
      status = now.status();
    }
    step.effects().forEach(this::carryOut);
  }

  private static String args(Command.Work w) {
    return w.args() == null || w.args().isEmpty() ? "" : w.args().toString();
  }

  private Outcome outcome(Command.Work w) {
    Outcome told = work.apply(w);
    if (told != null) {
      return told;
    }
    String name = w.activity().value().replaceAll(".*\\.", "");
    Object answer = answers.getOrDefault(name, name + "!");
    if (answer instanceof Exception e) {
      boolean business = e instanceof io.baton.api.BusinessException;
      Category category = business ? Category.BUSINESS : Category.TECHNICAL;
      return new Outcome.Failed(
          new Failure(category, e.getClass().getName(), String.valueOf(e.getMessage())), false);
    }
    return new Outcome.Done(Json.payload(answer));
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Send send) {
      queue.add(send.command());
    } else if (effect instanceof Effect.SetTimer set) {
      timers.put(
          set.caseId() + " " + set.key(),
          new Command.FireTimer(set.caseId(), set.key(), set.due()));
    } else if (effect instanceof Effect.ClearTimer clear) {
      timers.remove(clear.caseId() + " " + clear.key());
    } else if (effect instanceof Effect.StartChild child) {
      WorkflowId id = new WorkflowId(child.workflow(), 1);
      start(child.child(), id, child.input(), child.parent());
    } else if (effect instanceof Effect.Publish output) {
      outputs.add(output.topic() + " " + output.key() + " " + output.text());
    } else if (effect instanceof Effect.Ask ask) {
      asked.add(ask);
    } else if (effect instanceof Effect.Raise raise) {
      incidents.add(raise.incident().code() + " " + raise.incident().reason());
    }
  }

  /** Time goes by; what is due on the way fires in its order, and what it leads to is done. */
  Play advance(Duration time) {
    Instant end = clock.plus(time);
    run();
    for (Optional<Command.FireTimer> next = nextTimer(end);
        next.isPresent();
        next = nextTimer(end)) {
      clock = clock.isAfter(next.get().due()) ? clock : next.get().due();
      fire(next.get());
      run();
    }
    clock = end;
    return this;
  }

  Optional<Command.FireTimer> nextTimer(Instant until) {
    return timers.values().stream()
        .filter(timer -> !timer.due().isAfter(until))
        .min(Comparator.comparing(Command.FireTimer::due));
  }

  void fire(Command.FireTimer timer) {
    timers.remove(timer.caseId() + " " + timer.key());
    queue.add(timer);
  }

  Play signal(String name, @Nullable Object value) {
    queue.add(
        new Command.DeliverSignal(
            ID, new CommandId("signal " + ++messages), name, Json.payload(value), 60_000));
    return this;
  }

  Play answer(RefId ref, @Nullable Object value) {
    queue.add(
        new Command.SettleRef(
            ID, new CommandId("answer " + ++messages), ref, 0, Json.payload(value), null));
    return this;
  }

  Play refuse(RefId ref, Category category, int attempt, String why) {
    Failure failure = new Failure(category, "Refused", why);
    queue.add(
        new Command.SettleRef(
            ID, new CommandId("answer " + ++messages), ref, attempt, null, failure));
    return this;
  }

  /** A record that answers a ref by its name, and waits for an hour if there is none. */
  Play record(long offset, String name, @Nullable Object value) {
    queue.add(
        new Command.AnswerNamed(
            ID,
            new CommandId("record c/t/0/" + offset),
            name,
            Json.payload(value),
            null,
            3600_000));
    return this;
  }

  /** The same of an error, which does not wait. */
  Play recordOfError(long offset, String name, Object error) {
    return error(offset, name, error, 0);
  }

  /** The same of an error, which waits for an hour. */
  Play early(long offset, String name, Object error) {
    return error(offset, name, error, 3600_000);
  }

  private Play error(long offset, String name, Object error, long keepMillis) {
    Failure failure = new Failure(Category.BUSINESS, "Refused", String.valueOf(error));
    CommandId id = new CommandId("record c/t/0/" + offset);
    queue.add(new Command.AnswerNamed(ID, id, name, Json.payload(error), failure, keepMillis));
    return this;
  }

  Play cancel() {
    queue.add(new Command.CancelCase(ID, new CommandId("cancel " + ++messages), "enough"));
    return this;
  }

  static final UndoPlan PLAN =
      new UndoPlan() {
        @Override
        public List<Undo> next(List<Undo> list, UndoOrder order) {
          List<Undo> open = list.stream().filter(undo -> !undo.done()).toList();
          List<Undo> due =
              switch (order) {
                case REVERSE ->
                    open.stream().max(Comparator.comparingLong(Undo::doneAs)).stream().toList();
                case CAUSAL ->
                    open.stream()
                        .filter(
                            u -> open.stream().noneMatch(o -> o != u && o.begunAs() > u.doneAs()))
                        .toList();
                case PARALLEL -> open;
              };
          return due.stream().filter(u -> u.state() == Undo.State.REGISTERED).toList();
        }

        @Override
        public Optional<Duration> afterFailure(CaseId of, Undo failed, RetryPolicy policy) {
          return policy.afterAttempt(failed.attempt(), of.value());
        }
      };
}
