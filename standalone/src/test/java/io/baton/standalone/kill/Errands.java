package io.baton.standalone.kill;

import io.baton.api.Activity;
import io.baton.api.Durable;
import io.baton.api.Retry;
import io.baton.api.Start;
import io.baton.api.Workflow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The application that is killed: five errands a case, each one row, without a unique key. */
public final class Errands {
  public static final int STEPS = 5;

  private Errands() {}

  public interface Errand {
    @Activity(retry = @Retry(maxAttempts = 100, delay = "PT0.2S"))
    int run(String who, int step);
  }

  @Workflow(name = "errands")
  public static class Round {
    @Durable Errand errand;

    @Start
    public int all(String who) {
      int done = 0;
      for (int step = 1; step <= STEPS; step++) {
        done += errand.run(who, step);
      }
      return done;
    }
  }

  /** Writes its row in the transaction that it is called in. */
  public record Rows(DataSource database) implements Errand {
    /** DDL would wait for what a killed process left in doubt, so the table is looked for first. */
    public static Rows in(DataSource database) {
      try (Connection connection = database.getConnection()) {
        boolean there;
        try (ResultSet found =
            connection
                .getMetaData()
                .getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
          there = false;
          while (found.next()) {
            there |= found.getString("TABLE_NAME").equalsIgnoreCase("errand");
          }
        }
        if (!there) {
          try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE errand (who varchar(40), step int)");
          }
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return new Rows(database);
    }

    @Override
    public int run(String who, int step) {
      try (Connection connection = database.getConnection();
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO errand (who, step) VALUES (?, ?)")) {
        insert.setString(1, who);
        insert.setInt(2, step);
        return insert.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
