package io.baton.it.app;

import io.baton.api.ActivityContext;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What activities did, written in their transaction. */
@ApplicationScoped
public class Effects {
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource source;

  @Inject ActivityContext context;

  void write(String activity, String kind) {
    sql(
        "INSERT INTO it_effect (case_id, activity, kind, node, at) VALUES (?, ?, ?, ?, clock_timestamp())",
        context.caseId(),
        activity,
        kind,
        context.node());
  }

  void add(String account) {
    sql("UPDATE it_account SET amount = amount + 1 WHERE name = ?", account);
  }

  void sql(String sql, Object... args) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < args.length; i++) {
        statement.setObject(i + 1, args[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the database refused", e);
    }
  }
}
