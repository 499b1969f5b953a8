package io.baton.workflow.script;

import io.baton.model.Payload;

/**
 * Leaves a workflow's run for the next one. An Error, so that the workflow's catch lets it pass.
 */
final class ContinueAsNew extends Error {
  private static final long serialVersionUID = 1L;

  private final transient Payload input;

  ContinueAsNew(Payload input) {
    super("the workflow continues as new", null, false, false);
    this.input = input;
  }

  Payload input() {
    return input;
  }
}
