package io.baton.it.app;

import io.baton.api.ActivityContext;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Notes each try in a transaction of its own, so that also those that came to nothing are known.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Tries {
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource source;

  @Inject ActivityContext context;

  public long begin(String activity) {
    String sql =
        "INSERT INTO it_try (case_id, activity, attempt, thread, since) VALUES (?, ?, ?, ?, clock_timestamp()) RETURNING id";
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, context.caseId());
      statement.setString(2, activity);
      statement.setInt(3, context.attempt());
      statement.setString(4, Thread.currentThread().getName());
      try (ResultSet id = statement.executeQuery()) {
        id.next();
        return id.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the try cannot be noted", e);
    }
  }

  public void end(long id) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "UPDATE it_try SET until = clock_timestamp() WHERE id = ?")) {
      statement.setLong(1, id);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the try's end cannot be noted", e);
    }
  }
}
