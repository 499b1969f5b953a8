package io.baton.cli.journal;

import io.baton.wire.FlatJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gateway as the engine knows it.
 *
 * @param settings its configuration; empty for none
 * @param next by partition, the offset that is read next
 * @param waiting events that were taken in and have not ended
 * @param effects what handled ones of them asked for
 * @param held how many wait for a person; those behind them of their keys are not among them
 */
public record GatewayRow(
    String name,
    String state,
    long epoch,
    Map<String, String> settings,
    Map<Integer, Long> next,
    long waiting,
    long effects,
    long held) {
  private static final String ALL =
      """
      SELECT g.gateway, g.state, g.epoch, g.settings,
        (SELECT count(*) FROM baton_gateway_inbox i
          WHERE i.gateway = g.gateway AND i.epoch = g.epoch) AS waiting,
        (SELECT count(*) FROM baton_gateway_effect e
          WHERE e.gateway = g.gateway AND e.epoch = g.epoch) AS effects,
        (SELECT count(*) FROM baton_gateway_inbox h
          WHERE h.gateway = g.gateway AND h.epoch = g.epoch AND h.held) AS held
      FROM baton_gateway g ORDER BY g.gateway""";
  private static final String NEXT =
      """
      SELECT p.part, p.next_offset FROM baton_gateway_partition p
      JOIN baton_gateway g ON g.gateway = p.gateway AND g.epoch = p.epoch
      WHERE p.gateway = ?""";
  private static final String HELD =
      """
      SELECT h.part, h.pos, h.actor, h.failures, h.broken, h.error,
        (SELECT count(*) FROM baton_gateway_inbox b WHERE b.gateway = h.gateway
          AND b.epoch = h.epoch AND b.part = h.part AND b.actor = h.actor
          AND b.pos > h.pos) AS behind
      FROM baton_gateway_inbox h WHERE h.gateway = ? AND h.held
      ORDER BY h.epoch, h.part, h.pos LIMIT ?""";

  /** In the order of their names. */
  public static List<GatewayRow> all(Connection connection) throws SQLException {
    List<GatewayRow> all = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(ALL);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String settings = rows.getString("settings");
        all.add(
            new GatewayRow(
                rows.getString("gateway"),
                rows.getString("state"),
                rows.getLong("epoch"),
                settings == null ? Map.of() : FlatJson.read(settings),
                next(connection, rows.getString("gateway")),
                rows.getLong("waiting"),
                rows.getLong("effects"),
                rows.getLong("held")));
      }
    }
    return all;
  }

  private static Map<Integer, Long> next(Connection connection, String gateway)
      throws SQLException {
    Map<Integer, Long> next = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(NEXT)) {
      query.setString(1, gateway);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          next.put(rows.getInt(1), rows.getLong(2));
        }
      }
    }
    return next;
  }

  /** Events of a gateway that wait for a person, the oldest first. */
  public static List<Held> held(Connection connection, String gateway, int most)
      throws SQLException {
    List<Held> held = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(HELD)) {
      query.setString(1, gateway);
      query.setInt(2, most);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          held.add(
              new Held(
                  rows.getInt("part"),
                  rows.getLong("pos"),
                  rows.getString("actor"),
                  rows.getInt("failures"),
                  rows.getBoolean("broken"),
                  rows.getString("error"),
                  rows.getLong("behind")));
        }
      }
    }
    return held;
  }

  /**
   * An event that waits for a person.
   *
   * @param broken it can be skipped only
   * @param behind later events of its key, which wait for it
   */
  public record Held(
      int partition,
      long offset,
      String actor,
      int attempts,
      boolean broken,
      @Nullable String error,
      long behind) {}
}
