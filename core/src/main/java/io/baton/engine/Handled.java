package io.baton.engine;

import java.util.List;

/** What the host has to do with the transaction in which commands were handled. */
public sealed interface Handled {
  /** Commit. */
  record Moved() implements Handled {}

  /**
   * Roll back, so that nothing of it happened; then record these failures in a new transaction. No
   * failures: the message just comes again.
   */
  record RollBack(String why, List<FailedWork> failures) implements Handled {}
}
