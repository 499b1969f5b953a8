package io.baton.benchmarks.app;

import io.baton.api.Activity;

/** A step of a case. */
public interface Step {
  @Activity
  int next(int number);
}
