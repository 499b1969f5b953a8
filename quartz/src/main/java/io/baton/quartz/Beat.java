package io.baton.quartz;

import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** What Quartz calls; its rows know the name of this class. */
final class Beat implements Job {
  private final Runnable beat;

  Beat(Runnable beat) {
    this.beat = beat;
  }

  @Override
  public void execute(JobExecutionContext context) {
    beat.run();
  }
}
