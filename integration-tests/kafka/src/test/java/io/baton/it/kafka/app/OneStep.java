package io.baton.it.kafka.app;

import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.examples.kafka.Ledger;
import io.baton.examples.kafka.Relay;
import jakarta.inject.Inject;

/** One activity, then its end. */
@Workflow(name = "one-step")
public class OneStep {
  @Inject @Durable Ledger ledger;

  @Start
  public int keep(Relay.Opts opts) {
    ledger.keep(opts.count());
    return opts.count();
  }
}
