package io.baton.workflow.script;

import io.baton.model.Command;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

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
   *
   * <p>Nobody interrupts a call that lasts too long, because nobody can do so safely in a server;
   * when it comes back its result does not count.
   *
   * @param longest how long the call may last; null for as long as the host can bear
   * @throws LateException when the call has come back, but later than that
   */
  <T> T outside(Command.Work command, @Nullable Duration longest, Callable<T> work)
      throws Exception;

  /**
   * For hosts: calls the work, and lets neither its result nor its failure count when it is late.
   */
  static <T> T inTime(Command.Work command, Duration longest, Callable<T> work) throws Exception {
    long began = System.nanoTime();
    try {
      T result = work.call();
      checkInTime(command, longest, began);
      return result;
    } catch (Exception e) {
      checkInTime(command, longest, began);
      throw e;
    }
  }

  private static void checkInTime(Command.Work command, Duration longest, long began)
      throws LateException {
    if (System.nanoTime() - began > longest.toNanos()) {
      throw new LateException(command, longest);
    }
  }

  /** A call came back later than it may. */
  final class LateException extends Exception {
    private static final long serialVersionUID = 1L;

    public LateException(Command.Work command, Duration longest) {
      super(
          "%s took longer than %s; whatever it did outside stays"
              .formatted(command.activity(), longest));
    }
  }

  /** What the bean threw, without what the host wrapped around it. */
  default Throwable unwrap(Throwable thrown) {
    return thrown;
  }

  /** True when a failure says nothing of the work: database or broker away, a deadlock. */
  boolean isFloor(Throwable thrown);
}
