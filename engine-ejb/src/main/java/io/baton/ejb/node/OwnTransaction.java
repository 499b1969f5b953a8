package io.baton.ejb.node;

import io.baton.port.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Statements in a transaction of their own. Without one, a pooled XA connection may still have
 * autocommit off, and what was written vanishes when it goes back to its pool.
 */
final class OwnTransaction {
  private final DataSource source;
  private final Transactions transactions;

  OwnTransaction(DataSource source, Transactions transactions) {
    this.source = source;
    this.transactions = transactions;
  }

  /**
   * @throws IllegalStateException when the database refuses, or does not answer
   */
  <T> T run(Sql<T> work) {
    return transactions.separate(
        () -> {
          try (Connection connection = source.getConnection()) {
            return work.on(connection);
          } catch (SQLException e) {
            throw new IllegalStateException("this node's tables: " + e.getMessage(), e);
          }
        });
  }

  /** What is done with the connection. */
  @FunctionalInterface
  interface Sql<T> {
    T on(Connection connection) throws SQLException;
  }
}
