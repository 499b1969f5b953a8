package io.baton.persistence.jpa;

import io.baton.port.Counters;
import java.util.List;

/** Counters as rows, one for each node, so that nodes do not wait for each other. */
final class JpaCounters implements Counters {
  private static final String ALL =
      """
      SELECT what, about, sum(times) AS times FROM baton_counter
      GROUP BY what, about ORDER BY what, about""";

  private final Sessions sessions;
  private final CaseSql sql;
  private final String node;

  JpaCounters(Sessions sessions, CaseSql sql, String node) {
    this.sessions = sessions;
    this.sql = sql;
    this.node = node;
  }

  @Override
  public void count(String what, String about) {
    sessions.write(
        session -> {
          session
              .createNativeMutationQuery(sql.insertCounter())
              .setParameter("what", what)
              .setParameter("about", about)
              .setParameter("node", node)
              .executeUpdate();
          return session
              .createNativeMutationQuery(
                  "UPDATE baton_counter SET times = times + 1"
                      + " WHERE what = :what AND about = :about AND node = :node")
              .setParameter("what", what)
              .setParameter("about", about)
              .setParameter("node", node)
              .executeUpdate();
        });
  }

  @Override
  public List<Counted> all() {
    return sessions.read(
        session ->
            session
                .createNativeQuery(ALL, Object[].class)
                .addScalar("what", String.class)
                .addScalar("about", String.class)
                .addScalar("times", Long.class)
                .getResultStream()
                .map(row -> new Counted((String) row[0], (String) row[1], (long) row[2]))
                .toList());
  }
}
