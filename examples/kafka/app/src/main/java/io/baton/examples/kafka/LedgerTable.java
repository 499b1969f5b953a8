package io.baton.examples.kafka;

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
 * Makes the table when the application starts. It has no unique key on purpose: a number that was
 * kept twice shall show.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class LedgerTable {
  @SuppressWarnings("NullAway.Init") // the container does
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource dataSource;

  @PostConstruct
  void create() {
    try (Connection connection = dataSource.getConnection()) {
      // Looked for first: DDL would wait for rows that a killed server has left in doubt.
      if (!exists(connection)) {
        create(connection);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("table relay_number cannot be made", e);
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, "relay_number", new String[] {"TABLE"})) {
      return tables.next();
    }
  }

  private static void create(Connection connection) throws SQLException {
    try (Statement ddl = connection.createStatement()) {
      ddl.execute(
          "CREATE TABLE relay_number (case_id varchar(200) NOT NULL, number integer NOT NULL)");
    }
  }
}
