package io.baton.standalone;

import io.baton.port.WakeUp;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread that counts steadily, whatever is done to the clock. */
final class ThreadWakeUp implements WakeUp {
  private static final long BEAT_MILLIS = 1_000;
  private static final long PATIENCE_SECONDS = 30;

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "baton-time"));
  private volatile Runnable beat = () -> {};

  ThreadWakeUp() {
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void start(Runnable beat) {
    this.beat = beat;
    var unused = thread.scheduleWithFixedDelay(beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void wakeIn(Duration delay) {
    try {
      var unused = thread.schedule(() -> beat.run(), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopped) {
      // Nobody need be woken any more.
    }
  }

  @Override
  public void stop() {
    thread.shutdown();
    try {
      var unused = thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
