package io.baton.api;

/**
 * A workflow broke a rule of workflow code: the case is parked, nothing is undone by itself. It is
 * an {@code Error} so that a workflow's {@code catch (Exception e)} lets it pass.
 */
public class WorkflowError extends Error {
  private static final long serialVersionUID = 1L;

  public WorkflowError(String message) {
    super(message);
  }
}
