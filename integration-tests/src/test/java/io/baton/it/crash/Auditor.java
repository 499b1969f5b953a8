package io.baton.it.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compares what is there with what was asked for. */
final class Auditor {
  private final Connection connection;

  Auditor(Connection connection) {
    this.connection = connection;
  }

  /** Writes down what was asked for, beside what is there. */
  void demand(Trips trips) throws SQLException {
    try (Statement ddl = connection.createStatement()) {
      ddl.execute("DROP TABLE IF EXISTS crash_request");
      ddl.execute("DROP TABLE IF EXISTS crash_effect");
      ddl.execute(
          "CREATE TABLE crash_request (case_id varchar(200), outcome varchar(20), taken boolean)");
      ddl.execute(
          "CREATE TABLE crash_effect"
              + " (case_id varchar(200), activity varchar(200), kind varchar(4))");
    }
    try (PreparedStatement request =
            connection.prepareStatement("INSERT INTO crash_request VALUES (?, ?, ?)");
        PreparedStatement effect =
            connection.prepareStatement("INSERT INTO crash_effect VALUES (?, ?, ?)")) {
      for (Trips.Demand demand : trips.demands()) {
        request.setString(1, demand.caseId());
        request.setString(2, demand.outcome());
        request.setBoolean(3, trips.isTaken(demand.caseId()));
        request.addBatch();
        for (Trips.Effect wanted : demand.effects()) {
          effect.setString(1, demand.caseId());
          effect.setString(2, wanted.activity());
          effect.setString(3, wanted.kind());
          effect.addBatch();
        }
      }
      request.executeBatch();
      effect.executeBatch();
    }
  }

  /** The rows that break an invariant. */
  List<String> breaches(Invariant invariant) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(invariant.sql())) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
