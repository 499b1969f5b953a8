package io.baton.api;

/** Where a case stands. */
public enum CaseStatus {
  RUNNING(false),
  /** Failed or cancelled; its undo commands are running. */
  COMPENSATING(false),
  /** Waits for an operator; an incident says why. */
  PARKED(false),
  COMPLETED(true),
  /** Failed, and everything that had an undo is undone. */
  COMPENSATED(true),
  /** Failed with nothing to undo. */
  FAILED(true),
  /** Cancelled from outside, and undone. */
  CANCELLED(true);

  private final boolean end;

  CaseStatus(boolean end) {
    this.end = end;
  }

  /** True when nothing will ever happen to the case again. */
  public boolean isEnd() {
    return end;
  }
}
