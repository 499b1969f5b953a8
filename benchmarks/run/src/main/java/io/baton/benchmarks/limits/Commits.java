package io.baton.benchmarks.limits;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Updates of one row, each a transaction of PostgreSQL of its own. */
public final class Commits {
  /** Gives connections of their own. */
  @FunctionalInterface
  public interface Source {
    Connection connect() throws IOException, SQLException;
  }

  private static final int ROWS = 16;

  private final Source source;

  /** Makes the table {@code bench_limit} with a row for each of sixteen connections. */
  public Commits(Source source) throws IOException, SQLException {
    this.source = source;
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS bench_limit (id integer PRIMARY KEY, n bigint NOT NULL)");
      statement.execute(
          "INSERT INTO bench_limit SELECT i, 0 FROM generate_series(0, %d) i ON CONFLICT DO NOTHING"
              .formatted(ROWS - 1));
    }
  }

  /**
   * In a second.
   *
   * @param connections at most sixteen
   */
  public double perSecond(int connections, Duration time) throws IOException, SQLException {
    List<Connection> open = new ArrayList<>();
    try {
      List<Rate.Deed> deeds = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Connection connection = source.connect();
        open.add(connection);
        // Closed with its connection.
        PreparedStatement update =
            connection.prepareStatement("UPDATE bench_limit SET n = n + 1 WHERE id = " + i);
        deeds.add(update::executeUpdate);
      }
      return Rate.of(deeds, time);
    } finally {
      for (Connection connection : open) {
        connection.close();
      }
    }
  }
}
