package io.baton.benchmarks.app;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.util.List;

/** W2: eight steps side by side, joined. */
@Workflow(name = "w2", version = 1)
public class EightAtOnce {
  @Inject @Durable Step step;
  @Inject Flow flow;

  @Start
  public int run(int from) {
    return flow.all(List.of(0, 1, 2, 3, 4, 5, 6, 7), item -> step.next(from + item)).size();
  }
}
