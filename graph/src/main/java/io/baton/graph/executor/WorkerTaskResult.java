package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker tells of a task run: that it is at work on it, or how it ended.
 *
 * @param dynamicTaskRuns what the worker did beyond what the definition has
 */
public record WorkerTaskResult(
    TaskRun taskRun, List<TaskRun> dynamicTaskRuns, Map<String, JsonNode> others) {
  private static final String UNDO = "/undo";

  public WorkerTaskResult {
    dynamicTaskRuns = List.copyOf(dynamicTaskRuns);
    others = Members.kept(others);
  }

  /**
   * @throws UnreadableException saying what is wrong and where
   */
  public static WorkerTaskResult read(String text) {
    Members members = new Members(Json.tree(text), "");
    JsonNode run = members.any("taskRun");
    if (run == null) {
      throw members.wrong("taskRun", "missing");
    }
    return new WorkerTaskResult(
        TaskRun.read(run, "/taskRun"),
        members.list("dynamicTaskRuns", Members.MAX_LIST, TaskRun::read),
        members.others());
  }

  public String write() {
    Writing written = new Writing().put("taskRun", taskRun.toJson());
    if (!dynamicTaskRuns.isEmpty()) {
      written.list("dynamicTaskRuns", dynamicTaskRuns, TaskRun::toJson);
    }
    return written.with(others).toString();
  }

  /**
   * What it means for its case. Told twice it is the same command: its id is made of what is told.
   *
   * @throws UnreadableException when it is no result, or names no case and ref
   */
  public Command command() {
    return command(null);
  }

  /**
   * The same, of an id that tells this message from all others.
   *
   * @param known null for one that is made of what is told
   * @throws UnreadableException when it is no result, or names no case and ref
   */
  public Command command(@Nullable CommandId known) {
    String execution = taskRun.executionId();
    if (execution == null || !taskRun.id().startsWith(execution + "/")) {
      throw new UnreadableException(
          "at /taskRun/id: expected an id that begins with the executionId, found '%s'"
              .formatted(taskRun.id()));
    }
    String key = taskRun.id().substring(execution.length() + 1);
    boolean undo = key.endsWith(UNDO);
    try {
      RefId ref = new RefId(undo ? key.substring(0, key.length() - UNDO.length()) : key);
      return command(new CaseId(execution), ref, undo, known);
    } catch (UnreadableException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("at /taskRun/id: " + e.getMessage());
    }
  }

  private Command command(CaseId caseId, RefId ref, boolean undo, @Nullable CommandId known) {
    int attempt = Math.max(1, taskRun.attempts().size());
    Payload details = DynamicRuns.kept(dynamicTaskRuns);
    CommandId id = known == null ? id(ref, attempt, undo, details) : known;
    return switch (States.meaning(taskRun.state().current())) {
      case ALIVE ->
          new Command.DelayAnswer(caseId, id, ref, attempt, undo ? true : null, told(), details);
      case DONE ->
          undo
              ? new Command.SettleUndo(caseId, id, ref, attempt, null)
              : new Command.SettleRef(
                  caseId, id, ref, attempt, outputs(), null, true, warning(), details);
      case FAILED ->
          undo
              ? new Command.SettleUndo(caseId, id, ref, attempt, failure())
              : new Command.SettleRef(
                  caseId, id, ref, attempt, null, failure(), true, null, details);
      case NOTHING ->
          throw new UnreadableException(
              "at /taskRun/state/current: %s is no result of a worker"
                  .formatted(taskRun.state().current()));
    };
  }

  /** Of two results in one state, the one with the longer history is the newer. */
  private @Nullable Integer told() {
    int length = taskRun.state().histories().size();
    return length == 0 ? null : length;
  }

  private @Nullable Boolean warning() {
    return taskRun.state().current() == RunState.WARNING ? true : null;
  }

  private CommandId id(RefId ref, int attempt, boolean undo, @Nullable Payload details) {
    TaskState state = taskRun.state();
    String more = details == null ? "" : " " + Integer.toHexString(details.toString().hashCode());
    return new CommandId(
        "%s %s#%d %s %d%s"
            .formatted(
                undo ? "undo result" : "result",
                ref,
                attempt,
                state.current(),
                state.histories().size(),
                more));
  }

  private Payload outputs() {
    JsonNode outputs = taskRun.outputs();
    return outputs == null ? Payload.NULL : new Payload(outputs);
  }

  private Failure failure() {
    @Nullable JsonNode outputs = taskRun.outputs();
    JsonNode message = outputs == null ? null : outputs.get("error");
    String text = message != null && message.isTextual() ? message.textValue() : "no reason told";
    return new Failure(Category.TECHNICAL, taskRun.state().current().name(), text);
  }
}
