package io.baton.standalone;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a query finds in the database of a durable engine, in a transaction of its own. */
final class Columns {
  private Columns() {}

  /** The first column. */
  static List<String> of(DurableBaton baton, String sql) {
    return baton
        .transactions()
        .separate(
            () -> {
              try (Connection connection = baton.dataSource().getConnection();
                  ResultSet rows = connection.createStatement().executeQuery(sql)) {
                List<String> column = new ArrayList<>();
                while (rows.next()) {
                  column.add(rows.getString(1));
                }
                return column;
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }
}
