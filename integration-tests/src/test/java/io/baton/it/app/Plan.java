package io.baton.it.app;

import java.util.List;

/** What a case does, one step after the other. */
public record Plan(List<Step> steps) {
  public static Plan of(Step... steps) {
    return new Plan(List.of(steps));
  }
}
