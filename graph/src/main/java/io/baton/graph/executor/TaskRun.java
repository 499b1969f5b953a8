package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One task of an execution, as it stands.
 *
 * @param id unique among all executions
 * @param parentTaskRunId the task run of the container that it is in; null at the top
 * @param value which item it is for; null for none
 * @param attempts the tries so far, the one under way included
 * @param iteration which round it is of; null for none
 * @param dynamic true for what the definition does not have
 * @param others members that nobody here knows; kept as they are
 */
public record TaskRun(
    String id,
    @Nullable String executionId,
    @Nullable String namespace,
    @Nullable String flowId,
    String taskId,
    @Nullable String parentTaskRunId,
    @Nullable String value,
    List<Attempt> attempts,
    @Nullable JsonNode outputs,
    TaskState state,
    @Nullable Integer iteration,
    boolean dynamic,
    Map<String, JsonNode> others) {
  private static final int MAX_ATTEMPTS = 1_000;

  public TaskRun {
    attempts = List.copyOf(attempts);
    others = Members.kept(others);
  }

  /** One try of a task. */
  public record Attempt(TaskState state, Map<String, JsonNode> others) {
    public Attempt {
      others = Members.kept(others);
    }

    private static Attempt read(JsonNode json, String place) {
      Members members = new Members(json, place);
      JsonNode state = members.any("state");
      if (state == null) {
        throw members.wrong("state", "missing");
      }
      return new Attempt(TaskState.read(state, members.at("state")), members.others());
    }

    private JsonNode toJson() {
      return new Writing().put("state", state.toJson()).with(others);
    }
  }

  /** The same, in another state. */
  public TaskRun in(TaskState next) {
    return with(outputs, next);
  }

  TaskRun withoutOutputs() {
    return with(null, state);
  }

  private TaskRun with(@Nullable JsonNode result, TaskState next) {
    return new TaskRun(
        id,
        executionId,
        namespace,
        flowId,
        taskId,
        parentTaskRunId,
        value,
        attempts,
        result,
        next,
        iteration,
        dynamic,
        others);
  }

  static TaskRun read(JsonNode json, String place) {
    Members members = new Members(json, place);
    String id = members.needed("id");
    String executionId = members.text("executionId");
    String namespace = members.text("namespace");
    String flowId = members.text("flowId");
    String taskId = members.needed("taskId");
    String parent = members.text("parentTaskRunId");
    String value = members.text("value");
    List<Attempt> attempts = members.list("attempts", MAX_ATTEMPTS, Attempt::read);
    JsonNode outputs = members.any("outputs");
    JsonNode state = members.any("state");
    if (state == null) {
      throw members.wrong("state", "missing");
    }
    return new TaskRun(
        id,
        executionId,
        namespace,
        flowId,
        taskId,
        parent,
        value,
        attempts,
        outputs,
        TaskState.read(state, members.at("state")),
        members.number("iteration"),
        members.flag("dynamic"),
        members.others());
  }

  JsonNode toJson() {
    Writing written =
        new Writing()
            .put("id", id)
            .put("executionId", executionId)
            .put("namespace", namespace)
            .put("flowId", flowId)
            .put("taskId", taskId)
            .put("parentTaskRunId", parentTaskRunId)
            .put("value", value);
    if (!attempts.isEmpty()) {
      written.list("attempts", attempts, Attempt::toJson);
    }
    return written
        .put("outputs", outputs)
        .put("state", state.toJson())
        .put("iteration", iteration)
        .flag("dynamic", dynamic)
        .with(others);
  }
}
