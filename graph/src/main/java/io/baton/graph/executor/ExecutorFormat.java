package io.baton.graph.executor;

import io.baton.model.Command;
import io.baton.model.ReplyTo;
import io.baton.model.StartRequest;
import io.baton.port.ForeignFormat;
import org.jspecify.annotations.Nullable;

/** Executions as starts, worker task results as answers. */
public final class ExecutorFormat implements ForeignFormat {
  private static final ExecutionDoor DOOR = new ExecutionDoor();

  @Override
  public String name() {
    return WorkerTaskFormat.NAME;
  }

  @Override
  public boolean isStart(String text) {
    return text.contains("\"flowId\"") && !text.contains("\"workflow\"");
  }

  @Override
  public StartRequest start(String text, @Nullable ReplyTo replyTo, String requestId) {
    StartRequest request = DOOR.read(text, requestId);
    return new StartRequest(
        request.workflow(),
        request.version(),
        request.caseId(),
        request.input(),
        replyTo,
        requestId,
        null,
        request.priority(),
        request.circumstances());
  }

  @Override
  public boolean isAnswer(String text) {
    return text.contains("\"taskRun\"") && !text.contains("\"ref\"");
  }

  @Override
  public Command answer(String text) {
    return WorkerTaskResult.read(text).command();
  }
}
