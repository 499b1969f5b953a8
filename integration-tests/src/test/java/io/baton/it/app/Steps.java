package io.baton.it.app;

import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Does the steps of its plan in order. */
@Workflow(name = "steps")
public class Steps {
  @Inject @Durable Work work;

  @Start
  public List<String> run(Plan plan) {
    List<String> results = new ArrayList<>();
    for (Step step : plan.steps()) {
      boolean late = step.name().startsWith("late");
      results.add(late ? work.later(step) : work.act(step));
    }
    return results;
  }
}
