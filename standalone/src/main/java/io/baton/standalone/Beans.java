package io.baton.standalone;

import io.baton.model.Command;
import io.baton.workflow.script.ActivityHost;
import io.baton.workflow.script.CurrentActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The objects that do the work, one per activity interface. */
final class Beans implements ActivityHost {
  private final Map<Class<?>, Object> beans;
  private final String node;

  Beans(Map<Class<?>, Object> beans, String node) {
    this.beans = Map.copyOf(beans);
    this.node = node;
  }

  @Override
  public Bean bean(Class<?> activityInterface) {
    Object bean = beans.get(activityInterface);
    if (bean == null) {
      throw new IllegalStateException("no bean for " + activityInterface.getName());
    }
    return new Bean(bean, () -> {});
  }

  /** A transaction in memory has no time-out, so there is no deadline. */
  @Override
  public <T> T around(Command.Work command, boolean suspect, Callable<T> work) throws Exception {
    return CurrentActivity.during(CurrentActivity.of(command, node, Instant.MAX), work);
  }

  /** There is nothing outside of the engine's own rows that a transaction in memory could join. */
  @Override
  public <T> T outside(Command.Work command, @Nullable Duration longest, Callable<T> work)
      throws Exception {
    return longest == null
        ? around(command, false, work)
        : around(command, false, () -> ActivityHost.inTime(command, longest, work));
  }

  @Override
  public boolean isFloor(Throwable thrown) {
    return false;
  }
}
