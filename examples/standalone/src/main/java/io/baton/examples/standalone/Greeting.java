package io.baton.examples.standalone;

import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;

/** Greets somebody ten times, each time in a step of its own. */
@Workflow(name = "greeting", version = 1)
public final class Greeting {
  static final int TIMES = 10;

  @Durable
  @SuppressWarnings("NullAway.Init") // Baton fills it.
  Greeter greeter;

  @Start
  public String greet(String who) {
    String last = "";
    for (int time = 1; time <= TIMES; time++) {
      last = greeter.greet(who, time);
    }
    return last;
  }
}
