package io.baton.standalone.durable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Refuses a database that would lose work, as the server's start checks do. */
public final class DatabaseCheck {
  private DatabaseCheck() {}

  /**
   * @param branches how many transactions may be prepared at the same time
   * @return true for PostgreSQL, which several nodes may share
   * @throws IllegalStateException with a code that says what to change
   */
  public static boolean run(DataSource database, int branches) {
    try (Connection connection = database.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      switch (product) {
        case "PostgreSQL" -> checkPostgres(connection, branches);
        case "H2" -> checkH2(connection);
        default -> {}
      }
      return product.equals("PostgreSQL");
    } catch (SQLException e) {
      throw new IllegalStateException(
          "BATON-1410 the database does not answer: " + e.getMessage(), e);
    }
  }

  private static void checkPostgres(Connection connection, int branches) throws SQLException {
    int prepared =
        Integer.parseInt(ask(connection, "SELECT current_setting('max_prepared_transactions')"));
    if (prepared < branches) {
      throw new IllegalStateException(
          "BATON-1408 PostgreSQL's max_prepared_transactions is %d, needed is at least %d"
              .formatted(prepared, branches));
    }
  }

  /** By default H2 may tell of a commit that it has not written yet, which a kill would undo. */
  private static void checkH2(Connection connection) throws SQLException {
    String delay =
        ask(
            connection,
            "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS"
                + " WHERE SETTING_NAME = 'WRITE_DELAY'");
    if (!delay.equals("0")) {
      throw new IllegalStateException(
          "BATON-1421 H2 writes commits %s ms late; add ;WRITE_DELAY=0 to its URL"
              .formatted(delay));
    }
  }

  private static String ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
