package io.baton.graph.run;

import io.baton.api.ActivityMode;
import io.baton.api.Retry.OnExhausted;
import io.baton.graph.model.Duration8601;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import io.baton.graph.model.Retries;
import io.baton.graph.model.TaskName;
import io.baton.graph.model.Template;
import io.baton.graph.model.UndoCall;
import io.baton.model.ActivityName;
import io.baton.model.Payload;
import io.baton.port.Definitions;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.ActivitySpec.Remote;
import io.baton.workflow.ActivitySpec.UndoSpec;
import io.baton.workflow.ActivitySpec.Undoing;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the activities of nodes are done: as the node says, else the graph, else the application. */
final class NodeSpecs {
  private static final Duration DAY = Duration.ofDays(1);
  static final RetryPolicy ORDINARY =
      new RetryPolicy(5, Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 0.2, OnExhausted.FAIL);

  private final Graph graph;
  private final Definitions application;

  /** A spec is asked for several times in each step; what its undos are given is read once. */
  private final Map<Template, Filling> undoArgs = new ConcurrentHashMap<>();

  NodeSpecs(Graph graph, Definitions application) {
    this.graph = graph;
    this.application = application;
  }

  /** True when the application has such an activity, whatever a graph says of it. */
  boolean isKnown(ActivityName name) {
    return application.activity(name).isPresent();
  }

  /** The name by which the kernel knows the node's work; null when it has none. */
  static @Nullable ActivityName name(Node node) {
    if (node instanceof Node.Activity activity) {
      return new ActivityName(activity.activity());
    }
    return node instanceof Node.Task task ? new ActivityName(task.task().activity()) : null;
  }

  /**
   * @param names what expressions see; asked only when an undo has arguments of its own
   */
  Optional<ActivitySpec> of(Node node, ActivityName name, Supplier<Names> names) {
    if (name.equals(name(node))) {
      return node instanceof Node.Task task
          ? Optional.of(task(task, name, names))
          : application.activity(name).map(base -> activity(node, base, names));
    }
    return undoCalls(node).stream()
        .filter(call -> name(call).equals(name))
        .findFirst()
        .flatMap(call -> undo(node, call, name));
  }

  private ActivitySpec activity(Node node, ActivitySpec base, Supplier<Names> names) {
    Remote remote = base.remote();
    Remote wanted =
        remote == null ? null : new Remote(remote.destination(), timeout(node, remote.timeout()));
    return new ActivitySpec(
        base.name(),
        base.mode(),
        retry(node.common().retry(), base.retry()),
        undoing(node, base, names),
        wanted,
        timeout(node) == null ? base.longest() : timeout(node));
  }

  private ActivitySpec task(Node.Task task, ActivityName name, Supplier<Names> names) {
    Remote asked = remote(task.task(), timeout(task, DAY));
    Remote remote =
        new Remote(
            asked.destination(), asked.timeout(), task.maxProgress(), task.resend(), asked.group());
    RetryPolicy retry = retry(task.common().retry(), ORDINARY);
    Undoing undoing =
        new Undoing(calls(task, Optional.empty(), names), isUndoneWhenUnknown(task, false));
    return new ActivitySpec(name, ActivityMode.REMOTE, retry, undoing, remote, null);
  }

  private static Remote remote(TaskName task, Duration timeout) {
    String own = task.destination();
    return new Remote(own == null ? task.service() : own, timeout, null, false, task.group());
  }

  private Duration timeout(Node node, Duration otherwise) {
    Duration wanted = timeout(node);
    return wanted == null ? otherwise : wanted;
  }

  /** As the node says, else the graph; null when neither does. */
  @Nullable Duration timeout(Node node) {
    Duration8601 own = node.common().timeout();
    Duration8601 wanted = own == null ? graph.defaults().timeout() : own;
    return wanted == null ? null : wanted.value();
  }

  private Optional<ActivitySpec> undo(Node node, UndoCall call, ActivityName name) {
    if (call.task() != null) {
      Remote asked = remote(call.task(), DAY);
      Integer progress = node instanceof Node.Task task ? task.maxProgress() : null;
      Remote remote =
          new Remote(asked.destination(), asked.timeout(), progress, false, asked.group());
      return Optional.of(
          new ActivitySpec(
              name, ActivityMode.REMOTE, policy(call.retry(), ORDINARY), null, remote));
    }
    return application
        .activity(name)
        .map(
            base ->
                new ActivitySpec(
                    name,
                    base.mode(),
                    policy(call.retry(), base.retry()),
                    base.undoing(),
                    base.remote(),
                    base.longest()));
  }

  // Undoing

  private Undoing undoing(Node node, ActivitySpec base, Supplier<Names> names) {
    boolean whenUnknown = isUndoneWhenUnknown(node, base.undoing().whenUnknown());
    return node.common().undo() == null
        ? new Undoing(base.undoing().calls(), whenUnknown)
        : new Undoing(calls(node, Optional.of(base), names), whenUnknown);
  }

  private boolean isUndoneWhenUnknown(Node node, boolean otherwise) {
    Boolean own = node.common().undoWhenUnknown();
    return own == null ? otherwise || graph.defaults().undoWhenUnknown() : own;
  }

  private List<UndoSpec> calls(Node node, Optional<ActivitySpec> base, Supplier<Names> names) {
    return undoCalls(node).stream().map(call -> call(call, node, base, names)).toList();
  }

  private UndoSpec call(
      UndoCall call, Node node, Optional<ActivitySpec> base, Supplier<Names> names) {
    ActivityName name = name(call);
    return new UndoSpec(name, takesResult(name, node, base), given(call, names));
  }

  private boolean takesResult(ActivityName undo, Node node, Optional<ActivitySpec> base) {
    Optional<UndoSpec> declared =
        base.stream()
            .flatMap(spec -> spec.undoing().calls().stream())
            .filter(call -> call.name().equals(undo))
            .findFirst();
    if (declared.isPresent()) {
      return declared.get().takesResult();
    }
    OptionalInt arity = application.arity(undo);
    return node instanceof Node.Activity activity
        && arity.isPresent()
        && arity.getAsInt() > activity.args().size();
  }

  private @Nullable List<Payload> given(UndoCall call, Supplier<Names> names) {
    List<Template> args = call.args();
    if (args == null) {
      return null;
    }
    Names seen = names.get();
    return args.stream()
        .map(arg -> undoArgs.computeIfAbsent(arg, Filling::of).payload(seen))
        .toList();
  }

  private static List<UndoCall> undoCalls(Node node) {
    List<UndoCall> calls = node.common().undo();
    return calls == null ? List.of() : calls;
  }

  private static ActivityName name(UndoCall call) {
    TaskName task = call.task();
    return new ActivityName(task == null ? String.valueOf(call.activity()) : task.activity());
  }

  // Retrying

  private RetryPolicy retry(@Nullable Retries own, RetryPolicy base) {
    return policy(own, policy(graph.defaults().retry(), base));
  }

  static RetryPolicy policy(@Nullable Retries wanted, RetryPolicy base) {
    if (wanted == null) {
      return base;
    }
    Duration delay = wanted.delay() == null ? base.delay() : wanted.delay().value();
    Duration longest = wanted.maxDelay() == null ? base.maxDelay() : wanted.maxDelay().value();
    return new RetryPolicy(
        wanted.attempts() == null ? base.maxAttempts() : wanted.attempts(),
        delay,
        wanted.factor() == null ? base.factor() : wanted.factor(),
        longest.compareTo(delay) < 0 ? delay : longest,
        wanted.jitter() == null ? base.jitter() : wanted.jitter(),
        wanted.then() == null ? base.onExhausted() : OnExhausted.valueOf(wanted.then().name()));
  }
}
