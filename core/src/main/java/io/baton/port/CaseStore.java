package io.baton.port;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Incident;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
   * As {@link #create(Case, Turn)} for one after the other.
   *
   * @param starts no two of one case
   * @return the cases that did not exist
   */
  default Set<CaseId> create(Collection<Move> starts) {
    Set<CaseId> created = new HashSet<>();
    for (Move start : starts) {
      if (create(start.now(), start.turn())) {
        created.add(start.now().id());
      }
    }
    return created;
  }

  /**
   * Those of {@code commands} whose turn is in the journal of their case, read without a lock from
   * what is committed, or is written by the caller's own transaction. "Is there" is final; "is not
   * there" may be out of date at once.
   */
  Set<Command> handled(Collection<? extends Command> commands);

  /** A case as it is committed, read without a lock; decides nothing. */
  Optional<Case> read(CaseId id);

  /** As {@link #read(CaseId)}; a case that is not there is missing from the answer. */
  default Map<CaseId, Case> read(Collection<CaseId> ids) {
    Map<CaseId, Case> read = new HashMap<>();
    ids.forEach(id -> read(id).ifPresent(found -> read.put(id, found)));
    return read;
  }

  /** What workflow a case belongs to; its version changes when the case migrates. */
  Optional<WorkflowId> workflow(CaseId id);

  /** As {@link #workflow}; a case that is not there is missing from the answer. */
  default Map<CaseId, WorkflowId> workflows(Collection<CaseId> ids) {
    Map<CaseId, WorkflowId> workflows = new HashMap<>();
    ids.forEach(id -> workflow(id).ifPresent(found -> workflows.put(id, found)));
    return workflows;
  }

  /**
   * Locks the cases in the order of their ids until the end of the transaction and says where they
   * stand then. A case that is not there (yet) is missing from the answer. What {@link #read} gives
   * of a locked case, later in the transaction, is the case as it stands.
   */
  Map<CaseId, Head> lock(SortedSet<CaseId> ids);

  /**
   * Where a locked case stands.
   *
   * @param turn number of its newest turn
   * @param command what that turn was made by; with its number it names one state of one case
   * @param now the time, by the clock that all nodes share
   */
  record Head(long turn, CommandId command, Instant now) {}

  /**
   * Moves a locked case on by one turn: one journal row, one case row.
   *
   * @param moved the case after the turn
   * @throws IllegalStateException when the journal has that turn, or a turn of that command,
   *     already
   */
  void append(Case moved, Turn turn);

  /**
   * Moves locked cases on, each by one turn or more: a journal row for each turn, a case row for
   * each case. As {@link #append(Case, Turn)} for one after the other.
   *
   * @param moves the turns of one case in their order, its state in all of them that after the last
   */
  default void append(List<Move> moves) {
    moves.forEach(move -> append(move.now(), move.turn()));
  }

  /** A turn, and the case after it. */
  record Move(Case now, Turn turn) {}

  /**
   * Keeps what a locked case is now, so that reading it later costs less. The journal stays.
   *
   * @param now a case whose newest turn was appended
   */
  void keepSnapshot(Case now);

  /** The time, by the clock that all nodes share. */
  Instant now();

  /** Keeps an incident for the operators. */
  void raise(Incident incident);

  /** The timers of cases, in the same memory and the same transactions. */
  Timers timers();

  /** Records that wait for their time, in the same memory and the same transactions. */
  KeyTimers keyTimers();

  /** When calendars start cases, in the same memory and the same transactions. */
  Schedules schedules();

  /** Who has a place, of workflows with few, in the same memory and the same transactions. */
  Places places();

  /** The cases that are passed over, in the same memory and the same transactions. */
  SkipList skipList();

  /** Who is up and what is held for who is down, in the same memory and the same transactions. */
  Services services();

  /** Which requests are under way and which wait, in the same memory and the same transactions. */
  Destinations destinations();

  /** Which records came and which wait, in the same memory and the same transactions. */
  Inbox inbox();

  /** What is counted, in the same memory and the same transactions. */
  Counters counters();

  /** How cases are found, in the same memory and the same transactions. */
  CaseCatalog catalog();

  /** Workflows that were deployed as data, in the same memory and the same transactions. */
  DefinitionStore definitions();

  /**
   * What gateways have taken in, in the same memory and the same transactions.
   *
   * @throws IllegalStateException when this store keeps none
   */
  default GatewayStore gateways() {
    throw new IllegalStateException("BATON-1604 this store keeps no gateways");
  }
}
