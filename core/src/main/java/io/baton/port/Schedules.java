package io.baton.port;

import io.baton.model.CaseId;
import io.baton.model.Schedule;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When the calendars fire next: one row for each workflow that has one, for the whole cluster.
 * Every method joins the caller's transaction.
 */
public interface Schedules {
  /**
   * Keeps a schedule. When none of its workflow is kept, or another one, it fires at {@code first};
   * otherwise nothing changes.
   */
  void keep(Schedule schedule, Instant first);

  /** Does nothing when none is kept. */
  void forget(String workflow);

  /** When the earliest of these workflows' schedules fires, as far as committed. */
  Optional<Instant> earliest(Set<String> workflows);

  /**
   * Locks the workflow's schedule until the end of the transaction. Empty when it is not due by the
   * clock that all nodes share, when another transaction has it locked, and when none is kept.
   */
  Optional<Due> lockDue(String workflow);

  /**
   * Moves a locked schedule on.
   *
   * @param next when it fires next; null for never
   * @param last the case it started last; null for none
   */
  void moveOn(String workflow, @Nullable Instant next, @Nullable CaseId last);

  /**
   * A schedule that is due.
   *
   * @param since the first firing that nothing has been done about
   * @param last the case it started last; null for none
   */
  record Due(Schedule schedule, Instant since, @Nullable CaseId last) {}
}
