package io.baton.persistence.jpa;

import io.baton.model.Case;
import io.baton.model.Parent;
import io.baton.model.Turn;
import java.sql.PreparedStatement;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Writes turns: the first one with its case, the later ones onto it. */
final class Writing {
  private static final String MOVE =
      """
      UPDATE baton_case SET turn = :turn, command_id = :command, status = :status,
        version = :version, updated_at = :at, ended_at = CASE WHEN :ended THEN coalesce(ended_at, :at) END
      WHERE case_id = :id AND turn = :before""";

  /** The incident of a parked case is over when the case goes on. */
  private static final String RESOLVE =
      "UPDATE baton_incident SET resolved_at = :at"
          + " WHERE case_id = :id AND kind = 'PARKED' AND resolved_at IS NULL";

  private static final int STARTER_COLUMN = 200;

  private final StatelessSession session;
  private final CaseSql sql;
  private final String node;

  Writing(StatelessSession session, CaseSql sql, String node) {
    this.session = session;
    this.sql = sql;
    this.node = node;
  }

  boolean create(Case started, Turn start) {
    if (!insertCase(started, start)) {
      return false;
    }
    session.insert(TurnRow.of(started.id(), start, node));
    return true;
  }

  /** By JDBC, since a failure that is an answer must not end the transaction. */
  private boolean insertCase(Case started, Turn start) {
    @Nullable Parent parent = started.parent();
    OffsetDateTime at = start.at().atOffset(ZoneOffset.UTC);
    return session.doReturningWork(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(sql.insertCase())) {
            insert.setString(1, started.id().value());
            insert.setString(2, started.workflow().name());
            insert.setInt(3, started.workflow().version());
            insert.setString(4, started.status().name());
            insert.setLong(5, start.number());
            insert.setString(6, start.command().value());
            insert.setString(7, cut(started.starter()));
            insert.setString(8, started.businessKey());
            insert.setString(9, parent == null ? null : parent.caseId().value());
            insert.setObject(10, at);
            insert.setObject(11, at);
            return insert.executeUpdate() == 1;
          } catch (SQLIntegrityConstraintViolationException e) {
            return false;
          }
        });
  }

  private static String cut(String starter) {
    return starter.substring(0, Math.min(starter.length(), STARTER_COLUMN));
  }

  /**
   * @throws IllegalStateException when the turn does not follow, or is there
   */
  Turn append(Case moved, Turn turn) {
    try {
      session.insert(TurnRow.of(moved.id(), turn, node));
    } catch (ConstraintViolationException e) {
      throw new IllegalStateException(
          "case %s has turn %d, or one of command %s, already"
              .formatted(moved.id(), turn.number(), turn.command()),
          e);
    }
    if (turn.endsParking()) {
      session
          .createNativeMutationQuery(RESOLVE)
          .setParameter("id", moved.id().value())
          .setParameter("at", turn.at())
          .executeUpdate();
    }
    if (move(moved, turn) != 1) {
      throw new IllegalStateException(
          "case %s is not at turn %d, %d does not follow"
              .formatted(moved.id(), turn.number() - 1, turn.number()));
    }
    return turn;
  }

  private int move(Case moved, Turn turn) {
    return session
        .createNativeMutationQuery(MOVE)
        .setParameter("id", moved.id().value())
        .setParameter("before", turn.number() - 1)
        .setParameter("turn", turn.number())
        .setParameter("command", turn.command().value())
        .setParameter("status", moved.status().name())
        .setParameter("version", moved.workflow().version())
        .setParameter("ended", moved.status().isEnd())
        .setParameter("at", turn.at())
        .executeUpdate();
  }
}
