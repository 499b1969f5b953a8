package io.baton.port;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Moments that cases wait for. Every method joins the caller's transaction. */
public interface Timers {
  /** Sets the timer {@code key} of a case, in place of an earlier one of that key. */
  void set(CaseId id, RefId key, Instant due);

  /** Does nothing when there is no such timer. */
  void clear(CaseId id, RefId key);

  /**
   * Takes away timers that are due by the clock that all nodes share, the earliest first. One that
   * another transaction is taking is passed over.
   *
   * @param max at most so many
   */
  List<Due> take(int max);

  /** When the earliest timer is due, as far as committed; empty when there is none. */
  Optional<Instant> earliest();

  /** A timer that was taken. */
  record Due(CaseId id, RefId key, Instant due) {}
}
