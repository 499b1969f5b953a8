package io.baton.benchmarks.measure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads single columns. */
public final class Query {
  private final Connection connection;

  public Query(Connection connection) {
    this.connection = connection;
  }

  public List<String> texts(String sql, Object... parameters) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          texts.add(row.getString(1));
        }
      }
    }
    return texts;
  }

  public List<Double> numbers(String sql, Object... parameters) throws SQLException {
    return texts(sql, parameters).stream().map(Double::valueOf).toList();
  }

  public double number(String sql, Object... parameters) throws SQLException {
    return numbers(sql, parameters).get(0);
  }
}
