package io.baton.cli.demo;

import io.baton.cli.demo.Effect.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The facts of a run, as the database has them. */
final class Tables {
  private final Connection connection;

  Tables(Connection connection) {
    this.connection = connection;
  }

  /** Cases that ended or are parked. */
  int settled() throws SQLException {
    return count("SELECT count(*) FROM baton_case WHERE status NOT IN ('RUNNING', 'COMPENSATING')");
  }

  /** Start messages of which no case came. */
  int refused() throws SQLException {
    return count("SELECT count(*) FROM baton_incident WHERE kind IN ('REJECTED', 'POISON')");
  }

  int effectRows() throws SQLException {
    return count("SELECT count(*) FROM trip_effect");
  }

  int turns() throws SQLException {
    return count("SELECT count(*) FROM baton_turn");
  }

  /** The transactions that PostgreSQL holds prepared at this moment. */
  Set<String> prepared() throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT gid FROM pg_prepared_xacts")) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  Map<String, String> outcomes() throws SQLException {
    Map<String, String> outcomes = new HashMap<>();
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT case_id, status FROM baton_case")) {
      while (row.next()) {
        outcomes.put(row.getString(1), row.getString(2));
      }
    }
    return outcomes;
  }

  Map<Effect, Integer> effects() throws SQLException {
    String sql =
        "SELECT case_id, activity, kind, count(*) FROM trip_effect GROUP BY case_id, activity, kind";
    Map<Effect, Integer> effects = new HashMap<>();
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      while (row.next()) {
        Kind kind = Kind.valueOf(row.getString(3));
        effects.put(new Effect(row.getString(1), row.getString(2), kind), row.getInt(4));
      }
    }
    return effects;
  }

  /** How many cases there are of each status. */
  Map<String, Integer> statuses() throws SQLException {
    return counts("SELECT status, count(*) FROM baton_case GROUP BY 1");
  }

  /** How many incidents there are of each kind and code. */
  Map<String, Integer> incidents() throws SQLException {
    return counts("SELECT kind || ' ' || code, count(*) FROM baton_incident GROUP BY 1");
  }

  private Map<String, Integer> counts(String sql) throws SQLException {
    Map<String, Integer> counts = new TreeMap<>();
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      while (row.next()) {
        counts.put(row.getString(1), row.getInt(2));
      }
    }
    return counts;
  }

  private int count(String sql) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
