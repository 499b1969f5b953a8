package io.baton.quartz;

import io.baton.port.WakeUp;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A node that counts how often it is woken. */
final class Beats implements AutoCloseable {
  private final AtomicInteger count = new AtomicInteger();
  private final WakeUp wakeUp;

  Beats(String node, DataSource source) {
    new Tables(source).makeMissing();
    wakeUp = new QuartzWakeUp(Clustered.scheduler("baton", node, source));
    wakeUp.start(count::incrementAndGet);
  }

  int count() {
    return count.get();
  }

  void wakeIn(Duration delay) {
    wakeUp.wakeIn(delay);
  }

  @Override
  public void close() {
    wakeUp.stop();
  }
}
