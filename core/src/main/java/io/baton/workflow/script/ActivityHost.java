package io.baton.workflow.script;

import io.baton.model.Command;
import java.util.concurrent.Callable;

/** What the host does around the call of an activity's method. */
public interface ActivityHost {
  /** The bean that implements an activity interface. */
  Bean bean(Class<?> activityInterface);

  /** A bean for one call, and how to be rid of it. */
  record Bean(Object object, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /**
   * Calls the work as part of {@code command}, with its ActivityContext in place, and flushes what
   * the work left unwritten.
   *
   * @param suspect true: also make fail here what would fail at commit only
   */
  <T> T around(Command.Work command, boolean suspect, Callable<T> work) throws Exception;

  /**
   * Calls the work as part of {@code command}, with its ActivityContext in place, while the
   * caller's transaction waits: what it does is not part of it.
   */
  <T> T outside(Command.Work command, Callable<T> work) throws Exception;

  /** What the bean threw, without what the host wrapped around it. */
  default Throwable unwrap(Throwable thrown) {
    return thrown;
  }

  /** True when a failure says nothing of the work: database or broker away, a deadlock. */
  boolean isFloor(Throwable thrown);
}
