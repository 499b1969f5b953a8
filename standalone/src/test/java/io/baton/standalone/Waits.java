package io.baton.standalone;

import io.baton.api.Flow;
import io.baton.api.ScheduledStart;
import io.baton.api.Start;
import io.baton.api.StartOn;
import io.baton.api.Workflow;
import java.time.Duration;
import java.time.Instant;

/** Workflows that wait, and workflows that a calendar starts. */
final class Waits {
  private Waits() {}

  /** Sleeps, and says when it awoke. */
  @Workflow(name = "nap")
  public static class Nap {
    Flow flow;

    @Start
    public Instant sleep(Duration time) {
      Instant due = flow.now().plus(time);
      flow.sleep(time);
      return due;
    }
  }

  @Workflow(name = "nightly")
  @StartOn(cron = "30 2 * * *", zone = "Europe/Paris")
  public static class Nightly {
    @Start
    public Instant run(ScheduledStart start) {
      return start.due();
    }
  }

  /** Takes longer than from one firing to the next. */
  @Workflow(name = "slow")
  @StartOn(cron = "*/10 * * * *")
  public static class Slow {
    Flow flow;

    @Start
    public void run() {
      flow.sleep(Duration.ofMinutes(15));
    }
  }

  @Workflow(name = "wrong-minute")
  @StartOn(cron = "61 0 * * *")
  public static class WrongMinute {
    @Start
    public void run() {}
  }

  @Workflow(name = "no-day")
  @StartOn(cron = "0 0 30 2 *")
  public static class NoDay {
    @Start
    public void run() {}
  }

  @Workflow(name = "wrong-zone")
  @StartOn(cron = "0 0 * * *", zone = "Mars/Olympus")
  public static class WrongZone {
    @Start
    public void run() {}
  }

  @Workflow(name = "wrong-input")
  @StartOn(cron = "0 0 * * *")
  public static class WrongInput {
    @Start
    public void run(String input) {}
  }
}
