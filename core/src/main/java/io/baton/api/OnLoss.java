package io.baton.api;

/** What becomes of the branches that a fork no longer needs. */
public enum OnLoss {
  /**
   * They are cancelled; when the fork gives a value, what they did is undone before it does. When
   * it throws, their entries stay on the compensation list for the {@code catch}, the enclosing
   * saga or the case's own end.
   */
  UNDO,
  /** They are cancelled, and nothing is undone by itself: what they did stays on the list. */
  CANCEL_ONLY,
  /** They go on; the end of the enclosing branch cancels what is then still under way. */
  LEAVE
}
