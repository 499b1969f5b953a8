package io.baton.persistence.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Statements by position, many at once where Hibernate would send them one by one. */
final class Jdbc {
  private final Connection connection;

  Jdbc(Connection connection) {
    this.connection = connection;
  }

  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = filled(sql, values)) {
      return statement.executeUpdate();
    }
  }

  void batch(String sql, Collection<@Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        fill(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * Writes many rows by one statement whose values are columns.
   *
   * @param types of the columns, as the database calls them
   */
  int columns(String sql, List<String> types, List<@Nullable Object[]> rows) throws SQLException {
    try (PreparedStatement statement = columnsIn(sql, types, rows)) {
      return statement.executeUpdate();
    }
  }

  /** As {@link #columns}; gives the texts that the statement returns. */
  List<String> returned(String sql, List<String> types, List<@Nullable Object[]> rows)
      throws SQLException {
    try (PreparedStatement statement = columnsIn(sql, types, rows);
        ResultSet found = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (found.next()) {
        texts.add(found.getString(1));
      }
      return texts;
    }
  }

  private PreparedStatement columnsIn(String sql, List<String> types, List<@Nullable Object[]> rows)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < types.size(); i++) {
      int column = i;
      @Nullable Object[] values = rows.stream().map(row -> row[column]).toArray(made(types.get(i)));
      statement.setArray(i + 1, connection.createArrayOf(types.get(i), values));
    }
    return statement;
  }

  /** The driver sends texts as they are when it sees that they are texts. */
  private static IntFunction<@Nullable Object[]> made(String type) {
    return type.equals("varchar") || type.equals("text") ? String[]::new : Object[]::new;
  }

  <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = filled(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    }
  }

  private PreparedStatement filled(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    fill(statement, values);
    return statement;
  }

  private void fill(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof String[] texts) {
        statement.setArray(i + 1, connection.createArrayOf("varchar", texts));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  /** Reads a row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}
