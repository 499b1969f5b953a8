package io.baton.ejb;

import io.baton.ejb.jta.JtaTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** The database, as far as the host itself needs it. */
public final class Database {
  private final Optional<DataSource> source;
  private final JtaTransactions transactions;

  /**
   * @param source empty when the store keeps nothing in a database
   */
  public Database(Optional<DataSource> source, JtaTransactions transactions) {
    this.source = source;
    this.transactions = transactions;
  }

  /** Empty when there is no database. */
  public Optional<DataSource> source() {
    return source;
  }

  /** True when it answers, or when there is none. */
  boolean answers() {
    // Outside the caller's transaction: a doomed one gets no connection from a healthy database.
    return source.isEmpty() || transactions.outside(() -> answers(source.get()));
  }

  private static boolean answers(DataSource source) {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** For the rest of the current transaction; PostgreSQL only, others keep their own limit. */
  void waitBrieflyForLocks() {
    if (source.isEmpty()) {
      return;
    }
    try (Connection connection = source.get().getConnection()) {
      if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("SET LOCAL lock_timeout = '2s'");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("lock_timeout cannot be set: " + e.getMessage(), e);
    }
  }
}
