package io.baton.examples.trip;

import io.baton.api.ActivityContext;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What activities did and took back, a row for each. The data source joins the transaction of the
 * command, so a row stays if and only if the step of the case does.
 */
@ApplicationScoped
public class TripEffects {
  private static final String INSERT =
      "INSERT INTO trip_effect (case_id, activity, kind, node, at)"
          + " VALUES (?, ?, ?, ?, clock_timestamp())";

  @SuppressWarnings("NullAway.Init") // the container does
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource dataSource;

  @Inject ActivityContext context;

  void done(String activity) {
    insert(activity, "DO");
  }

  /**
   * @param activity the one whose effect is taken back
   */
  void undone(String activity) {
    insert(activity, "UNDO");
  }

  private void insert(String activity, String kind) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement row = connection.prepareStatement(INSERT)) {
      row.setString(1, context.caseId());
      row.setString(2, activity);
      row.setString(3, kind);
      row.setString(4, context.node());
      row.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(kind + " of " + activity + " was not written", e);
    }
  }
}
