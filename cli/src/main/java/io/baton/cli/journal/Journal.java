package io.baton.cli.journal;

import io.baton.wire.EventCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads cases from the tables of the engine; it changes nothing. */
public final class Journal {
  private final Connection connection;

  public Journal(Connection connection) {
    this.connection = connection;
  }

  /** The newest cases first. */
  public List<CaseRow> newest(@Nullable String status, int most) throws SQLException {
    String sql =
        "SELECT %s FROM baton_case WHERE ?::text IS NULL OR status = ? ORDER BY created_at DESC LIMIT ?"
            .formatted(CaseRow.COLUMNS);
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, status);
      query.setString(2, status);
      query.setInt(3, most);
      List<CaseRow> cases = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          cases.add(CaseRow.of(rows));
        }
      }
      return cases;
    }
  }

  public Optional<CaseRow> find(String caseId) throws SQLException {
    String sql = "SELECT %s FROM baton_case WHERE case_id = ?".formatted(CaseRow.COLUMNS);
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, caseId);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(CaseRow.of(row)) : Optional.empty();
      }
    }
  }

  /** All that happened to a case, in order. */
  public List<TurnRow> turns(String caseId) throws SQLException {
    String sql = "SELECT turn, at, node, events FROM baton_turn WHERE case_id = ? ORDER BY turn";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, caseId);
      List<TurnRow> turns = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          turns.add(
              new TurnRow(
                  row.getLong("turn"),
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
