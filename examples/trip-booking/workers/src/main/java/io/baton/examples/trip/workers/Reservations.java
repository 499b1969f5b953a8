package io.baton.examples.trip.workers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What was done, a row for each in trip_effect. A request may come twice, so each is remembered by
 * its key, in the same transaction.
 */
final class Reservations {
  private final String url;
  private final String user;
  private final String password;

  Reservations(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  void makeTable() throws SQLException {
    try (Connection connection = connect();
        Statement ddl = connection.createStatement()) {
      ddl.execute("CREATE TABLE IF NOT EXISTS trip_worker_done (key varchar(500) PRIMARY KEY)");
    }
  }

  /** Does nothing when it was done under this key before. */
  void once(String key, String caseId, String activity, String kind) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      if (isFirst(key, connection)) {
        write(caseId, activity, kind, connection);
      }
      connection.commit();
    }
  }

  private static boolean isFirst(String key, Connection connection) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement(
            "INSERT INTO trip_worker_done (key) VALUES (?) ON CONFLICT DO NOTHING")) {
      row.setString(1, key);
      return row.executeUpdate() == 1;
    }
  }

  private static void write(String caseId, String activity, String kind, Connection connection)
      throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement(
            "INSERT INTO trip_effect (case_id, activity, kind, node, at)"
                + " VALUES (?, ?, ?, 'worker', clock_timestamp())")) {
      row.setString(1, caseId);
      row.setString(2, activity);
      row.setString(3, kind);
      row.executeUpdate();
    }
  }
}
