package io.baton.it.errand;

import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/** Knows the interface only. */
@Workflow(name = "errand")
public class ErrandFlow {
  @Inject @Durable Errand errand;

  @Start
  public String run(String what) {
    return errand.fetch(what);
  }
}
