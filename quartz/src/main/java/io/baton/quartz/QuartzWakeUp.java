package io.baton.quartz;

import io.baton.port.WakeUp;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/**
 * One trigger that fires each second, on one node of the cluster. Quartz counts by the servers'
 * clocks, which may jump: each node looks every few seconds, by a clock that does not, whether the
 * trigger is where it should be, and sets it anew when it is not. So does what a dead node had
 * taken and never fired. Moments between two beats are awaited without Quartz.
 */
final class QuartzWakeUp implements WakeUp {
  private static final System.Logger LOG = System.getLogger(QuartzWakeUp.class.getName());
  private static final JobKey JOB = new JobKey("beat", "baton");
  private static final TriggerKey TRIGGER = new TriggerKey("beat", "baton");
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration ASTRAY = Duration.ofSeconds(5);

  private final Scheduler scheduler;
  private @Nullable Runnable beat;
  private @Nullable ScheduledExecutorService steady;

  QuartzWakeUp(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public synchronized void start(Runnable beat) {
    this.beat = beat;
    ScheduledExecutorService counting =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "baton-quartz");
              thread.setDaemon(true);
              return thread;
            });
    steady = counting;
    try {
      scheduler.setJobFactory((bundle, quartz) -> new Beat(beat));
      JobDetail job = JobBuilder.newJob(Beat.class).withIdentity(JOB).storeDurably().build();
      scheduler.addJob(job, true);
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("BATON-1416 Quartz does not start: " + e.getMessage(), e);
    }
    var unused =
        counting.scheduleWithFixedDelay(this::mend, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits by the JVM's steady counter. */
  @Override
  public synchronized void wakeIn(Duration delay) {
    if (steady != null && beat != null && !steady.isShutdown()) {
      var unused = steady.schedule(beat, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public synchronized void stop() {
    if (steady != null) {
      steady.shutdownNow();
    }
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      LOG.log(Level.WARNING, "Quartz did not stop: " + e.getMessage(), e);
    }
  }

  private void mend() {
    try {
      Trigger there = scheduler.getTrigger(TRIGGER);
      if (there == null) {
        scheduler.scheduleJob(each(Duration.ofSeconds(1)));
      } else if (isAstray(there.getNextFireTime())) {
        LOG.log(Level.INFO, "Quartz' beat is set anew: a clock jumped or a node died");
        scheduler.rescheduleJob(TRIGGER, each(Duration.ofSeconds(1)));
      }
    } catch (SchedulerException e) {
      // Also when two nodes make the trigger at the same time: one of them has made it.
      LOG.log(Level.DEBUG, "Quartz' beat: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Quartz' beat: " + e.getMessage(), e);
    }
  }

  private static boolean isAstray(@Nullable Date next) {
    return next == null
        || Duration.between(next.toInstant(), Instant.now()).abs().compareTo(ASTRAY) > 0;
  }

  private static Trigger each(Duration interval) {
    return TriggerBuilder.newTrigger()
        .withIdentity(TRIGGER)
        .forJob(JOB)
        .startNow()
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(interval.toMillis())
                .repeatForever()
                .withMisfireHandlingInstructionNextWithRemainingCount())
        .build();
  }
}
