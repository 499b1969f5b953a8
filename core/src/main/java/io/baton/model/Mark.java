package io.baton.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something happened to a case, or to one of its refs, that its state does not tell any more.
 *
 * @param ref null for the case itself
 */
public record Mark(Kind kind, @Nullable RefId ref, Instant at) {
  /** What happened. */
  public enum Kind {
    /** Of the case; BEGUN also of a scope that has ended. */
    CREATED,
    QUEUED,
    BEGUN,
    PAUSED,
    UNPAUSED,
    PARKED,
    RESUMED,
    CANCEL_REQUESTED,
    /** There was a warning, the first one of the case. */
    WARNED,
    COMPENSATION_STARTED,
    /** It failed, and is run again as another case. */
    RETRIED,
    COMPLETED,
    COMPENSATED,
    FAILED,
    CANCELLED,
    /** Of a ref: the first sign of life of whoever works on an attempt. */
    ALIVE,
    ATTEMPT_FAILED,
    /** Of a ref's undo. */
    UNDO_STARTED,
    UNDO_FAILED,
    UNDO_DONE
  }
}
