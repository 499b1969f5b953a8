package io.baton.examples.kafka;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/**
 * Lives on records: takes one number after the other, keeps it in a table and hands it on. Each has
 * to be there once, in its place: what {@code ./baton torture --kafka} looks at.
 */
@Workflow(name = "relay")
public class Relay {
  @Inject Flow flow;
  @Inject @Durable Ledger ledger;

  /**
   * What {@code new:} carries.
   *
   * @param count how many numbers come
   */
  public record Opts(int count) {}

  @Start
  public int run(Opts opts) {
    int sum = 0;
    for (int i = 0; i < opts.count(); i++) {
      int number = flow.ref("next", Integer.class).await();
      ledger.keep(number);
      flow.outputText("relay-out", Integer.toString(number));
      sum += number;
    }
    return sum;
  }
}
