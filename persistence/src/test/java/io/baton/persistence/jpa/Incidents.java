package io.baton.persistence.jpa;

import io.baton.model.CaseId;
import io.baton.model.Incident;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The table of incidents, read behind the store's back. */
final class Incidents {
  private Incidents() {}

  static List<Incident> in(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT kind, code, case_id, reason, payload FROM baton_incident"
                    + " WHERE node = 'n1' AND at IS NOT NULL AND resolved_at IS NULL ORDER BY id")) {
      List<Incident> all = new ArrayList<>();
      while (row.next()) {
        String caseId = row.getString(3);
        all.add(
            new Incident(
                Incident.Kind.valueOf(row.getString(1)),
                row.getString(2),
                caseId == null ? null : new CaseId(caseId),
                row.getString(4),
                row.getString(5)));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
