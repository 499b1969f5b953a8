package io.baton.engine;

import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.RefId;
import io.baton.port.Definitions;
import io.baton.workflow.ActivitySpec;

/** How an activity of a case is done: as its workflow says, or else as the application says. */
final class Specs {
  private Specs() {}

  /**
   * @param ref the ref that awaits it, or the key of the undo that it is
   * @throws IllegalStateException when nobody here knows it
   */
  static ActivitySpec of(Definitions definitions, Case now, RefId ref, ActivityName name) {
    return definitions
        .program(now.workflow())
        .flatMap(program -> program.activity(now, ref, name))
        .or(() -> definitions.activity(name))
        .orElseThrow(() -> new IllegalStateException("no activity " + name));
  }
}
