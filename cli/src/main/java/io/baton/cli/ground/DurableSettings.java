package io.baton.cli.ground;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The settings of PostgreSQL by which the promise "all of it commits or none" stands or falls. */
final class DurableSettings {
  /** 160 prepared transactions: three nodes with 48 connections each, and some for recovery. */
  private static final Map<String, String> WANTED =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "max_prepared_transactions", "160",
          "max_connections", "200");

  private DurableSettings() {}

  static List<String> arguments() {
    return WANTED.entrySet().stream()
        .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
        .toList();
  }

  /** Fails unless a session sees each setting as wanted. */
  static void verify(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> setting : WANTED.entrySet()) {
        String actual = show(statement, setting.getKey());
        if (!setting.getValue().equals(actual)) {
          throw new GroundFailure(
              "BATON-9015 PostgreSQL has %s=%s instead of %s"
                  .formatted(setting.getKey(), actual, setting.getValue()));
        }
      }
    }
  }

  private static String show(Statement statement, String setting) throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
