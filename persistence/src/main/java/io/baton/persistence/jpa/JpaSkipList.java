package io.baton.persistence.jpa;

import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.port.SkipList;
import io.baton.wire.CommandCodec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** The skip list as rows, and the commands that are kept, as they come on the queue. */
final class JpaSkipList implements SkipList {
  private static final int MAX_REASON = 1_000;

  private static final String ALL = "SELECT case_id FROM baton_skip";
  private static final String LOCK =
      "SELECT case_id FROM baton_skip WHERE case_id = :id FOR UPDATE";
  private static final String REMOVE = "DELETE FROM baton_skip WHERE case_id = :id";
  private static final String KEEP =
      "INSERT INTO baton_skipped (case_id, command) VALUES (:id, :command)";
  private static final String KEPT =
      "SELECT command FROM baton_skipped WHERE case_id = :id ORDER BY id";
  private static final String REMOVE_KEPT = "DELETE FROM baton_skipped WHERE case_id = :id";

  private final Sessions sessions;
  private final CaseSql sql;

  JpaSkipList(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public Set<CaseId> all() {
    return sessions.read(
        session ->
            session.createNativeQuery(ALL, String.class).getResultList().stream()
                .map(CaseId::new)
                .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public void add(CaseId id, String reason) {
    sessions.write(
        session ->
            session
                .createNativeMutationQuery(sql.skip())
                .setParameter("id", id.value())
                .setParameter("reason", reason.substring(0, Math.min(MAX_REASON, reason.length())))
                .executeUpdate());
  }

  @Override
  public boolean keep(Command command) {
    return sessions.write(
        session ->
            isListed(session, command.caseId())
                && session
                        .createNativeMutationQuery(KEEP)
                        .setParameter("id", command.caseId().value())
                        .setParameter("command", CommandCodec.write(List.of(command)))
                        .executeUpdate()
                    == 1);
  }

  /** Locked: who takes it off the list waits, and finds what is kept now. */
  private static boolean isListed(StatelessSession session, CaseId id) {
    return session
        .createNativeQuery(LOCK, String.class)
        .setParameter("id", id.value())
        .uniqueResultOptional()
        .isPresent();
  }

  @Override
  public List<Command> takeOff(CaseId id) {
    return sessions.write(
        session -> {
          execute(session, REMOVE, id);
          List<Command> kept =
              session
                  .createNativeQuery(KEPT, String.class)
                  .setParameter("id", id.value())
                  .getResultStream()
                  .flatMap(text -> CommandCodec.read(text).stream())
                  .toList();
          execute(session, REMOVE_KEPT, id);
          return kept;
        });
  }

  private static void execute(StatelessSession session, String sql, CaseId id) {
    session.createNativeMutationQuery(sql).setParameter("id", id.value()).executeUpdate();
  }
}
