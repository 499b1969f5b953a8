package io.baton.workflow.script;

/**
 * Unwinds a workflow at the first call that has no answer yet. An Error, so that {@code catch
 * (Exception e)} lets it pass; one object without a stack, so that it costs nothing.
 */
final class Suspension extends Error {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("StaticAssignmentOfThrowable")
  static final Suspension HERE = new Suspension();

  private Suspension() {
    super("the workflow waits here", null, false, false);
  }
}
