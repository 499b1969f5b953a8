package io.baton.engine;

import io.baton.model.Command;
import java.util.List;

/** What the host has to do with the transaction in which commands were handled. */
public sealed interface Handled {
  /**
   * Commit.
   *
   * @param vain those commands that changed nothing: they came twice, too late or out of order
   */
  record Moved(List<Command> vain) implements Handled {
    public Moved {
      vain = List.copyOf(vain);
    }

    public Moved() {
      this(List.of());
    }
  }

  /**
   * Roll back, so that nothing of it happened; then record these failures in a new transaction. No
   * failures: the message just comes again.
   */
  record RollBack(String why, List<FailedWork> failures) implements Handled {}
}
