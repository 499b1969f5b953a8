package io.baton.persistence.jpa;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Timers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Timers as rows; an index in the order in which they are due ends where nothing is due yet. */
final class JpaTimers implements Timers {
  private static final String CLEAR =
      "DELETE FROM baton_timer WHERE case_id = :id AND timer_key = :key";
  private static final String EARLIEST = "SELECT min(due_at) AS due_at FROM baton_timer";

  private final Sessions sessions;
  private final CaseSql sql;

  JpaTimers(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public void set(CaseId id, RefId key, Instant due) {
    sessions.write(
        session ->
            session
                .createNativeMutationQuery(sql.setTimer())
                .setParameter("id", id.value())
                .setParameter("key", key.value())
                .setParameter("due", due)
                .executeUpdate());
  }

  @Override
  public void clear(CaseId id, RefId key) {
    sessions.write(
        session ->
            session
                .createNativeMutationQuery(CLEAR)
                .setParameter("id", id.value())
                .setParameter("key", key.value())
                .executeUpdate());
  }

  @Override
  public List<Due> take(int max) {
    return sessions.write(
        session -> {
          List<Due> due = lockDue(session, max);
          if (!due.isEmpty()) {
            remove(session, due);
          }
          return due;
        });
  }

  private List<Due> lockDue(StatelessSession session, int max) {
    return session
        .createNativeQuery(sql.dueTimers(), Object[].class)
        .addScalar("case_id", String.class)
        .addScalar("timer_key", String.class)
        .addScalar("due_at", Instant.class)
        .setParameter("max", max)
        .getResultStream()
        .map(JpaTimers::due)
        .toList();
  }

  private void remove(StatelessSession session, List<Due> taken) {
    session
        .createNativeMutationQuery(sql.removeTimers())
        .setParameter("cases", taken.stream().map(due -> due.id().value()).toArray(String[]::new))
        .setParameter("keys", taken.stream().map(due -> due.key().value()).toArray(String[]::new))
        .executeUpdate();
  }

  private static Due due(Object[] row) {
    return new Due(new CaseId((String) row[0]), new RefId((String) row[1]), (Instant) row[2]);
  }

  @Override
  public Optional<Instant> earliest() {
    return sessions.read(
        session ->
            Optional.ofNullable(
                session
                    .createNativeQuery(EARLIEST, Instant.class)
                    .addScalar("due_at", Instant.class)
                    .getSingleResultOrNull()));
  }
}
