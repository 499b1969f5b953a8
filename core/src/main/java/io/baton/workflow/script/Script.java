package io.baton.workflow.script;

import io.baton.api.ActivityFailedException;
import io.baton.api.BusinessException;
import io.baton.api.WorkflowError;
import io.baton.model.Case;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.wire.Json;
import io.baton.workflow.Decision;
import io.baton.workflow.Program;
import io.baton.workflow.RetryPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;

/** A workflow method as a program: deciding means running it again from its first line. */
final class Script implements Program {
  private static final Logger LOG = System.getLogger(Script.class.getName());

  /** From here on a replay costs more than a step; a fold or scopes would help. */
  private static final int LONG = 2_000;

  private final WorkflowClass workflow;

  Script(WorkflowClass workflow) {
    this.workflow = workflow;
  }

  @Override
  public Decision decide(Case now) {
    Replay replay = new Replay(now);
    Decision decision = run(now, replay);
    warnIfLong(now, replay);
    String leftOut = decision instanceof Decision.Park ? null : replay.leftOut();
    return leftOut == null ? decision : brokenRule(leftOut);
  }

  @Override
  public Optional<RetryPolicy> retryOfCase(Case now) {
    return workflow.retryOfCase();
  }

  @Override
  public int chain() {
    return workflow.chain();
  }

  private Decision run(Case now, Replay replay) {
    replay.begin();
    try (WorkflowInstance instance = workflow.instance()) {
      Object result = instance.run(workflow.input(now.input(), Json.LENIENT));
      Part.checkNotSwallowed(replay.strand(), null);
      replay.strand().endLaters(replay);
      return new Decision.Complete(replay.moves(), Values.write(result, "the result"));
    } catch (InvocationTargetException e) {
      return threw(replay, e.getCause() == null ? e : e.getCause());
    } catch (Suspension waits) {
      return waiting(replay);
    } catch (WorkflowError e) {
      return brokenRule(message(e));
    } catch (RuntimeException | StackOverflowError e) {
      return park(e.getClass().getName(), message(e));
    } finally {
      replay.end();
    }
  }

  private static Decision threw(Replay replay, Throwable thrown) {
    if (thrown instanceof ContinueAsNew next) {
      return new Decision.ContinueAsNew(replay.moves(), next.input());
    }
    Optional<String> broken = ruleBrokenIn(thrown);
    if (broken.isPresent()) {
      return brokenRule(broken.get());
    }
    if (thrown instanceof Exception exception) {
      return failed(replay, exception);
    }
    if (replay.strand().suspendedAt() != null) {
      return brokenRule(Part.swallowed(replay.strand(), thrown));
    }
    // Tells of broken code or a broken node: no reason to take back what was done.
    return park(thrown.getClass().getName(), message(thrown));
  }

  private static Decision failed(Replay replay, Exception thrown) {
    try {
      Part.checkNotSwallowed(replay.strand(), thrown);
      replay.strand().endLaters(replay);
      return new Decision.Fail(replay.moves(), failure(thrown));
    } catch (Suspension waits) {
      return waiting(replay);
    } catch (WorkflowError e) {
      return brokenRule(message(e));
    }
  }

  private static Decision waiting(Replay replay) {
    replay.cancelIfAsked();
    return new Decision.Continue(replay.moves(), replay.again());
  }

  /** Also when another thread broke it and its executor wrapped the error. */
  private static Optional<String> ruleBrokenIn(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 16; depth++, cause = cause.getCause()) {
      if (cause instanceof WorkflowError) {
        return Optional.of(message(cause));
      }
    }
    return Optional.empty();
  }

  private static void warnIfLong(Case now, Replay replay) {
    if (replay.visited() >= LONG && replay.visited() % LONG == 0) {
      LOG.log(
          Level.WARNING,
          "case {0} of {1} goes through {2} answers in every turn; Flow.fold or Flow.scope keep a long workflow quick",
          now.id(),
          now.workflow(),
          replay.visited());
    }
  }

  /**
   * What a query method of the workflow says of the case.
   *
   * @throws IllegalArgumentException when there is no such query, or the arguments do not fit
   * @throws WorkflowError when the code does not fit the case's journal
   */
  Payload query(Case now, String name, List<Payload> args) {
    Replay replay = new Replay(now);
    replay.begin();
    try (WorkflowInstance instance = workflow.instance()) {
      runToWhereItIs(now, instance);
      replay.end();
      return workflow.query(instance, name, args);
    } finally {
      replay.end();
    }
  }

  private void runToWhereItIs(Case now, WorkflowInstance instance) {
    try {
      instance.run(workflow.input(now.input(), Json.LENIENT));
    } catch (Suspension waits) {
      return;
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (!(cause instanceof Exception || cause instanceof ContinueAsNew)) {
        throw new WorkflowError(String.valueOf(cause));
      }
    }
  }

  private static String message(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
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

  private static Decision brokenRule(String message) {
    return park(WorkflowError.class.getName(), message);
  }

  private static Decision park(String type, String message) {
    return new Decision.Park(new Failure(Category.FATAL, type, message));
  }
}
