package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.baton.model.Effect;
import io.baton.model.RemoteRequest;
import io.baton.wire.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is asked.
 *
 * @param task what is to be done: its {@code id} and {@code type}
 * @param runContext {@code variables} with {@code args}, {@code deadline} and {@code
 *     idempotencyKey}
 */
public record WorkerTask(
    TaskRun taskRun,
    @Nullable JsonNode task,
    @Nullable JsonNode runContext,
    Map<String, JsonNode> others) {
  public WorkerTask {
    others = Members.kept(others);
  }

  /** Requests have no past: the histories of their task runs are those of the execution. */
  public static WorkerTask of(RemoteRequest request) {
    String activity = request.activity().value();
    TaskRun run = run(request);
    ArrayNode args = JsonNodeFactory.instance.arrayNode();
    request.args().forEach(arg -> args.add(arg.json()));
    JsonNode task = new Writing().put("id", run.taskId()).put("type", activity).with(Map.of());
    JsonNode variables =
        new Writing()
            .put("args", args)
            .put("deadline", request.deadline())
            .put("idempotencyKey", request.idempotencyKey())
            .put("starter", request.starter())
            .with(Map.of());
    JsonNode context = new Writing().put("variables", variables).with(Map.of());
    return new WorkerTask(run, task, context, Map.of());
  }

  /** The same task run as the execution has it: by its id, its value and its attempts. */
  private static TaskRun run(RemoteRequest request) {
    String ref = request.ref().value();
    String activity = request.activity().value();
    String parent = ExecutionView.around(ref);
    TaskState created = new TaskState(RunState.CREATED, List.of(), Map.of());
    String around = parent == null ? null : ExecutionView.taskRunId(request.caseId(), parent);
    return new TaskRun(
        request.idempotencyKey(),
        request.caseId().value(),
        ExecutionView.NAMESPACE,
        request.workflow(),
        request.undo() ? activity : ExecutionView.taskId(ref, activity),
        request.undo()
            ? ExecutionView.taskRunId(request.caseId(), request.ref().effect().value())
            : around,
        request.undo() ? null : ExecutionView.item(ref),
        Collections.nCopies(request.attempt(), new TaskRun.Attempt(created, Map.of())),
        null,
        created,
        null,
        request.undo(),
        Map.of());
  }

  /** What a worker is told that need not go on: the task run that it works on, being killed. */
  static WorkerTask killing(Effect.CallOff off) {
    TaskState killing = new TaskState(RunState.KILLING, List.of(), Map.of());
    String ref = off.ref().value();
    TaskRun run =
        new TaskRun(
            ExecutionView.taskRunId(off.caseId(), ref),
            off.caseId().value(),
            ExecutionView.NAMESPACE,
            null,
            ExecutionView.taskId(ref, off.activity().value()),
            null,
            ExecutionView.item(ref),
            Collections.nCopies(off.attempt(), new TaskRun.Attempt(killing, Map.of())),
            null,
            killing,
            null,
            false,
            Map.of());
    JsonNode task =
        new Writing().put("id", run.taskId()).put("type", off.activity().value()).with(Map.of());
    return new WorkerTask(run, task, null, Map.of());
  }

  /**
   * @throws io.baton.wire.UnreadableException saying what is wrong and where
   */
  public static WorkerTask read(String text) {
    Members members = new Members(Json.tree(text), "");
    members.any("type");
    JsonNode run = members.any("taskRun");
    if (run == null) {
      throw members.wrong("taskRun", "missing");
    }
    return new WorkerTask(
        TaskRun.read(run, "/taskRun"),
        members.any("task"),
        members.any("runContext"),
        members.others());
  }

  public String write() {
    return new Writing()
        .put("type", "task")
        .put("taskRun", taskRun.toJson())
        .put("task", task)
        .put("runContext", runContext)
        .with(others)
        .toString();
  }
}
