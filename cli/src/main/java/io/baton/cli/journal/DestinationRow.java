package io.baton.cli.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A destination that takes only so many requests.
 *
 * @param waiting how many wait, by tenant; empty for none
 */
public record DestinationRow(String name, long underWay, String waiting) {
  private static final String ALL =
      """
      SELECT d.destination, d.under_way,
        coalesce((SELECT string_agg(l.tenant || '=' || l.waiting, ' ' ORDER BY l.turn)
          FROM baton_lane l WHERE l.destination = d.destination), '') AS waiting
      FROM baton_destination d ORDER BY d.destination""";

  /** In the order of their names. */
  public static List<DestinationRow> all(Connection connection) throws SQLException {
    List<DestinationRow> all = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(ALL);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(
            new DestinationRow(
                rows.getString("destination"),
                rows.getLong("under_way"),
                rows.getString("waiting")));
      }
    }
    return all;
  }

  /** How many starts in a format of another system were refused. */
  public static long refusedStarts(Connection connection) throws SQLException {
    String sql = "SELECT coalesce(sum(times), 0) FROM baton_counter WHERE what = 'starts.refused'";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
