package io.baton.it.kafka.app;

import io.baton.api.Activity;
import io.baton.api.Retry;

/** Work whose transaction fails only when it is to be committed. */
public interface Doubtful {
  /**
   * @return at which try it was done
   */
  @Activity(retry = @Retry(delay = "PT0.1S"))
  int keep();
}
