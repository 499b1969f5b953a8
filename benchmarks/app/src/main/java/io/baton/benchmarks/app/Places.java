package io.baton.benchmarks.app;

import io.baton.api.Activity;
import io.baton.api.BusinessException;

/** Steps that can be taken back, and one that is refused. */
public interface Places {
  @Activity(undo = "giveBack")
  int take(int place);

  @Activity
  void giveBack(int place);

  /**
   * @throws BusinessException always: for good, so it is not tried again
   */
  @Activity
  int takeFromFull(int place);
}
