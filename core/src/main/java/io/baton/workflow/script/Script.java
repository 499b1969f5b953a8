package io.baton.workflow.script;

import io.baton.api.ActivityFailedException;
import io.baton.api.BusinessException;
import io.baton.api.WorkflowError;
import io.baton.model.Case;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.wire.Json;
import io.baton.workflow.Decision;
import io.baton.workflow.Program;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** A workflow method as a program: deciding means running it again from its first line. */
final class Script implements Program {
  private final WorkflowClass workflow;

  Script(WorkflowClass workflow) {
    this.workflow = workflow;
  }

  @Override
  public Decision decide(Case now) {
    Replay replay = new Replay(now);
    replay.begin();
    try {
      Object result = run(now);
      return swallowed(replay).orElseGet(() -> codeStoppedShort(now, replay, result));
    } catch (InvocationTargetException e) {
      return threw(replay, e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException | StackOverflowError e) {
      return park(e.getClass().getName(), String.valueOf(e.getMessage()));
    } finally {
      replay.end();
    }
  }

  private @Nullable Object run(Case now) throws InvocationTargetException {
    try (WorkflowInstance instance = workflow.instance()) {
      return instance.run(workflow.input(now.input(), Json.LENIENT));
    }
  }

  private static Decision codeStoppedShort(Case now, Replay replay, @Nullable Object result) {
    if (replay.calls() < now.refs().size()) {
      return park(
          WorkflowError.class.getName(),
          "the workflow's code does not fit its journal: the journal has %d durable calls, the code made %d"
              .formatted(now.refs().size(), replay.calls()));
    }
    return new Decision.Complete(Json.payload(result));
  }

  private static Decision threw(Replay replay, Throwable thrown) {
    if (thrown instanceof Suspension) {
      return new Decision.Continue(replay.actions());
    }
    if (thrown instanceof WorkflowError || thrown instanceof StackOverflowError) {
      return park(thrown.getClass().getName(), String.valueOf(thrown.getMessage()));
    }
    return swallowed(replay).orElseGet(() -> new Decision.Fail(failure(thrown)));
  }

  /** A workflow that goes on after it was told to wait has caught what is not its own. */
  private static java.util.Optional<Decision> swallowed(Replay replay) {
    return java.util.Optional.ofNullable(replay.suspendedAt())
        .map(
            at ->
                park(
                    WorkflowError.class.getName(),
                    "the workflow swallowed the suspension at "
                        + at
                        + ": it catches Throwable or Error, or throws in finally"));
  }

  private static Failure failure(Throwable thrown) {
    boolean business =
        thrown instanceof BusinessException
            || !(thrown instanceof RuntimeException || thrown instanceof Error);
    Category category = business ? Category.BUSINESS : Category.TECHNICAL;
    String type =
        thrown instanceof ActivityFailedException failed
            ? failed.activity()
            : thrown.getClass().getName();
    return new Failure(category, type, String.valueOf(thrown.getMessage()));
  }

  private static Decision park(String type, String message) {
    return new Decision.Park(new Failure(Category.FATAL, type, message));
  }
}
