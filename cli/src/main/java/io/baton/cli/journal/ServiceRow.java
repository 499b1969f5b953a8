package io.baton.cli.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A service as the engine knows it.
 *
 * @param until when it is down unless it is heard; empty for no such moment
 * @param held requests and starts that wait for it
 */
public record ServiceRow(String name, String state, String until, long held) {
  private static final String ALL =
      """
      SELECT s.service,
        CASE WHEN s.shut THEN 'down (operator)' WHEN s.state = 'DOWN' THEN 'down (told)'
          WHEN s.up_until <= now() THEN 'down (silent)' ELSE 'up' END AS state,
        coalesce(to_char(s.up_until, 'YYYY-MM-DD HH24:MI:SS'), '') AS until,
        (SELECT count(*) FROM baton_held h WHERE h.service = s.service) AS held
      FROM baton_service s ORDER BY s.service""";

  /** In the order of their names. */
  public static List<ServiceRow> all(Connection connection) throws SQLException {
    List<ServiceRow> all = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(ALL);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(
            new ServiceRow(
                rows.getString("service"),
                rows.getString("state"),
                rows.getString("until"),
                rows.getLong("held")));
      }
    }
    return all;
  }
}
