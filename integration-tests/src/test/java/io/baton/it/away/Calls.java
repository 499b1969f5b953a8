package io.baton.it.away;

import io.baton.api.ActivityContext;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The world outside remembers each call, whatever becomes of it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Calls {
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource source;

  @Inject ActivityContext context;

  public void note(String what) {
    try (Connection connection = source.getConnection()) {
      try (Statement ddl = connection.createStatement()) {
        ddl.execute(
            """
            CREATE TABLE IF NOT EXISTS it_call (
              id bigint GENERATED ALWAYS AS IDENTITY, case_id varchar(200) NOT NULL,
              what varchar(200) NOT NULL, attempt integer NOT NULL, key varchar(300) NOT NULL)""");
      }
      String sql = "INSERT INTO it_call (case_id, what, attempt, key) VALUES (?, ?, ?, ?)";
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.setString(1, context.caseId());
        insert.setString(2, what);
        insert.setInt(3, context.attempt());
        insert.setString(4, context.idempotencyKey());
        insert.executeUpdate();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the call cannot be noted", e);
    }
  }
}
