package io.baton.it.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The database as seen from outside the server. */
public final class Sql {
  private Sql() {}

  public static Connection connect() {
    try {
      return Ground.postgres().connect();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of every row, as text. */
  public static List<String> column(String sql, Object... args) {
    try (Connection connection = connect()) {
      return column(connection, sql, args);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public static List<String> column(Connection connection, String sql, Object... args)
      throws SQLException {
    List<String> values = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, args);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
    }
    return values;
  }

  /** The one value of a query that gives exactly one. */
  public static String value(String sql, Object... args) {
    List<String> values = column(sql, args);
    if (values.size() != 1) {
      throw new IllegalStateException(values.size() + " rows: " + sql);
    }
    return values.get(0);
  }

  public static int count(String sql, Object... args) {
    return Integer.parseInt(value(sql, args));
  }

  public static int update(String sql, Object... args) {
    try (Connection connection = connect()) {
      return update(connection, sql, args);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public static int update(Connection connection, String sql, Object... args) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, args);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, Object... args) throws SQLException {
    for (int i = 0; i < args.length; i++) {
      statement.setObject(i + 1, args[i]);
    }
  }
}
