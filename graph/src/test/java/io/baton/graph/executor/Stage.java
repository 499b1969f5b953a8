package io.baton.graph.executor;

import io.baton.api.ActivityMode;
import io.baton.api.Retry.OnExhausted;
import io.baton.compensation.UndoOrders;
import io.baton.engine.Kernels;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.run.GraphProgram;
import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CaseSnapshot;
import io.baton.model.Circumstances;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import io.baton.wire.CaseCodec;
import io.baton.wire.Json;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.ActivitySpec.UndoSpec;
import io.baton.workflow.Program;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A case of a graph whose activities are all done by workers elsewhere; each turn is viewed. */
final class Stage implements Definitions {
  static final CaseId ID = new CaseId("c-1");
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final WorkflowId FLOW = new WorkflowId("pipeline", 1);

  final List<Execution> published = new ArrayList<>();
  final List<RemoteRequest> asked = new ArrayList<>();
  final List<Effect.CallOff> calledOff = new ArrayList<>();
  final Map<RefId, Command.FireTimer> timers = new TreeMap<>();
  final List<Turn> journal = new ArrayList<>();
  private final Program program;
  private Instant clock = START;
  private int messages;
  Case now;

  /** The nodes, with single quotes. */
  Stage(String nodes) {
    this(nodes, Circumstances.ORDINARY);
  }

  Stage(String nodes, Circumstances how) {
    String text =
        "{'schema': 'baton-graph/1', 'name': 'pipeline', 'version': 1, 'nodes': {" + nodes + "}}";
    program = new GraphProgram(GraphCodec.read(text.replace('\'', '"')), this);
    Payload input = Json.payload(Map.of("items", List.of("x", "y")));
    Event start = new Event.CaseStarted(FLOW, input, "alice", null, null, 4, null, how.orNull());
    journal.add(new Turn(0, new CommandId("create"), clock, List.of(start)));
    now = Case.replay(ID, journal);
    published.add(ExecutionView.of(now));
    take(new Command.StartCase(ID, Command.StartCase.FIRST, FLOW, null));
  }

  /** True when the command is in the journal already. */
  boolean knows(Command command) {
    return journal.stream().anyMatch(turn -> turn.command().equals(command.id()));
  }

  /** The events of the command's turn; none for what changed nothing. */
  List<Event> take(Command command) {
    clock = clock.plusMillis(1);
    if (knows(command)) {
      return List.of();
    }
    Kernels.Step step = Kernels.decide(this, new UndoOrders(), now, command, null, clock);
    if (step.turn() == null) {
      return List.of();
    }
    journal.add(step.turn());
    published.add(ExecutionView.of(now));
    step.effects().forEach(this::carryOut);
    return step.turn().events();
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Ask ask) {
      asked.add(ask.request());
    } else if (effect instanceof Effect.CallOff off) {
      calledOff.add(off);
    } else if (effect instanceof Effect.SetTimer set) {
      timers.put(set.key(), new Command.FireTimer(ID, set.key(), set.due()));
    } else if (effect instanceof Effect.ClearTimer clear) {
      timers.remove(clear.key());
    }
  }

  List<Event> fire(RefId key) {
    Command.FireTimer timer = timers.remove(key);
    clock = timer.due().isAfter(clock) ? timer.due() : clock;
    return take(timer);
  }

  Stage done(String ref, Object value) {
    take(new Command.SettleRef(ID, message(), new RefId(ref), 1, Json.payload(value), null));
    return this;
  }

  Stage undone(String ref) {
    take(new Command.SettleUndo(ID, message(), new RefId(ref), 1, null));
    return this;
  }

  CommandId message() {
    return new CommandId("m" + ++messages);
  }

  Execution view() {
    return ExecutionView.of(now);
  }

  /** As another node sees it that reads the journal, or a snapshot. */
  List<Execution> viewsElsewhere() {
    CaseSnapshot kept = CaseCodec.read(CaseCodec.write(now.snapshot())).orElseThrow();
    return List.of(
        ExecutionView.of(Case.replay(ID, journal)),
        ExecutionView.of(Case.restore(ID, kept, List.of())));
  }

  /** The task runs by their refs, with all states that they had. */
  Map<String, String> runs() {
    Map<String, String> runs = new TreeMap<>();
    for (TaskRun run : view().taskRunList()) {
      List<String> states = run.state().histories().stream().map(m -> m.state().name()).toList();
      runs.put(run.id().substring(ID.value().length() + 1), String.join(" ", states));
    }
    return runs;
  }

  /** All states that the execution had. */
  String states() {
    return String.join(
        " ",
        java.util.Objects.requireNonNull(view().state()).histories().stream()
            .map(m -> m.state().name())
            .toList());
  }

  @Override
  public Optional<ActivitySpec> activity(ActivityName name) {
    UndoSpec undo =
        name.value().startsWith("U.")
            ? new UndoSpec(new ActivityName(name.value().replace("U.", "Undo.")), false)
            : null;
    RetryPolicy thrice =
        new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0, OnExhausted.FAIL);
    ActivitySpec.Remote workers = new ActivitySpec.Remote("workers", Duration.ofHours(1));
    return Optional.of(new ActivitySpec(name, ActivityMode.REMOTE, thrice, undo, workers));
  }

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
    return new TreeSet<>(List.of("pipeline"));
  }

  @Override
  public void checkInput(WorkflowId id, Payload input) {}

  @Override
  public Payload query(Case of, String name, List<Payload> args) {
    throw new IllegalArgumentException("no query " + name);
  }
}
