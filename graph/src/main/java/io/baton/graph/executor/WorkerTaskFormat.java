package io.baton.graph.executor;

import io.baton.model.Effect;
import io.baton.model.RemoteRequest;
import io.baton.model.TaskAnswer;
import io.baton.port.TaskFormat;
import io.baton.wire.UnreadableException;
import java.util.Optional;

/**
 * Requests as {@link WorkerTask}; the answers, {@link WorkerTaskResult}, come among Baton's own,
 * where {@link ExecutorFormat} reads them.
 */
public final class WorkerTaskFormat implements TaskFormat {
  public static final String NAME = "executor";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String write(RemoteRequest request) {
    return WorkerTask.of(request).write();
  }

  @Override
  public Optional<String> writeCallOff(Effect.CallOff off) {
    return Optional.of(WorkerTask.killing(off).write());
  }

  @Override
  public boolean answersAmongBatonsOwn() {
    return true;
  }

  @Override
  public TaskAnswer read(String text) {
    throw new UnreadableException("a worker task result belongs to the queue of Baton's answers");
  }
}
