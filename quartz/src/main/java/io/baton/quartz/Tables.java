package io.baton.quartz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;

/** Quartz' own tables, made by the script in Quartz' own jar, under names of Baton's. */
final class Tables {
  static final String PREFIX = "BATON_QRTZ_";

  private final DataSource source;

  Tables(DataSource source) {
    this.source = source;
  }

  /**
   * Two servers that start at the same time may both find nothing: the second one's attempt fails
   * as a whole, and what counts is whether the tables are there then.
   *
   * @throws IllegalStateException when there are none and none can be made
   */
  void makeMissing() {
    if (areThere()) {
      return;
    }
    try {
      make();
    } catch (SQLException e) {
      if (!areThere()) {
        throw new IllegalStateException(
            "BATON-1415 the tables of Quartz cannot be made: " + e.getMessage(), e);
      }
    }
  }

  private void make() throws SQLException {
    try (Connection connection = source.getConnection()) {
      List<String> script = script(connection.getMetaData().getDatabaseProductName());
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String one : script) {
          statement.execute(one);
        }
        connection.commit();
      } finally {
        connection.rollback(); // Nothing, after the commit.
        connection.setAutoCommit(true);
      }
    }
  }

  private boolean areThere() {
    try (Connection connection = source.getConnection()) {
      var meta = connection.getMetaData();
      String last = PREFIX + "LOCKS";
      String name = meta.storesLowerCaseIdentifiers() ? last.toLowerCase(Locale.ROOT) : last;
      try (ResultSet tables =
          meta.getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
        return tables.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "BATON-1415 the tables of Quartz cannot be looked for: " + e.getMessage(), e);
    }
  }

  /** Only what makes: Quartz' scripts begin with what takes away. */
  private static List<String> script(String database) {
    String name = database.equals("PostgreSQL") ? "tables_postgres.sql" : "tables_h2.sql";
    try (InputStream script = StdJDBCDelegate.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException("the jar of Quartz lacks " + name);
      }
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      String statements = text.replaceAll("(?m)^\\s*--.*$", "").replace("QRTZ_", PREFIX);
      return Arrays.stream(statements.split(";", -1))
          .map(String::strip)
          .filter(one -> !one.isEmpty() && !one.startsWith("DROP") && !one.equals("COMMIT"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
