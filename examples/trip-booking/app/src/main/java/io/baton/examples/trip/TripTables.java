package io.baton.examples.trip;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Makes the application's table when it starts, outside any transaction. The table has no unique
 * key on purpose: a step that was done twice shall show.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class TripTables {
  @SuppressWarnings("NullAway.Init") // the container does
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource dataSource;

  @PostConstruct
  void create() {
    try (Connection connection = dataSource.getConnection()) {
      // Looked for first: DDL would wait for rows that a killed server has left in doubt, and those
      // are decided only when the server has started. CREATE INDEX IF NOT EXISTS waits, too.
      if (!exists(connection)) {
        create(connection);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("table trip_effect cannot be made", e);
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, "trip_effect", new String[] {"TABLE"})) {
      return tables.next();
    }
  }

  private static void create(Connection connection) throws SQLException {
    try (Statement ddl = connection.createStatement()) {
      ddl.execute(
          """
          CREATE TABLE trip_effect (
            case_id  varchar(200) NOT NULL,
            activity varchar(200) NOT NULL,
            kind     varchar(4)   NOT NULL CHECK (kind IN ('DO', 'UNDO')),
            node     varchar(100) NOT NULL,
            at       timestamptz  NOT NULL
          );
          CREATE INDEX trip_effect_case ON trip_effect (case_id)""");
    }
  }
}
