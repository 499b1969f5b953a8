package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.baton.model.Case;
import io.baton.model.Payload;
import io.baton.model.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What workers did beyond what the definition has: kept as it was told, and told on. */
final class DynamicRuns {
  private static final int MAX = 100;
  private static final int MAX_CHARACTERS = 50_000;

  private DynamicRuns() {}

  /** What a case keeps of those of one result: the first ones that fit; null for none. */
  static @Nullable Payload kept(List<TaskRun> told) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    int characters = 0;
    for (TaskRun run : told) {
      JsonNode json = run.toJson();
      characters += json.toString().length();
      if (kept.size() == MAX || characters > MAX_CHARACTERS) {
        break;
      }
      kept.add(json);
    }
    return kept.isEmpty() ? null : new Payload(kept);
  }

  /** Those of a ref, merged as the executor would: none goes back to an earlier state. */
  static Collection<TaskRun> of(Case now, Ref ref, String taskRunId) {
    Map<String, TaskRun> runs = new LinkedHashMap<>();
    for (Payload told : now.details(ref.id())) {
      for (TaskRun run : read(told)) {
        TaskRun known = runs.get(run.id());
        boolean another = run.id().startsWith(now.id() + "/"); // Of the executor's own making.
        if (!another && (known == null || Joins.joins(known, run))) {
          runs.put(run.id(), placed(run, now, taskRunId));
        }
      }
    }
    return runs.values();
  }

  private static List<TaskRun> read(Payload told) {
    List<TaskRun> runs = new ArrayList<>();
    told.json().forEach(json -> runs.add(TaskRun.read(json, "")));
    return runs;
  }

  private static TaskRun placed(TaskRun run, Case now, String taskRunId) {
    return new TaskRun(
        run.id(),
        now.id().value(),
        ExecutionView.NAMESPACE,
        now.workflow().name(),
        run.taskId(),
        run.parentTaskRunId() == null ? taskRunId : run.parentTaskRunId(),
        run.value(),
        run.attempts(),
        run.outputs(),
        run.state(),
        run.iteration(),
        true,
        run.others());
  }
}
