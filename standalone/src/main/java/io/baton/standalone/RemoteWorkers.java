package io.baton.standalone;

import io.baton.api.BusinessException;
import io.baton.model.Command;
import io.baton.model.Command.SettleRef;
import io.baton.model.Command.SettleUndo;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RemoteRequest;
import io.baton.wire.Json;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Threads that take requests in the place of workers elsewhere. */
final class RemoteWorkers implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Map<String, RemoteWorker> workers;
  private final Consumer<Command> answers;
  private final ScheduledThreadPoolExecutor threads;

  /**
   * @param workers by destination; what is asked of another one waits for ever
   */
  RemoteWorkers(Map<String, RemoteWorker> workers, int count, Consumer<Command> answers) {
    this.workers = Map.copyOf(workers);
    this.answers = answers;
    threads = new ScheduledThreadPoolExecutor(count, work -> new Thread(work, "baton-remote"));
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void take(Effect.Ask ask) {
    RemoteRequest request = ask.request();
    RemoteWorker worker = workers.get(request.destination());
    if (worker == null) {
      return;
    }
    try {
      var unused =
          threads.schedule(
              () -> answers.accept(answer(worker, request)),
              ask.delay().toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // What is not done when the process ends is gone with it.
    }
  }

  private static Command answer(RemoteWorker worker, RemoteRequest request) {
    try {
      return answer(request, Json.payload(worker.work(request)), null);
    } catch (BusinessException e) {
      return answer(request, null, failure(Category.BUSINESS, e));
    } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
      return answer(request, null, failure(Category.TECHNICAL, e));
    }
  }

  private static Failure failure(Category category, Throwable thrown) {
    return new Failure(category, thrown.getClass().getName(), String.valueOf(thrown.getMessage()));
  }

  private static Command answer(
      RemoteRequest request, @Nullable Payload value, @Nullable Failure failure) {
    CommandId id =
        new CommandId(
            (request.undo() ? "undo answer " : "answer ")
                + request.ref()
                + "#"
                + request.attempt());
    return request.undo()
        ? new SettleUndo(request.caseId(), id, request.ref(), request.attempt(), failure)
        : new SettleRef(request.caseId(), id, request.ref(), request.attempt(), value, failure);
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      var unused = threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
