package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.baton.graph.executor.TaskState.Moment;
import io.baton.graph.model.NodeIds;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Mark;
import io.baton.model.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A case as an execution. Of two views of one case the later one has every history at least as long
 * as the earlier, and no task run leaves a terminal state; what is inside of a container that has
 * ended is no longer there.
 */
public final class ExecutionView {
  /** The namespace of all cases. */
  public static final String NAMESPACE = "baton";

  /** The member that says how new a view is: {@code run}, the epoch, and {@code turn} in it. */
  public static final String VERSION = "baton";

  private static final String NO_PLACE = "NoPlace";

  private ExecutionView() {}

  /** True for what {@link #of} has made, in whatever turn. */
  public static boolean isOne(JsonNode message) {
    JsonNode version = message.path(VERSION);
    return version.path("run").isIntegralNumber() && version.path("turn").isIntegralNumber();
  }

  public static Execution of(Case now) {
    Circumstances how = now.circumstances();
    Map<String, String> labels = new TreeMap<>(how.labels());
    labels.putIfAbsent(Circumstances.CORRELATION, now.id().value());
    return new Execution(
        now.id().value(),
        NAMESPACE,
        now.workflow().name(),
        now.workflow().version(),
        new TaskRunView(now).all(),
        object("input", now.input()),
        object("result", now.result()),
        labels,
        null,
        state(now),
        now.parent() == null ? null : now.parent().caseId().value(),
        how.original() == null ? now.id().value() : how.original().value(),
        how.notBefore(),
        others(now));
  }

  private static Map<String, JsonNode> others(Case now) {
    int attempt = now.circumstances().attemptNumber();
    return attempt == 1
        ? Map.of(VERSION, version(now))
        : Map.of(
            VERSION,
            version(now),
            "metadata",
            JsonNodeFactory.instance.objectNode().put("attemptNumber", attempt));
  }

  private static JsonNode version(Case now) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("run", now.run())
        .put("turn", now.turn())
        .put("status", now.status().name());
  }

  /** Inputs and outputs are objects there. */
  static @Nullable JsonNode object(String name, @Nullable Payload value) {
    if (value == null || value.json().isNull() || value.json().isObject()) {
      return value == null || value.json().isNull() ? null : value.json();
    }
    return JsonNodeFactory.instance.objectNode().set(name, value.json());
  }

  private static TaskState state(Case now) {
    List<Moment> histories = new ArrayList<>();
    RunState before = RunState.CREATED;
    for (Mark mark : now.marks()) {
      RunState next = States.ofCase(mark.kind());
      RunState last = last(histories);
      if (next == null || next == last || (last != null && last.terminal())) {
        continue;
      }
      if (next == RunState.RESTARTED) {
        histories.add(new Moment(next, mark.at()));
        next = before;
      } else if (next == RunState.KILLED && refusedAPlace(now)) {
        next = RunState.CANCELLED;
      } else if (next == RunState.SUCCESS && isWarned(now)) {
        next = RunState.WARNING;
      }
      histories.add(new Moment(next, mark.at()));
      before = next == RunState.PAUSED ? before : next;
    }
    return TaskState.of(histories);
  }

  private static @Nullable RunState last(List<Moment> histories) {
    return histories.isEmpty() ? null : histories.get(histories.size() - 1).state();
  }

  private static boolean isWarned(Case now) {
    return now.marks().stream().anyMatch(mark -> mark.kind() == Mark.Kind.WARNED);
  }

  private static boolean refusedAPlace(Case now) {
    return now.failure() != null && now.failure().type().equals(NO_PLACE);
  }

  /**
   * The node's id in its body; of a ref of workflow code, which is a number, what it awaits.
   *
   * @param otherwise what is awaited
   */
  static String taskId(String ref, String otherwise) {
    String node = NodeIds.last(ref);
    return isNumber(node) || node.isEmpty() ? otherwise : node;
  }

  static String taskRunId(CaseId id, String ref) {
    return id + "/" + ref;
  }

  /** The container that a ref is in; null at the top. */
  static @Nullable String around(String ref) {
    int dot = ref.lastIndexOf('.');
    return dot < 0 ? null : ref.substring(0, dot);
  }

  /** The number of the item or round that a ref of a graph is of; null for none. */
  static @Nullable String item(String ref) {
    String[] parts = ref.split("\\.", -1);
    if (isNumber(parts[0])) {
      return null; // Of workflow code every part is a number.
    }
    for (int i = parts.length - 1; i > 0; i--) {
      if (isNumber(parts[i])) {
        return parts[i];
      }
    }
    return null;
  }

  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The last moment at which something happened to the case as a whole. */
  static @Nullable Instant closing(Case now) {
    return now.marks().stream()
        .filter(
            mark ->
                mark.kind() == Mark.Kind.COMPENSATION_STARTED
                    || (States.ofCase(mark.kind()) != null
                        && java.util.Objects.requireNonNull(States.ofCase(mark.kind())).terminal()))
        .map(Mark::at)
        .findFirst()
        .orElse(null);
  }
}
