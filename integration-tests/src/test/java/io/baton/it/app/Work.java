package io.baton.it.app;

import io.baton.api.Activity;
import io.baton.api.Retry;

/** The one kind of work there is. */
public interface Work {
  @Activity(undo = "undo", retry = @Retry(maxAttempts = 3, delay = "PT0.2S", jitter = 0))
  String act(Step step);

  /** Comes back late, so that a test can send the next attempt itself. */
  @Activity(undo = "undo", retry = @Retry(maxAttempts = 3, delay = "PT6S", jitter = 0))
  String later(Step step);

  @Activity(retry = @Retry(maxAttempts = 2, delay = "PT0.2S", jitter = 0))
  void undo(Step step);
}
