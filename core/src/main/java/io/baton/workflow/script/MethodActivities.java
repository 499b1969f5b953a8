package io.baton.workflow.script;

import io.baton.api.ActivityMode;
import io.baton.model.Command;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.port.Activities;
import io.baton.wire.UnreadableException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs activities that are methods of beans. */
public final class MethodActivities implements Activities {
  private final Scripts scripts;
  private final ActivityHost host;

  public MethodActivities(Scripts scripts, ActivityHost host) {
    this.scripts = scripts;
    this.host = host;
  }

  @Override
  public Outcome run(Command.Work work, List<Payload> args, boolean suspect) {
    ActivityMethod activity =
        scripts
            .method(work.activity())
            .orElseThrow(() -> new IllegalStateException("no activity " + work.activity()));
    try (ActivityHost.Bean bean = host.bean(activity.type())) {
      Callable<Payload> call = () -> activity.call(bean.object(), args);
      Payload result =
          activity.spec().mode() == ActivityMode.EXTERNAL
              ? host.outside(work, activity.spec().longest(), call)
              : host.around(work, suspect, call);
      return new Outcome.Done(result);
    } catch (UnreadableException e) {
      return unreadable(e);
    } catch (ActivityHost.LateException e) {
      String text = String.valueOf(e.getMessage());
      return new Outcome.Failed(new Failure(Category.TIMEOUT, "Timeout", text), true);
    } catch (InvocationTargetException e) {
      return failed(activity, e.getCause() == null ? e : e.getCause());
    } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
      return failed(activity, e);
    }
  }

  /** Tried again all the same: another node may have the code that reads it. */
  private static Outcome unreadable(UnreadableException e) {
    String type = UnreadableException.class.getName();
    return new Outcome.Failed(
        new Failure(Category.FATAL, type, String.valueOf(e.getMessage())), true);
  }

  private Outcome failed(ActivityMethod activity, Throwable caught) {
    Throwable thrown = host.unwrap(caught);
    if (host.isFloor(thrown)) {
      throw new FloorException(activity.spec().name() + ": " + thrown.getMessage(), thrown);
    }
    Failure failure = activity.failure(thrown);
    boolean retryable = !activity.isAnswer(thrown) && !activity.isHopeless(thrown);
    return new Outcome.Failed(failure, retryable);
  }
}
