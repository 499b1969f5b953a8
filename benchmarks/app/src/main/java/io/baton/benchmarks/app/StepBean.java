package io.baton.benchmarks.app;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts, and touches nothing. */
@ApplicationScoped
public class StepBean implements Step {
  @Override
  public int next(int number) {
    return number + 1;
  }
}
