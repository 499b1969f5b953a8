package io.baton.persistence.jpa;

import io.baton.port.KeyTimers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Timers of keys as rows, taken as those of cases are. */
final class JpaKeyTimers implements KeyTimers {
  private static final String CLEAR =
      "DELETE FROM baton_key_timer WHERE topic = :topic AND timer_key = :key";
  private static final String EARLIEST = "SELECT min(due_at) AS due_at FROM baton_key_timer";

  private final Sessions sessions;
  private final CaseSql sql;

  JpaKeyTimers(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public void set(KeyTimer timer) {
    sessions.write(
        session ->
            session
                .createNativeMutationQuery(sql.setKeyTimer())
                .setParameter("topic", timer.topic())
                .setParameter("key", timer.key())
                .setParameter("due", timer.due())
                .setParameter("toTopic", timer.output().topic())
                .setParameter("toKey", timer.output().key())
                .setParameter("text", timer.output().value())
                .executeUpdate());
  }

  @Override
  public void clear(String topic, String key) {
    sessions.write(session -> remove(session, topic, key));
  }

  private static int remove(StatelessSession session, String topic, String key) {
    return session
        .createNativeMutationQuery(CLEAR)
        .setParameter("topic", topic)
        .setParameter("key", key)
        .executeUpdate();
  }

  @Override
  public List<KeyTimer> take(int max) {
    return sessions.write(
        session -> {
          List<KeyTimer> due = lockDue(session, max);
          due.forEach(timer -> remove(session, timer.topic(), timer.key()));
          return due;
        });
  }

  private List<KeyTimer> lockDue(StatelessSession session, int max) {
    return session
        .createNativeQuery(sql.dueKeyTimers(), Object[].class)
        .addScalar("topic", String.class)
        .addScalar("timer_key", String.class)
        .addScalar("due_at", Instant.class)
        .addScalar("to_topic", String.class)
        .addScalar("to_key", String.class)
        .addScalar("to_value", String.class)
        .setParameter("max", max)
        .getResultStream()
        .map(JpaKeyTimers::timer)
        .toList();
  }

  private static KeyTimer timer(Object[] row) {
    Output output = new Output((String) row[3], (String) row[4], (String) row[5]);
    return new KeyTimer((String) row[0], (String) row[1], (Instant) row[2], output);
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
