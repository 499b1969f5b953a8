package io.baton.standalone;

import io.baton.cdi.FloorFaults;
import io.baton.model.Command;
import io.baton.standalone.durable.Ground;
import io.baton.workflow.script.ActivityHost;
import io.baton.workflow.script.CurrentActivity;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The objects that do the work in XA transactions, which have a time-out and can lose their floor.
 */
final class DurableBeans implements ActivityHost {
  private final Map<Class<?>, Object> beans = new LinkedHashMap<>();
  private final TransactionManager transactions;
  private final Duration timeout;
  private final String node;

  DurableBeans(DurableBaton.Builder from, Ground ground) {
    from.activities.forEach(activity -> beans.put(activity.type(), activity.on(ground.database())));
    transactions = ground.manager();
    timeout = from.timeout;
    node = ground.node();
  }

  @Override
  public Bean bean(Class<?> activityInterface) {
    Object bean = beans.get(activityInterface);
    if (bean == null) {
      throw new IllegalStateException("no bean for " + activityInterface.getName());
    }
    return new Bean(bean, () -> {});
  }

  @Override
  public <T> T around(Command.Work command, boolean suspect, Callable<T> work) throws Exception {
    Instant deadline = Instant.now().plus(timeout);
    return CurrentActivity.during(CurrentActivity.of(command, node, deadline), work);
  }

  @Override
  public <T> T outside(Command.Work command, @Nullable Duration longest, Callable<T> work)
      throws Exception {
    Duration most = timeout.multipliedBy(3).dividedBy(4);
    Duration limit = longest == null || longest.compareTo(most) > 0 ? most : longest;
    Transaction waiting = transactions.suspend();
    try {
      return around(command, false, () -> ActivityHost.inTime(command, limit, work));
    } finally {
      if (waiting != null) {
        transactions.resume(waiting);
      }
    }
  }

  @Override
  public boolean isFloor(Throwable thrown) {
    return FloorFaults.isOne(thrown);
  }
}
