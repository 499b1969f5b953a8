package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a flow with all its task runs, as a message has it.
 *
 * @param id null in a message that leaves it to the executor
 * @param taskRunList in the order in which they came to be
 * @param labels by their keys
 * @param state null in a message that creates one
 * @param parentId the execution that awaits this one
 * @param originalId the first of those that repeat each other
 * @param scheduleDate when it is to begin
 * @param others members that nobody here knows; kept as they are
 */
public record Execution(
    @Nullable String id,
    @Nullable String namespace,
    String flowId,
    @Nullable Integer flowRevision,
    List<TaskRun> taskRunList,
    @Nullable JsonNode inputs,
    @Nullable JsonNode outputs,
    Map<String, String> labels,
    @Nullable JsonNode variables,
    @Nullable TaskState state,
    @Nullable String parentId,
    @Nullable String originalId,
    @Nullable Instant scheduleDate,
    Map<String, JsonNode> others) {
  private static final int MAX_LABELS = 100;

  public Execution {
    taskRunList = List.copyOf(taskRunList);
    others = Members.kept(others);
  }

  /**
   * @throws UnreadableException saying what is wrong and where; also when the text is longer than
   *     {@link Json#MAX_DOCUMENT}
   */
  public static Execution read(String text) {
    Members members = new Members(Json.tree(text), "");
    JsonNode state = members.any("state");
    return new Execution(
        members.text("id"),
        members.text("namespace"),
        members.needed("flowId"),
        members.number("flowRevision"),
        members.list("taskRunList", Members.MAX_LIST, TaskRun::read),
        members.any("inputs"),
        members.any("outputs"),
        labels(members),
        members.any("variables"),
        state == null ? null : TaskState.read(state, "/state"),
        members.text("parentId"),
        members.text("originalId"),
        members.moment("scheduleDate"),
        members.others());
  }

  /** A list of keys and values, or an object. */
  private static Map<String, String> labels(Members members) {
    JsonNode labels = members.any("labels");
    Map<String, String> all = new LinkedHashMap<>();
    if (labels == null) {
      return all;
    }
    if (labels.size() > MAX_LABELS) {
      throw members.wrong("labels", "there are more than " + MAX_LABELS);
    }
    if (labels.isObject()) {
      labels.fieldNames().forEachRemaining(key -> all.put(key, labels.get(key).asText()));
      return all;
    }
    if (!labels.isArray()) {
      throw members.wrong("labels", "expected a list or an object");
    }
    for (JsonNode label : labels) {
      Members pair = new Members(label, members.at("labels") + "/" + all.size());
      String key = pair.needed("key");
      JsonNode value = pair.any("value");
      all.put(key, value == null ? "" : value.asText());
    }
    return all;
  }

  public String write() {
    return toJson().toString();
  }

  public JsonNode toJson() {
    Writing written =
        new Writing()
            .put("id", id)
            .put("namespace", namespace)
            .put("flowId", flowId)
            .put("flowRevision", flowRevision)
            .list("taskRunList", taskRunList, TaskRun::toJson)
            .put("inputs", inputs)
            .put("outputs", outputs);
    if (!labels.isEmpty()) {
      written.list("labels", List.copyOf(labels.entrySet()), Execution::label);
    }
    return written
        .put("variables", variables)
        .put("state", state == null ? null : state.toJson())
        .put("parentId", parentId)
        .put("originalId", originalId)
        .put("scheduleDate", scheduleDate)
        .with(others);
  }

  private static JsonNode label(Map.Entry<String, String> label) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("key", label.getKey())
        .put("value", label.getValue());
  }

  public Optional<TaskRun> taskRun(String id) {
    return taskRunList.stream().filter(run -> run.id().equals(id)).findFirst();
  }

  Execution with(List<TaskRun> runs) {
    return new Execution(
        id,
        namespace,
        flowId,
        flowRevision,
        runs,
        inputs,
        outputs,
        labels,
        variables,
        state,
        parentId,
        originalId,
        scheduleDate,
        others);
  }
}
