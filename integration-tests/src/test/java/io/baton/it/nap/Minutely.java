package io.baton.it.nap;

import io.baton.api.ScheduledStart;
import io.baton.api.Start;
import io.baton.api.StartOn;
import io.baton.api.Workflow;

/** Once a minute in the whole cluster. */
@Workflow(name = "minutely")
@StartOn(cron = "* * * * *", overlap = StartOn.Overlap.ALLOW)
public class Minutely {
  @Start
  public String run(ScheduledStart start) {
    return start.due().toString();
  }
}
