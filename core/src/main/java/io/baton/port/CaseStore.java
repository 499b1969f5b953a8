package io.baton.port;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Incident;
import io.baton.model.Turn;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * The memory of cases. Every method joins the caller's transaction: what it writes is kept if, and
 * only if, that transaction commits.
 *
 * <p>{@code CaseStoreContract} in this module's test jar says in trials what every store promises.
 */
public interface CaseStore {
  /**
   * Writes a new case with its turn 0.
   *
   * @return false, and nothing is written, when a case of this id exists; while another transaction
   *     is creating it, waits for that one's end
   */
  boolean create(Case started, Turn start);

  /**
   * Those of {@code commands} whose turn is in the journal of their case, read without a lock from
   * what is committed, or is written by the caller's own transaction. "Is there" is final; "is not
   * there" may be out of date at once.
   */
  Set<Command> handled(Collection<? extends Command> commands);

  /** A case as it is committed, read without a lock; decides nothing. */
  Optional<Case> read(CaseId id);

  /**
   * Locks the cases in the order of their ids until the end of the transaction and reads them as
   * they are then. A case that is not there (yet) is missing from the answer.
   */
  Map<CaseId, Case> lock(SortedSet<CaseId> ids);

  /**
   * Moves a locked case on by one turn: one journal row, one case row.
   *
   * @param moved the case after the turn
   * @throws IllegalStateException when the journal has that turn, or a turn of that command,
   *     already
   */
  void append(Case moved, Turn turn);

  /** Keeps an incident for the operators. */
  void raise(Incident incident);
}
