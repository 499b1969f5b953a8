package io.baton.workflow;

import io.baton.model.Case;

/** A workflow, whichever way it is written. */
public interface Program {
  /**
   * Decides what comes next for a case, from what its journal tells and from nothing else: no
   * clock, no random numbers, no input or output. Asked again about the same case it answers the
   * same.
   */
  Decision decide(Case now);
}
