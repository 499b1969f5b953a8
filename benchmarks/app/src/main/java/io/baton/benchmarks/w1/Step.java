package io.baton.benchmarks.w1;

import io.baton.api.Activity;

/** A step of a case. */
public interface Step {
  @Activity
  int next(int number);
}
