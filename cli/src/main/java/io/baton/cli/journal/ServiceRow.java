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
 * @param ignored answers of it that changed nothing
 */
public record ServiceRow(String name, String state, String until, long held, long ignored) {
  private static final String ALL =
      """
      SELECT coalesce(s.service, c.about) AS service,
        CASE WHEN s.service IS NULL THEN '' WHEN s.shut THEN 'down (operator)' WHEN s.state = 'DOWN' THEN 'down (told)'
          WHEN s.up_until <= now() THEN 'down (silent)' ELSE 'up' END AS state,
        coalesce(to_char(s.up_until, 'YYYY-MM-DD HH24:MI:SS'), '') AS until,
        (SELECT count(*) FROM baton_held h WHERE h.service = s.service) AS held,
        coalesce(c.times, 0) AS ignored
      FROM baton_service s FULL JOIN
        (SELECT about, sum(times) AS times FROM baton_counter
          WHERE what = 'answers.ignored' GROUP BY about) c ON c.about = s.service
      ORDER BY 1""";

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
                rows.getLong("held"),
                rows.getLong("ignored")));
      }
    }
    return all;
  }
}
