package io.baton.benchmarks.app;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/** W5: waits for a signal, then does a step. */
@Workflow(name = "w5", version = 1)
public class OneSignal {
  private static final Signal<Integer> GO = Signal.of("go", Integer.class);

  @Inject @Durable Step step;
  @Inject Flow flow;

  @Start
  public int run(int from) {
    return step.next(from + flow.await(GO));
  }
}
