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
 * Makes the tables when the application starts. They have no unique keys on purpose: what was kept
 * twice shall show.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class Tables {
  @SuppressWarnings("NullAway.Init") // the container does
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource dataSource;

  @PostConstruct
  void create() {
    create(
        "relay_number",
        "CREATE TABLE relay_number (case_id varchar(200) NOT NULL, number integer NOT NULL)");
    create(
        "payment",
        "CREATE TABLE payment (id bigint GENERATED ALWAYS AS IDENTITY, event varchar(200) NOT NULL,"
            + " account varchar(600) NOT NULL, amount bigint NOT NULL, balance bigint NOT NULL)");
  }

  private void create(String table, String sql) {
    try (Connection connection = dataSource.getConnection()) {
      // Looked for first: DDL would wait for rows that a killed server has left in doubt.
      if (!exists(connection, table)) {
        try (Statement ddl = connection.createStatement()) {
          ddl.execute(sql);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("table " + table + " cannot be made", e);
    }
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, table, new String[] {"TABLE"})) {
      return tables.next();
    }
  }
}
