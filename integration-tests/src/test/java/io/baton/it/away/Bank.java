package io.baton.it.away;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.api.Retry;

/** Calls that no transaction takes back. */
public interface Bank {
  String BROKEN = "broken";
  String SLOW_ONCE = "slow once";
  String SLOW = "slow";

  @Activity(
      mode = ActivityMode.EXTERNAL,
      timeout = "PT2S",
      undo = "refund",
      retry = @Retry(maxAttempts = 3, delay = "PT0.2S", jitter = 0))
  String charge(String card);

  void refund(String card, String receipt);
}
