package io.baton.cli.journal;

import io.baton.model.CommandId;
import io.baton.model.WorkflowId;
import io.baton.wire.EventCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads cases from the tables of the engine; it changes nothing. */
public final class Journal {
  private static final String HAVING =
      " AND EXISTS (SELECT 1 FROM baton_attribute a"
          + " WHERE a.case_id = c.case_id AND a.name = ? AND a.value_json = ?)";

  private final Connection connection;

  public Journal(Connection connection) {
    this.connection = connection;
  }

  /** The newest cases first. */
  public List<CaseRow> newest(Wanted wanted) throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT " + CaseRow.COLUMNS + " FROM baton_case c");
    sql.append(" WHERE (?::text IS NULL OR workflow = ?) AND (?::text IS NULL OR status = ?)");
    sql.append(" AND (?::text IS NULL OR business_key = ?)");
    sql.append(HAVING.repeat(wanted.attributes().size()));
    sql.append(" ORDER BY created_at DESC LIMIT ?");
    List<@Nullable Object> values = new ArrayList<>();
    for (@Nullable String plain :
        Arrays.asList(wanted.workflow(), wanted.status(), wanted.businessKey())) {
      values.add(plain);
      values.add(plain);
    }
    wanted.attributes().forEach((name, json) -> values.addAll(List.of(name, json)));
    values.add(wanted.most());
    try (PreparedStatement query = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < values.size(); i++) {
        query.setObject(i + 1, values.get(i));
      }
      List<CaseRow> cases = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          cases.add(CaseRow.of(rows));
        }
      }
      return cases;
    }
  }

  /**
   * Cases that have not ended, in the order of their ids, some at a time.
   *
   * @param after only those behind this id
   */
  public List<CaseRow> open(String after) throws SQLException {
    String sql =
        "SELECT %s FROM baton_case c WHERE ended_at IS NULL AND case_id > ? ORDER BY case_id LIMIT 1000"
            .formatted(CaseRow.COLUMNS);
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, after);
      List<CaseRow> cases = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          cases.add(CaseRow.of(rows));
        }
      }
      return cases;
    }
  }

  /** The workflows that were deployed as data. */
  public Set<WorkflowId> deployed() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT workflow, version FROM baton_definition");
        ResultSet row = query.executeQuery()) {
      Set<WorkflowId> all = new HashSet<>();
      while (row.next()) {
        all.add(new WorkflowId(row.getString("workflow"), row.getInt("version")));
      }
      return all;
    }
  }

  public Optional<CaseRow> find(String caseId) throws SQLException {
    String sql = "SELECT %s FROM baton_case c WHERE case_id = ?".formatted(CaseRow.COLUMNS);
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, caseId);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(CaseRow.of(row)) : Optional.empty();
      }
    }
  }

  /** All that happened to a case, in order. */
  public List<TurnRow> turns(String caseId) throws SQLException {
    String sql =
        "SELECT turn, command_id, at, node, events FROM baton_turn WHERE case_id = ? ORDER BY turn";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, caseId);
      List<TurnRow> turns = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          turns.add(
              new TurnRow(
                  row.getLong("turn"),
                  new CommandId(row.getString("command_id")),
                  row.getTimestamp("at").toInstant(),
                  row.getString("node"),
                  EventCodec.read(row.getString("events"))));
        }
      }
      return turns;
    }
  }

  /** What about the case waits for a person. */
  public List<String> incidents(String caseId) throws SQLException {
    String sql =
        "SELECT code, reason FROM baton_incident WHERE case_id = ? AND resolved_at IS NULL"
            + " ORDER BY at";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, caseId);
      List<String> incidents = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          incidents.add(row.getString("code") + " " + row.getString("reason"));
        }
      }
      return incidents;
    }
  }
}
