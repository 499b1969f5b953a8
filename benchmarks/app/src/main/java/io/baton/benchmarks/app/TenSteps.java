package io.baton.benchmarks.app;

import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/** W1: ten steps, one after the other, each a transaction of its own. */
@Workflow(name = "w1", version = 1)
public class TenSteps {
  @Inject @Durable Step step;

  @Start
  public int run(int from) {
    int number = from;
    for (int i = 0; i < 10; i++) {
      number = step.next(number);
    }
    return number;
  }
}
