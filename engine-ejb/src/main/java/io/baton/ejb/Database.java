package io.baton.ejb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** The database, as far as the host itself needs it. */
public final class Database {
  private final Optional<DataSource> source;

  /**
   * @param source empty when the store keeps nothing in a database
   */
  Database(Optional<DataSource> source) {
    this.source = source;
  }

  /** Empty when there is no database. */
  public Optional<DataSource> source() {
    return source;
  }

  /** True when it answers, or when there is none. */
  boolean answers() {
    if (source.isEmpty()) {
      return true;
    }
    try (Connection connection = source.get().getConnection()) {
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
