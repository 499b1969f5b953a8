package io.baton.api;

/** How an activity's work and the step of its case belong together. */
public enum ActivityMode {
  /** One transaction: exactly once. */
  XA,
  /** Outside the transaction: at least once, with the same idempotency key. */
  EXTERNAL,
  /** By a worker elsewhere, asked and answering by message: asked once, one answer counts. */
  REMOTE
}
