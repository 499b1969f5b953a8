package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.messages.Opening;
import io.baton.graph.model.Duration8601;
import io.baton.graph.model.Node;
import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Event;
import io.baton.model.Event.Move;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.UnreadSignal;
import io.baton.workflow.ActivitySpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks for what the nodes that are due want: an answer, a moment, a signal. */
final class Asking {
  private final Case now;
  private final GraphProgram program;
  private final List<Move> moves;
  private final Map<String, Long> taken = new HashMap<>();
  private boolean again;

  Asking(Case now, GraphProgram program, List<Move> moves) {
    this.now = now;
    this.program = program;
    this.moves = moves;
  }

  /** True when something ended with the asking. */
  boolean again() {
    return again;
  }

  void ask(NodeRun run) {
    Node node = run.plan.node();
    if (node instanceof Node.Activity) {
      List<Payload> args = run.plan.fillings().stream().map(arg -> arg.payload(run)).toList();
      open(run, args);
    } else if (node instanceof Node.Task task) {
      if (isToldOf(run)) {
        Duration limit = Objects.requireNonNull(spec(run).remote()).timeout();
        open(run.ref, new Awaited.Told(name(run)), now.in(limit));
      } else {
        open(run, List.of(task.data() == null ? relayed(run) : filled(run, 0)));
      }
    } else if (node instanceof Node.Signal signal) {
      await(run, signal.signal());
    } else if (node instanceof Node.Sleep sleep) {
      Instant due = due(run, sleep);
      open(run.ref, new Awaited.Timer(due, null), due);
    } else if (node instanceof Node.Child child) {
      CaseId id = new CaseId(now.id() + "." + run.ref);
      Payload input = child.input() == null ? Payload.NULL : filled(run, 0);
      open(run.ref, new Awaited.Child(id, child.workflow(), input), null);
    } else if (node instanceof Node.Output output) {
      publish(run, output);
    } else {
      throw new GraphError("nobody knows how to begin " + run.ref);
    }
  }

  /** Bounds a container or child that begins. */
  void limit(NodeRun run) {
    Instant due = now.in(Objects.requireNonNull(run.plan.limit()));
    open(run.limit(), new Awaited.Timer(due, null), due);
  }

  private static Payload filled(NodeRun run, int number) {
    return run.plan.fillings().get(number).payload(run);
  }

  /** What the node before gave goes on unchanged. */
  private Payload relayed(NodeRun run) {
    Payload given = run.giver == null ? null : run.giver.value;
    return given == null ? now.input() : given;
  }

  /** In a case that a service has opened, what the graph begins with is done by itself. */
  private boolean isToldOf(NodeRun run) {
    boolean begins = run.in.owner() == null && run.plan.edgesBefore() == 0;
    return begins && Opening.of(now.input()).isPresent();
  }

  private static ActivityName name(NodeRun run) {
    return Objects.requireNonNull(NodeSpecs.name(run.plan.node()));
  }

  private ActivitySpec spec(NodeRun run) {
    ActivityName name = name(run);
    return program
        .activity(now, run.ref, name)
        .orElseThrow(() -> new GraphError("no activity %s (node %s)".formatted(name, run.ref)));
  }

  private void open(NodeRun run, List<Payload> args) {
    ActivityName name = name(run);
    ActivitySpec spec = spec(run);
    Duration limit =
        spec.remote() == null ? program.timeout(run.plan.node()) : spec.remote().timeout();
    open(run.ref, new Awaited.Activity(name, args), limit == null ? null : now.in(limit));
  }

  private void open(RefId ref, Awaited awaited, @Nullable Instant due) {
    moves.add(new Event.RefOpened(ref, awaited, due));
  }

  private void await(NodeRun run, String signal) {
    Duration8601 limit = run.plan.node().common().timeout();
    open(run.ref, new Awaited.Signal(signal), limit == null ? null : now.in(limit.value()));
    UnreadSignal next = now.nextSignal(signal, taken.getOrDefault(signal, 0L)).orElse(null);
    if (next != null) {
      taken.put(signal, next.number());
      moves.add(new Event.SignalTaken(run.ref, next.number()));
      again = true;
    }
  }

  private Instant due(NodeRun run, Node.Sleep sleep) {
    JsonNode given = run.plan.fillings().get(0).json(run);
    try {
      return sleep.until() == null
          ? now.in(Duration.parse(given.asText()))
          : Case.wholeMillis(Instant.parse(given.asText()));
    } catch (DateTimeException | ArithmeticException e) {
      throw new GraphError(
          "node %s cannot sleep %s %s: %s"
              .formatted(run.ref, sleep.until() == null ? "for" : "until", given, e.getMessage()));
    }
  }

  private void publish(NodeRun run, Node.Output output) {
    int next = output.value() == null ? 0 : 1;
    Payload value = output.value() == null ? relayed(run) : filled(run, 0);
    String key = output.key() == null ? null : filled(run, next).json().asText();
    moves.add(new Event.OutputSent(run.ref, output.topic(), key, value));
    again = true;
  }
}
