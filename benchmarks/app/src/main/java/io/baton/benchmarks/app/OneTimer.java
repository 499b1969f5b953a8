package io.baton.benchmarks.app;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.time.Instant;

/** W4: waits for a moment, then does a step, whose time tells how late the timer was. */
@Workflow(name = "w4", version = 1)
public class OneTimer {
  @Inject @Durable Step step;
  @Inject Flow flow;

  /**
   * @param due in milliseconds since 1970
   */
  @Start
  public int run(long due) {
    flow.sleepUntil(Instant.ofEpochMilli(due));
    return step.next(0);
  }
}
