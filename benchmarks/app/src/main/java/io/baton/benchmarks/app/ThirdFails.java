package io.baton.benchmarks.app;

import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/** W3: two steps are taken back because the third fails. */
@Workflow(name = "w3", version = 1)
public class ThirdFails {
  @Inject @Durable Places places;

  @Start
  public int run(int from) {
    int first = places.take(from);
    int second = places.take(first + 1);
    return places.takeFromFull(second + 1);
  }
}
