package io.baton.it.time;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sleeping cases, and what the journals of their database say of them. */
final class Naps {
  private final Connection database;
  private final Random random = new Random(7);
  private int count;

  Naps(Connection database) {
    this.database = database;
  }

  /** Requests for cases that sleep so long, at random. */
  List<String> requests(int many, Duration least, Duration most) {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      long millis = least.toMillis() + random.nextLong(most.minus(least).toMillis());
      requests.add(
          "{\"workflow\":\"nap\",\"caseId\":\"nap-%05d\",\"input\":%d}".formatted(count++, millis));
    }
    return requests;
  }

  int requested() {
    return count;
  }

  int ended() throws SQLException {
    return number(
        "SELECT count(*) FROM baton_case WHERE workflow = 'nap' AND status = 'COMPLETED'");
  }

  int timersLeft() throws SQLException {
    return number("SELECT count(*) FROM baton_timer");
  }

  int number(String sql) throws SQLException {
    try (PreparedStatement query = database.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  List<String> column(String sql) throws SQLException {
    List<String> column = new ArrayList<>();
    try (PreparedStatement query = database.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        column.add(rows.getString(1));
      }
    }
    return column;
  }

  /** When a timer was due and when its turn was made, both by the database's clock. */
  record Firing(String caseId, String node, Instant due, Instant at) {
    long lateMillis() {
      return Duration.between(due, at).toMillis();
    }
  }

  List<Firing> firings() throws SQLException {
    String sql =
        "SELECT case_id, node, command_id, at FROM baton_turn WHERE command_id LIKE 'timer %'";
    List<Firing> firings = new ArrayList<>();
    try (PreparedStatement query = database.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String command = rows.getString(3);
        long due = Long.parseLong(command.substring(command.lastIndexOf('@') + 1));
        firings.add(
            new Firing(
                rows.getString(1),
                rows.getString(2),
                Instant.ofEpochMilli(due),
                rows.getTimestamp(4).toInstant()));
      }
    }
    return firings;
  }
}
