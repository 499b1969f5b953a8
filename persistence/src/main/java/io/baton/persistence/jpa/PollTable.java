package io.baton.persistence.jpa;

import io.baton.port.PollStore.Poll;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom polling agents are called for. */
final class PollTable {
  private static final String UNSCHEDULE =
      "DELETE FROM baton_poll WHERE agent = ? AND poll_key = ?";
  private static final String PUT_OFF =
      "UPDATE baton_poll SET due_at = ?, token = ? WHERE agent = ? AND poll_key = ?";
  private static final String POLLED =
      "UPDATE baton_poll SET due_at = ?, state = ?"
          + " WHERE agent = ? AND poll_key = ? AND token = ?";

  private PollTable() {}

  static int schedule(Jdbc db, CaseSql sql, Poll poll) throws SQLException {
    return db.update(sql.keepPoll(), poll.agent(), poll.key(), poll.topic(), poll.everyMillis());
  }

  static int unschedule(Jdbc db, String agent, String key) throws SQLException {
    return db.update(UNSCHEDULE, agent, key);
  }

  static Optional<Poll> due(Jdbc db, CaseSql sql, Set<String> agents, long patienceMillis)
      throws SQLException {
    String[] wanted = agents.toArray(String[]::new);
    List<Poll> due = db.list(sql.duePoll(), PollTable::taken, (Object) wanted);
    for (Poll poll : due) {
      db.update(PUT_OFF, after(db, sql, patienceMillis), poll.token(), poll.agent(), poll.key());
    }
    return due.stream().findFirst();
  }

  private static Poll taken(ResultSet row) throws SQLException {
    return new Poll(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        row.getLong(6) + 1);
  }

  static boolean polled(Jdbc db, CaseSql sql, Poll taken, @Nullable String state)
      throws SQLException {
    OffsetDateTime next = after(db, sql, taken.everyMillis());
    return db.update(POLLED, next, state, taken.agent(), taken.key(), taken.token()) == 1;
  }

  private static OffsetDateTime after(Jdbc db, CaseSql sql, long millis) throws SQLException {
    return db.list(sql.now(), row -> row.getObject(1, OffsetDateTime.class))
        .get(0)
        .plusNanos(millis * 1_000_000);
  }
}
