package io.baton.peers.harness;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The database that whoever started this has for the peer: variables of the environment say it. */
public final class Database {
  private static final int CONNECTIONS = 40;
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);

  private Database() {}

  public static HikariDataSource open() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(System.getenv("PEER_JDBC_URL"));
    config.setUsername(System.getenv("PEER_USER"));
    config.setPassword(System.getenv("PEER_PASSWORD"));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(config);
  }

  /**
   * Returns when {@code sql} finds nothing; asks soon at first, so that a lone case is seen end.
   */
  public static void awaitNone(HikariDataSource database, String sql)
      throws SQLException, InterruptedException, TimeoutException {
    long began = System.nanoTime();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      while (findsSomething(query)) {
        long waited = System.nanoTime() - began;
        if (waited > LIMIT_NANOS) {
          throw new TimeoutException("cases are open after five minutes");
        }
        TimeUnit.NANOSECONDS.sleep(Math.min(Math.max(waited / 20, 1_000_000), 10_000_000));
      }
    }
  }

  private static boolean findsSomething(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next();
    }
  }
}
