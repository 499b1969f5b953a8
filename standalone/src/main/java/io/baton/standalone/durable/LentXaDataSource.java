package io.baton.standalone.durable;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/** The pool makes its source by class and properties; by this one it comes to a given object. */
public final class LentXaDataSource implements XADataSource {
  private static final Map<String, XADataSource> LENT = new ConcurrentHashMap<>();

  private @Nullable XADataSource to;

  /** The value of the property {@code lent} that leads to {@code source}. */
  static String lend(XADataSource source) {
    String key = UUID.randomUUID().toString();
    LENT.put(key, source);
    return key;
  }

  public void setLent(String key) {
    to = LENT.get(key);
  }

  private XADataSource to() throws SQLException {
    if (to == null) {
      throw new SQLException("nothing has been lent");
    }
    return to;
  }

  @Override
  public XAConnection getXAConnection() throws SQLException {
    return to().getXAConnection();
  }

  @Override
  public XAConnection getXAConnection(String user, String password) throws SQLException {
    return to().getXAConnection(user, password);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() throws SQLException {
    return to().getLogWriter();
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    to().setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    to().setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return to().getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(LentXaDataSource.class.getName());
  }
}
