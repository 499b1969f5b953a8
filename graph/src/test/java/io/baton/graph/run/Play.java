package io.baton.graph.run;

import io.baton.api.ActivityMode;
import io.baton.api.Retry.OnExhausted;
import io.baton.compensation.UndoOrders;
import io.baton.engine.Kernels;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.model.Graph;
import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.Activities.Outcome;
import io.baton.port.Definitions;
import io.baton.wire.CommandCodec;
import io.baton.wire.Json;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.ActivitySpec.UndoSpec;
import io.baton.workflow.Program;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A case of a graph on paper: the kernel without a host. Which command comes next is up to the
 * trial. Warm, the case stays in memory between turns; cold, each turn begins with the journal's
 * text.
 */
final class Play implements Definitions {
  static final CaseId ID = new CaseId("c-1");

  final List<Turn> journal = new ArrayList<>();
  final List<Command> queue = new ArrayList<>();
  final Map<RefId, Command.FireTimer> timers = new TreeMap<>();

  /** What was done and undone, in order: {@code car(1)}, {@code undo cancelCar(1)}. */
  final List<String> ledger = new ArrayList<>();

  final List<String> outputs = new ArrayList<>();
  final List<Effect.Ask> asked = new ArrayList<>();
  final List<String> incidents = new ArrayList<>();
  final List<String> children = new ArrayList<>();
  final List<String> calledOff = new ArrayList<>();

  /** Timers that fired for nothing: they should have been taken away. */
  final List<RefId> leftOver = new ArrayList<>();

  /** How work goes; null for done, with the name of the work as result. */
  BiFunction<Command.Work, String, @Nullable Outcome> work = (command, text) -> null;

  boolean cold;

  /** Whether children complete by themselves. */
  boolean childrenAnswer;

  Instant clock = Instant.parse("2026-03-01T12:00:00Z");

  private final Map<ActivityName, ActivitySpec> activities = new LinkedHashMap<>();
  private final Program program;
  private final Definitions definitions;
  private final WorkflowId workflow;
  private @Nullable Case warm;
  private int messages;

  Play(String nodes) {
    this(read(nodes));
  }

  Play(Graph graph) {
    program = new GraphProgram(graph, this);
    definitions = this;
    workflow = new WorkflowId(graph.name(), graph.version().number());
  }

  /** A case of a workflow that need not be a graph. */
  Play(Definitions definitions, WorkflowId workflow) {
    this.program = definitions.program(workflow).orElseThrow();
    this.definitions = definitions;
    this.workflow = workflow;
  }

  /** A graph on an application that there is, not on activities of any name. */
  Play(Graph graph, Definitions application) {
    Program made = new GraphProgram(graph, application);
    program = made;
    workflow = new WorkflowId(graph.name(), graph.version().number());
    definitions = new Beside(this, application);
  }

  private record Beside(Play play, Definitions application) implements Definitions {
    @Override
    public Optional<Program> program(WorkflowId id) {
      return Optional.of(play.program);
    }

    @Override
    public SortedSet<Integer> versions(String workflow) {
      return application.versions(workflow);
    }

    @Override
    public SortedSet<String> workflows() {
      return application.workflows();
    }

    @Override
    public Optional<ActivitySpec> activity(ActivityName name) {
      return application.activity(name);
    }

    @Override
    public void checkInput(WorkflowId id, Payload input) {}

    @Override
    public Payload query(Case now, String name, List<Payload> args) {
      return application.query(now, name, args);
    }
  }

  /** A graph of these nodes, in single quotes instead of double ones. */
  static Graph read(String nodes) {
    String text =
        nodes.contains("\"schema\"") || nodes.contains("'schema'")
            ? nodes
            : "{'schema': 'baton-graph/1', 'name': 'g', 'version': 1, 'nodes': {" + nodes + "}}";
    return GraphCodec.read(text.replace('\'', '"').replace('´', '\''));
  }

  /** Any name is an activity; {@code x} is undone by {@code undo-x} when it begins with a u. */
  @Override
  public Optional<ActivitySpec> activity(ActivityName name) {
    return Optional.of(activities.computeIfAbsent(name, Play::spec));
  }

  Play with(ActivitySpec spec) {
    activities.put(spec.name(), spec);
    return this;
  }

  private static ActivitySpec spec(ActivityName name) {
    UndoSpec undo =
        name.value().startsWith("U.")
            ? new UndoSpec(new ActivityName(name.value().replace("U.", "undo.")), true)
            : null;
    ActivityMode mode = name.value().startsWith("R.") ? ActivityMode.REMOTE : ActivityMode.XA;
    ActivitySpec.Remote remote =
        mode == ActivityMode.XA ? null : new ActivitySpec.Remote("r", Duration.ofHours(1));
    return new ActivitySpec(name, mode, ONCE, undo, remote);
  }

  private static final RetryPolicy ONCE =
      new RetryPolicy(1, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0, OnExhausted.FAIL);

  // The course of things

  Play start(@Nullable Object input) {
    Event started = new Event.CaseStarted(workflow, Json.payload(input), "alice", null);
    journal.add(new Turn(0, new CommandId("new"), clock, List.of(started)));
    return take(new Command.StartCase(ID, Command.StartCase.FIRST, new WorkflowId("g", 1), null));
  }

  /** Takes one command after the other, the oldest first, while there are any. */
  Play run() {
    while (!queue.isEmpty()) {
      take(queue.remove(0));
    }
    return this;
  }

  /**
   * Takes the commands in an order that chance makes; timers when nothing else is left, and now and
   * then before.
   */
  Play run(Random random) {
    while (!queue.isEmpty() || !timers.isEmpty()) {
      boolean early = !timers.isEmpty() && random.nextInt(12) == 0;
      if (queue.isEmpty() || early) {
        fireNext();
      } else {
        take(queue.remove(random.nextInt(queue.size())));
      }
    }
    return this;
  }

  Play fireNext() {
    Command.FireTimer next =
        timers.values().stream().min(Comparator.comparing(Command.FireTimer::due)).orElseThrow();
    clock = next.due();
    timers.remove(next.key());
    int turns = journal.size();
    take(next);
    if (journal.size() == turns) {
      leftOver.add(next.key());
    }
    return this;
  }

  Play answer(String ref, @Nullable Object value) {
    return take(new Command.SettleRef(ID, message(), new RefId(ref), 0, Json.payload(value), null));
  }

  Play failed(String ref, Failure failure) {
    return take(new Command.SettleRef(ID, message(), new RefId(ref), 1, null, failure));
  }

  Play signal(String name, @Nullable Object value) {
    return take(new Command.DeliverSignal(ID, message(), name, Json.payload(value), 0));
  }

  private CommandId message() {
    return new CommandId("m" + ++messages);
  }

  /** Takes a command that is not in the queue. */
  Play take(Command command) {
    Command read = CommandCodec.read(CommandCodec.write(List.of(command))).get(0);
    Case now = cold || warm == null ? Case.replay(ID, reread()) : warm;
    Outcome outcome = read instanceof Command.Work w ? done(w, now) : null;
    Kernels.Step step = Kernels.decide(definitions, new UndoOrders(), now, read, outcome, clock);
    Turn turn = step.turn();
    if (turn != null) {
      journal.add(turn);
      if (outcome instanceof Outcome.Done && read instanceof Command.Work w) {
        ledger.add((w.undo() ? "undo " : "") + text(w));
      }
      step.effects().forEach(this::carryOut);
      warm = now;
    }
    return this;
  }

  private List<Turn> reread() {
    return journal.stream().map(Kernels::asRead).toList();
  }

  private Outcome done(Command.Work command, Case now) {
    String text = text(command);
    Outcome told = work.apply(command, text);
    return told == null ? new Outcome.Done(Json.payload(text)) : told;
  }

  private static String text(Command.Work command) {
    String args = command.args() == null ? "?" : command.args().toString();
    return command.activity() + args.replace('[', '(').replace(']', ')').replace("\"", "");
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Send send && !send.command().caseId().equals(ID)) {
      toChild(send.command());
    } else if (effect instanceof Effect.Send send) {
      queue.add(send.command());
    } else if (effect instanceof Effect.SetTimer set) {
      timers.put(set.key(), new Command.FireTimer(ID, set.key(), set.due()));
    } else if (effect instanceof Effect.ClearTimer clear) {
      timers.remove(clear.key());
    } else if (effect instanceof Effect.Ask ask) {
      asked.add(ask);
    } else if (effect instanceof Effect.CallOff off) {
      calledOff.add(off.ref().value());
    } else if (effect instanceof Effect.Publish output) {
      outputs.add(output.topic() + " " + output.key() + " " + output.value());
    } else if (effect instanceof Effect.Raise raise) {
      incidents.add(raise.incident().code() + " " + raise.incident().reason());
    } else if (effect instanceof Effect.StartChild child) {
      children.add(child.child() + " " + child.workflow() + " " + child.input());
      if (childrenAnswer) {
        queue.add(
            new Command.SettleRef(
                ID, message(), child.parent().ref(), 0, Json.payload("child"), null));
      }
    }
  }

  private void toChild(Command command) {
    if (command instanceof Command.CancelCase) {
      children.add("cancel " + command.caseId());
    } else if (command instanceof Command.CompensateCase undo) {
      children.add("undo " + command.caseId());
      queue.add(new Command.SettleUndo(ID, message(), undo.asker().ref(), 0, null));
    }
  }

  // What is told

  Case now() {
    return Case.replay(ID, reread());
  }

  String status() {
    return now().status().name();
  }

  String result() {
    return String.valueOf(now().result());
  }

  List<String> open() {
    return now().openRefs().stream().map(ref -> ref.id().value()).toList();
  }

  static Outcome failure(Failure.Category category, String text) {
    boolean retryable = category == Failure.Category.TECHNICAL;
    return new Outcome.Failed(new Failure(category, "Oops", text), retryable);
  }

  // Definitions

  @Override
  public Optional<Program> program(WorkflowId id) {
    return Optional.of(program);
  }

  @Override
  public SortedSet<Integer> versions(String workflow) {
    return new TreeSet<>(List.of(1));
  }

  @Override
  public SortedSet<String> workflows() {
    return new TreeSet<>(List.of("g"));
  }

  @Override
  public void checkInput(WorkflowId id, Payload input) {}

  @Override
  public Payload query(Case now, String name, List<Payload> args) {
    throw new IllegalArgumentException("no query " + name);
  }
}
