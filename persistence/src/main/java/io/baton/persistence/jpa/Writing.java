package io.baton.persistence.jpa;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Parent;
import io.baton.model.Turn;
import io.baton.persistence.jpa.CaseSql.Columns;
import io.baton.port.CaseStore.Move;
import io.baton.wire.EventCodec;
import java.sql.PreparedStatement;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

  private static final List<String> STARTED =
      List.of(
          "varchar",
          "varchar",
          "int4",
          "varchar",
          "int8",
          "varchar",
          "varchar",
          "varchar",
          "varchar",
          "timestamptz");
  private static final List<String> TURN =
      List.of("varchar", "int8", "varchar", "varchar", "timestamptz", "text");
  private static final List<String> MOVED =
      List.of("varchar", "int8", "int8", "varchar", "varchar", "int4", "timestamptz", "bool");

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

  Set<CaseId> create(Collection<Move> starts) {
    if (starts.size() == 1 || sql.columns().isEmpty()) {
      return starts.stream()
          .filter(start -> create(start.now(), start.turn()))
          .map(start -> start.now().id())
          .collect(Collectors.toSet());
    }
    Columns columns = sql.columns().get();
    return session.doReturningWork(
        connection -> {
          Jdbc jdbc = new Jdbc(connection);
          Set<CaseId> created =
              jdbc
                  .returned(
                      columns.insertCases(), STARTED, starts.stream().map(Writing::row).toList())
                  .stream()
                  .map(CaseId::new)
                  .collect(Collectors.toSet());
          List<@Nullable Object[]> turns =
              starts.stream()
                  .filter(start -> created.contains(start.now().id()))
                  .map(this::turn)
                  .toList();
          if (!turns.isEmpty()) {
            jdbc.columns(columns.insertTurns(), TURN, turns);
          }
          return created;
        });
  }

  private static @Nullable Object[] row(Move start) {
    Case now = start.now();
    @Nullable Parent parent = now.parent();
    return new @Nullable Object[] {
      now.id().value(),
      now.workflow().name(),
      now.workflow().version(),
      now.status().name(),
      start.turn().number(),
      start.turn().command().value(),
      cut(now.starter()),
      now.businessKey(),
      parent == null ? null : parent.caseId().value(),
      at(start.turn())
    };
  }

  private @Nullable Object[] turn(Move move) {
    Turn turn = move.turn();
    return new @Nullable Object[] {
      move.now().id().value(),
      turn.number(),
      turn.command().value(),
      node,
      at(turn),
      EventCodec.write(turn.events())
    };
  }

  private static OffsetDateTime at(Turn turn) {
    return turn.at().atOffset(ZoneOffset.UTC);
  }

  /** By JDBC, since a failure that is an answer must not end the transaction. */
  private boolean insertCase(Case started, Turn start) {
    @Nullable Parent parent = started.parent();
    OffsetDateTime at = at(start);
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
   * @param moves of one case all in their order, one after the other or among others
   * @throws IllegalStateException when a turn does not follow, or is there
   */
  List<Move> append(List<Move> moves) {
    if (moves.size() > 1 && sql.columns().isPresent()) {
      append(moves, sql.columns().get());
    } else {
      moves.forEach(move -> append(move.now(), move.turn()));
    }
    return moves;
  }

  private void append(List<Move> moves, Columns columns) {
    Map<CaseId, @Nullable Object[]> cases = new LinkedHashMap<>();
    for (Move move : moves) {
      Case now = move.now();
      Turn turn = move.turn();
      @Nullable Object[] earlier = cases.get(now.id());
      cases.put(
          now.id(),
          new @Nullable Object[] {
            now.id().value(),
            earlier == null ? turn.number() - 1 : earlier[1],
            turn.number(),
            turn.command().value(),
            now.status().name(),
            now.workflow().version(),
            at(turn),
            now.status().isEnd()
          });
    }
    List<@Nullable Object[]> turns = moves.stream().map(this::turn).toList();
    int moved = write(turns, List.copyOf(cases.values()), columns);
    if (moved != cases.size()) {
      throw new IllegalStateException(
          "%d of the cases %s are not at the turns before"
              .formatted(cases.size() - moved, cases.keySet()));
    }
    moves.stream()
        .filter(move -> move.turn().endsParking())
        .forEach(move -> resolve(move.now(), move.turn()));
  }

  private int write(
      List<@Nullable Object[]> turns, List<@Nullable Object[]> cases, Columns columns) {
    try {
      return session.doReturningWork(
          connection -> {
            Jdbc jdbc = new Jdbc(connection);
            jdbc.columns(columns.insertTurns(), TURN, turns);
            return jdbc.columns(columns.moveCases(), MOVED, cases);
          });
    } catch (ConstraintViolationException e) {
      throw new IllegalStateException("a turn, or one of its command, is there already", e);
    }
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
      resolve(moved, turn);
    }
    if (move(moved, turn) != 1) {
      throw new IllegalStateException(
          "case %s is not at turn %d, %d does not follow"
              .formatted(moved.id(), turn.number() - 1, turn.number()));
    }
    return turn;
  }

  private void resolve(Case moved, Turn turn) {
    session
        .createNativeMutationQuery(RESOLVE)
        .setParameter("id", moved.id().value())
        .setParameter("at", turn.at())
        .executeUpdate();
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
