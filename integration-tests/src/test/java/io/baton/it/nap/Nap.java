package io.baton.it.nap;

import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.time.Duration;

/** Sleeps. */
@Workflow(name = "nap")
public class Nap {
  @Inject Flow flow;

  @Start
  public void sleep(long millis) {
    flow.sleep(Duration.ofMillis(millis));
  }
}
