package io.baton.examples.kafka;

import io.baton.api.ActivityContext;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Keeps them in the table {@code relay_number}, in the transaction of the step. */
@ApplicationScoped
public class LedgerBean implements Ledger {
  @Inject ActivityContext context;

  @SuppressWarnings("NullAway.Init") // the container does
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource dataSource;

  @Override
  public void keep(int number) {
    String sql = "INSERT INTO relay_number (case_id, number) VALUES (?, ?)";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, context.caseId());
      insert.setInt(2, number);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("number " + number + " is not kept", e);
    }
  }
}
