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
import java.util.Optional;
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
      Decision complete = new Decision.Complete(Json.payload(result));
      return swallowed(replay).or(() -> stoppedShort(now, replay)).orElse(complete);
    } catch (InvocationTargetException e) {
      return threw(now, replay, e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException | StackOverflowError e) {
      return park(e.getClass().getName(), message(e));
    } finally {
      replay.end();
    }
  }

  private @Nullable Object run(Case now) throws InvocationTargetException {
    try (WorkflowInstance instance = workflow.instance()) {
      return instance.run(workflow.input(now.input(), Json.LENIENT));
    }
  }

  private static Optional<Decision> stoppedShort(Case now, Replay replay) {
    if (replay.calls() >= now.refs().size()) {
      return Optional.empty();
    }
    return Optional.of(
        park(
            WorkflowError.class.getName(),
            "the workflow's code does not fit its journal: the journal has %d durable calls, the code made %d"
                .formatted(now.refs().size(), replay.calls())));
  }

  private static Decision threw(Case now, Replay replay, Throwable thrown) {
    if (thrown instanceof Suspension) {
      return new Decision.Continue(replay.actions());
    }
    return brokenRule(thrown)
        .or(() -> swallowed(replay))
        .or(() -> error(thrown))
        .or(() -> stoppedShort(now, replay))
        .orElseGet(() -> new Decision.Fail(failure(thrown)));
  }

  /** Also when another thread broke it and its executor wrapped the error. */
  private static Optional<Decision> brokenRule(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 16; depth++, cause = cause.getCause()) {
      if (cause instanceof WorkflowError) {
        return Optional.of(park(WorkflowError.class.getName(), message(cause)));
      }
    }
    return Optional.empty();
  }

  /** Tells of broken code or a broken node: no reason to take back what was done. */
  private static Optional<Decision> error(Throwable thrown) {
    return thrown instanceof Error
        ? Optional.of(park(thrown.getClass().getName(), message(thrown)))
        : Optional.empty();
  }

  private static String message(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  /** A workflow that goes on after it was told to wait has caught what is not its own. */
  private static Optional<Decision> swallowed(Replay replay) {
    return Optional.ofNullable(replay.suspendedAt())
        .map(
            at ->
                park(
                    WorkflowError.class.getName(),
                    "the workflow swallowed the suspension at "
                        + at
                        + ": it catches Throwable or Error, or throws in finally"));
  }

  private static Failure failure(Throwable thrown) {
    boolean business = thrown instanceof BusinessException || !(thrown instanceof RuntimeException);
    Category category = business ? Category.BUSINESS : Category.TECHNICAL;
    String type =
        thrown instanceof ActivityFailedException failed
            ? failed.activity()
            : thrown.getClass().getName();
    return new Failure(category, type, message(thrown));
  }

  private static Decision park(String type, String message) {
    return new Decision.Park(new Failure(Category.FATAL, type, message));
  }
}
