package io.baton.it.kafka.app;

import io.baton.api.ActivityContext;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Writes the same row twice at its first two tries. The constraint is looked at when the
 * transaction is prepared: then the turn has been taken and its outputs have been put on their
 * queue.
 */
@ApplicationScoped
public class DoubtfulBean implements Doubtful {
  /** A sequence counts tries that are rolled back, too. */
  public static final String TABLE =
      "CREATE SEQUENCE doubtful_try; CREATE TABLE doubtful (case_id varchar(200) CONSTRAINT"
          + " doubtful_once PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)";

  private static final int GOOD = 3;

  @Inject ActivityContext context;

  @SuppressWarnings("NullAway.Init") // the container does
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource dataSource;

  @Override
  public int keep() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement next = connection.prepareStatement("SELECT nextval('doubtful_try')");
        ResultSet row = next.executeQuery()) {
      row.next();
      int tried = row.getInt(1);
      for (int times = tried < GOOD ? 2 : 1; times > 0; times--) {
        insert(connection);
      }
      return tried;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void insert(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO doubtful (case_id) VALUES (?)")) {
      insert.setString(1, context.caseId());
      insert.executeUpdate();
    }
  }
}
