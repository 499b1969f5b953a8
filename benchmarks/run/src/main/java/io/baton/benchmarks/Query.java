package io.baton.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads single columns. */
final class Query {
  private final Connection connection;

  Query(Connection connection) {
    this.connection = connection;
  }

  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  double number(String sql) throws SQLException {
    return Double.parseDouble(texts(sql).get(0));
  }
}
