package io.baton.persistence.jpa;

import io.baton.model.CaseId;
import io.baton.port.Places;
import java.sql.PreparedStatement;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/**
 * Places as rows, counted in a row for each workflow. That row is locked first: who waited for it
 * asks for the others afterwards, and so sees them as they are.
 */
final class JpaPlaces implements Places {
  private static final String COUNT =
      "SELECT taken, last_turn FROM baton_limit WHERE workflow = :workflow FOR UPDATE";
  private static final String SET_COUNT =
      "UPDATE baton_limit SET taken = :taken, last_turn = :last WHERE workflow = :workflow";
  private static final String MINE =
      "SELECT taken FROM baton_place WHERE workflow = :workflow AND case_id = :id";
  private static final String ADD =
      """
      INSERT INTO baton_place (workflow, case_id, turn, taken)
      VALUES (:workflow, :id, :turn, :taken)""";
  private static final String REMOVE =
      "DELETE FROM baton_place WHERE workflow = :workflow AND case_id = :id";
  private static final String NEXT =
      """
      SELECT case_id FROM baton_place WHERE workflow = :workflow AND NOT taken
      ORDER BY turn FETCH FIRST :max ROWS ONLY""";
  private static final String TAKE =
      "UPDATE baton_place SET taken = TRUE WHERE workflow = :workflow AND case_id IN (:ids)";

  private static final System.Logger LOG = System.getLogger(JpaPlaces.class.getName());

  private final Sessions sessions;
  private final CaseSql sql;

  JpaPlaces(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public boolean enter(String workflow, CaseId id, int limit, boolean line) {
    return sessions.write(session -> enter(session, workflow, id, limit, line));
  }

  private boolean enter(
      StatelessSession session, String workflow, CaseId id, int limit, boolean line) {
    Count count = lock(session, workflow);
    Optional<Boolean> mine = mine(session, workflow, id);
    if (mine.isPresent()) {
      return mine.get();
    }
    boolean free = count.taken() < limit;
    if (free || line) {
      session
          .createNativeMutationQuery(ADD)
          .setParameter("workflow", workflow)
          .setParameter("id", id.value())
          .setParameter("turn", count.last() + 1)
          .setParameter("taken", free)
          .executeUpdate();
      set(session, workflow, new Count(count.taken() + (free ? 1 : 0), count.last() + 1));
    }
    return free;
  }

  @Override
  public List<CaseId> leave(String workflow, CaseId id, int limit) {
    return sessions.write(session -> leave(session, workflow, id, limit));
  }

  private List<CaseId> leave(StatelessSession session, String workflow, CaseId id, int limit) {
    Count count = lock(session, workflow);
    Optional<Boolean> mine = mine(session, workflow, id);
    if (mine.isEmpty()) {
      return List.of();
    }
    session
        .createNativeMutationQuery(REMOVE)
        .setParameter("workflow", workflow)
        .setParameter("id", id.value())
        .executeUpdate();
    int taken = count.taken() - (mine.get() ? 1 : 0);
    List<String> next = limit > taken ? next(session, workflow, limit - taken) : List.of();
    if (!next.isEmpty()) {
      session
          .createNativeMutationQuery(TAKE)
          .setParameter("workflow", workflow)
          .setParameterList("ids", next)
          .executeUpdate();
    }
    set(session, workflow, new Count(taken + next.size(), count.last()));
    return next.stream().map(CaseId::new).toList();
  }

  private static List<String> next(StatelessSession session, String workflow, int max) {
    return session
        .createNativeQuery(NEXT, String.class)
        .setParameter("workflow", workflow)
        .setParameter("max", max)
        .getResultList();
  }

  private Count lock(StatelessSession session, String workflow) {
    return count(session, workflow)
        .orElseGet(
            () -> {
              insert(session, workflow);
              return count(session, workflow).orElseThrow();
            });
  }

  /** By JDBC, since a failure that is an answer must not end the transaction. */
  private void insert(StatelessSession session, String workflow) {
    session.doWork(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(sql.insertLimit())) {
            insert.setString(1, workflow);
            insert.executeUpdate();
          } catch (SQLIntegrityConstraintViolationException e) {
            // Another transaction was the first: its row is there now.
            LOG.log(System.Logger.Level.DEBUG, "workflow {0} is counted already", workflow);
          }
        });
  }

  private static Optional<Count> count(StatelessSession session, String workflow) {
    return session
        .createNativeQuery(COUNT, Object[].class)
        .addScalar("taken", Integer.class)
        .addScalar("last_turn", Long.class)
        .setParameter("workflow", workflow)
        .uniqueResultOptional()
        .map(row -> new Count((int) row[0], (long) row[1]));
  }

  private static void set(StatelessSession session, String workflow, Count count) {
    session
        .createNativeMutationQuery(SET_COUNT)
        .setParameter("workflow", workflow)
        .setParameter("taken", count.taken())
        .setParameter("last", count.last())
        .executeUpdate();
  }

  /** Whether the case has a place; empty when it is not in line either. */
  private static Optional<Boolean> mine(StatelessSession session, String workflow, CaseId id) {
    return session
        .createNativeQuery(MINE, Boolean.class)
        .setParameter("workflow", workflow)
        .setParameter("id", id.value())
        .uniqueResultOptional();
  }

  private record Count(int taken, long last) {}
}
