package io.baton.persistence.jpa;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import org.postgresql.xa.PGXADataSource;

/**
 * What a server's XA data source does: one enlisted connection per transaction, an auto-commit one
 * without. Notes the statements of each transaction.
 */
final class XaDataSource implements DataSource {
  private final Map<Transaction, Connection> enlisted = new ConcurrentHashMap<>();
  private final PGXADataSource database;
  private final TransactionManager transactions;
  final List<String> statements = new CopyOnWriteArrayList<>();

  XaDataSource(PGXADataSource database, TransactionManager transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      Transaction now = transactions.getTransaction();
      if (now == null) {
        XAConnection own = database.getXAConnection();
        return handle(own.getConnection(), () -> close(own));
      }
      Connection there = enlisted.get(now);
      return handle(there == null ? enlist(now) : there, () -> {});
    } catch (SystemException | RollbackException e) {
      throw new SQLException(e);
    }
  }

  /** A second connection of one XAConnection would roll back what the first one did. */
  private Connection enlist(Transaction now)
      throws SQLException, SystemException, RollbackException {
    XAConnection xa = database.getXAConnection();
    now.enlistResource(xa.getXAResource());
    now.registerSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            enlisted.remove(now);
            close(xa);
          }
        });
    Connection connection = xa.getConnection();
    enlisted.put(now, connection);
    return connection;
  }

  private Connection handle(Connection connection, Runnable close) {
    return (Connection)
        Proxy.newProxyInstance(
            XaDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> {
              if (method.getName().equals("close")) {
                close.run();
                return null;
              }
              if (method.getName().equals("prepareStatement")) {
                statements.add(((String) args[0]).replaceAll("\\s+", " "));
              }
              try {
                return method.invoke(connection, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void close(XAConnection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
