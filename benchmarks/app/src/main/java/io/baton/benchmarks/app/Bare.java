package io.baton.benchmarks.app;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;

/** Measures the server without the engine. */
public interface Bare {
  /** Milliseconds that each of so many bare commits took, one after the other. */
  @Activity(mode = ActivityMode.EXTERNAL)
  double[] commits(int count);
}
