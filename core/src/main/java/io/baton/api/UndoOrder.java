package io.baton.api;

/** The order in which what was done is taken back. */
public enum UndoOrder {
  /** One by one, the newest effect first. */
  REVERSE,
  /** An effect is taken back once everything that was begun after it, is. */
  CAUSAL,
  /** All at once. */
  PARALLEL
}
