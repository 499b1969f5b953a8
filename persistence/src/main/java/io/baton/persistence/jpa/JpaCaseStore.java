package io.baton.persistence.jpa;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Incident;
import io.baton.model.Turn;
import io.baton.port.CaseStore;
import java.sql.PreparedStatement;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.SelectionQuery;

/**
 * Keeps cases in a relational database through Hibernate. An ordinary step writes two rows: one
 * turn is inserted, one case is updated.
 */
public final class JpaCaseStore implements CaseStore, AutoCloseable {
  /** The incident of a parked case is over when the case goes on. */
  private static final String RESOLVE =
      "UPDATE baton_incident SET resolved_at = CURRENT_TIMESTAMP"
          + " WHERE case_id = :id AND kind = 'PARKED' AND resolved_at IS NULL";

  private static final int STARTER_COLUMN = 200;

  private final Sessions sessions;
  private final CaseSql sql;
  private final String node;

  JpaCaseStore(Sessions sessions, CaseSql sql, String node) {
    this.sessions = sessions;
    this.sql = sql;
    this.node = node;
  }

  @Override
  public boolean create(Case started, Turn start) {
    return sessions.write(
        session -> {
          if (!insertCase(session, started)) {
            return false;
          }
          session.insert(TurnRow.of(started.id(), start, node));
          return true;
        });
  }

  @Override
  public Set<Command> handled(Collection<? extends Command> commands) {
    List<? extends Command> asked =
        commands.stream().filter(command -> !(command instanceof Command.Reply)).toList();
    if (asked.isEmpty()) {
      return Set.of();
    }
    Set<Done> done = sessions.read(session -> done(session, asked));
    return asked.stream()
        .filter(command -> done.contains(new Done(command.caseId(), command.id())))
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Case> read(CaseId id) {
    Map<String, List<Turn>> journals =
        sessions.read(session -> journals(session, List.of(id.value())));
    return Optional.ofNullable(journals.get(id.value())).map(turns -> Case.replay(id, turns));
  }

  @Override
  public Map<CaseId, Case> lock(SortedSet<CaseId> ids) {
    return ids.isEmpty() ? Map.of() : sessions.write(session -> lock(session, ids));
  }

  @Override
  public void append(Case moved, Turn turn) {
    int moves = sessions.write(session -> append(session, moved, turn));
    if (moves != 1) {
      throw new IllegalStateException(
          "case %s is not at turn %d, %d does not follow"
              .formatted(moved.id(), turn.number() - 1, turn.number()));
    }
  }

  @Override
  public void raise(Incident incident) {
    sessions.write(session -> session.insert(IncidentRow.of(incident, node)));
  }

  @Override
  public void close() {
    sessions.close();
  }

  /** By JDBC, since a failure that is an answer must not end the transaction. */
  private boolean insertCase(StatelessSession session, Case started) {
    String starter = started.starter();
    return session.doReturningWork(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(sql.insertCase())) {
            insert.setString(1, started.id().value());
            insert.setString(2, started.workflow().name());
            insert.setInt(3, started.workflow().version());
            insert.setString(4, started.status().name());
            insert.setLong(5, started.turn());
            insert.setString(6, starter.substring(0, Math.min(starter.length(), STARTER_COLUMN)));
            return insert.executeUpdate() == 1;
          } catch (SQLIntegrityConstraintViolationException e) {
            return false;
          }
        });
  }

  /** First the rows, then the journals: the second query sees what the first one waited for. */
  private Map<CaseId, Case> lock(StatelessSession session, SortedSet<CaseId> ids) {
    List<String> asked = ids.stream().map(CaseId::value).toList();
    List<CaseRow> rows =
        session
            .createNativeQuery(sql.lockCases(), CaseRow.class)
            .setParameterList("ids", asked)
            .getResultList();
    if (rows.isEmpty()) {
      return Map.of();
    }
    Map<String, List<Turn>> journals =
        journals(session, rows.stream().map(row -> row.caseId).toList());
    Map<CaseId, Case> locked = new LinkedHashMap<>();
    for (CaseRow row : rows) {
      CaseId id = new CaseId(row.caseId);
      Case now = Case.replay(id, journals.getOrDefault(row.caseId, List.of()));
      if (now.turn() != row.turn) {
        throw new IllegalStateException(
            "case %s is at turn %d, but its journal ends with %d"
                .formatted(id, row.turn, now.turn()));
      }
      locked.put(id, now);
    }
    return locked;
  }

  private int append(StatelessSession session, Case moved, Turn turn) {
    try {
      session.insert(TurnRow.of(moved.id(), turn, node));
    } catch (ConstraintViolationException e) {
      throw new IllegalStateException(
          "case %s has turn %d, or one of command %s, already"
              .formatted(moved.id(), turn.number(), turn.command()),
          e);
    }
    if (turn.events().stream().anyMatch(JpaCaseStore::endsParking)) {
      session
          .createNativeMutationQuery(RESOLVE)
          .setParameter("id", moved.id().value())
          .executeUpdate();
    }
    return session
        .createNativeMutationQuery(sql.moveCase())
        .setParameter("id", moved.id().value())
        .setParameter("before", turn.number() - 1)
        .setParameter("turn", turn.number())
        .setParameter("status", moved.status().name())
        .setParameter("ended", moved.status().isEnd())
        .executeUpdate();
  }

  /** A cancelled case is compensated from where it was parked. */
  private static boolean endsParking(Event event) {
    return event instanceof Event.CaseResumed || event instanceof Event.CompensationStarted;
  }

  private Set<Done> done(StatelessSession session, List<? extends Command> asked) {
    return session
        .createNativeQuery(sql.handled(), Object[].class)
        .setParameter("cases", asked.stream().map(c -> c.caseId().value()).toArray(String[]::new))
        .setParameter("commands", asked.stream().map(c -> c.id().value()).toArray(String[]::new))
        .getResultStream()
        .map(pair -> new Done(new CaseId((String) pair[0]), new CommandId((String) pair[1])))
        .collect(Collectors.toSet());
  }

  private static Map<String, List<Turn>> journals(StatelessSession session, List<String> ids) {
    Map<String, List<Turn>> journals = new LinkedHashMap<>();
    turns(session, ids)
        .getResultList()
        .forEach(
            row -> journals.computeIfAbsent(row.caseId, any -> new ArrayList<>()).add(row.read()));
    return journals;
  }

  /** A query with a list of values is translated anew each time; the ordinary one has one value. */
  private static SelectionQuery<TurnRow> turns(StatelessSession session, List<String> ids) {
    return ids.size() == 1
        ? session
            .createSelectionQuery(
                "from TurnRow t where t.caseId = :id order by t.turn", TurnRow.class)
            .setParameter("id", ids.get(0))
        : session
            .createSelectionQuery(
                "from TurnRow t where t.caseId in (:ids) order by t.caseId, t.turn", TurnRow.class)
            .setParameterList("ids", ids);
  }

  /** A command whose turn is in the journal of its case. */
  private record Done(CaseId caseId, CommandId command) {}
}
