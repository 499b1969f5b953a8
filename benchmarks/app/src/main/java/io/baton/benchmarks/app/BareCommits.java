package io.baton.benchmarks.app;

import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/** No workload: has the server measure itself. */
@Workflow(name = "bare-commits", version = 1)
public class BareCommits {
  @Inject @Durable Bare bare;

  @Start
  public double[] run(int count) {
    return bare.commits(count);
  }
}
