package io.baton.standalone.durable;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is to be done every second; one beat's failure is no other's business. */
public final class Heartbeat implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "baton-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  public Heartbeat(List<Beat> beats) {
    var unused =
        clock.scheduleWithFixedDelay(() -> beats.forEach(Heartbeat::run), 1, 1, TimeUnit.SECONDS);
  }

  @SuppressWarnings("CatchingUnchecked") // Whatever it is, the heart goes on beating.
  private static void run(Beat beat) {
    try {
      beat.run();
    } catch (Exception e) {
      LOG.log(System.Logger.Level.WARNING, "heartbeat: {0}", e.toString());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** Something that is done again and again. */
  @FunctionalInterface
  public interface Beat {
    void run() throws Exception;
  }
}
