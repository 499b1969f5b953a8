package io.baton.ejb.node;

import io.baton.port.Transactions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Transactions, and a database whose pooled connections have autocommit off: a statement outside of
 * a transaction comes to nothing.
 */
final class TrialDatabase implements Transactions {
  private final List<String> committed = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();
  private boolean active;
  private String failure = "";
  private Runnable before = () -> {};

  List<String> committed() {
    return List.copyOf(committed);
  }

  void failWith(String text) {
    failure = text;
  }

  /** Happens before the next statement. */
  void before(Runnable event) {
    before = event;
  }

  DataSource source() {
    return fake(DataSource.class, (p, method, args) -> connection());
  }

  private Connection connection() {
    return fake(
        Connection.class,
        (p, method, args) ->
            method.getName().equals("prepareStatement") ? statement((String) args[0]) : null);
  }

  private PreparedStatement statement(String sql) {
    return fake(
        PreparedStatement.class,
        (p, method, args) ->
            switch (method.getName()) {
              case "executeUpdate" -> {
                execute(sql);
                yield 1;
              }
              case "executeQuery" -> {
                execute(sql);
                yield fake(ResultSet.class, (r, next, none) -> next.getName().equals("next"));
              }
              default -> null;
            });
  }

  private void execute(String sql) throws SQLException {
    Runnable event = before;
    before = () -> {};
    event.run();
    if (!failure.isEmpty()) {
      throw new SQLException(failure);
    }
    if (active) {
      pending.add(sql);
    }
  }

  @Override
  public <T> T separate(Supplier<T> work) {
    active = true;
    try {
      T result = work.get();
      committed.addAll(pending);
      return result;
    } finally {
      pending.clear();
      active = false;
    }
  }

  @Override
  public <T> T joined(Supplier<T> work) {
    return active ? work.get() : separate(work);
  }

  @Override
  public boolean active() {
    return active;
  }

  @Override
  public Object key() {
    return this;
  }

  @Override
  public void afterCompletion(Completion end) {
    throw new UnsupportedOperationException();
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
