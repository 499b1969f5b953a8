package io.baton.it.app;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Makes the application's tables. No key of it_effect hides a step that was done twice. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class Tables {
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource source;

  @PostConstruct
  void create() {
    try (Connection connection = source.getConnection();
        Statement ddl = connection.createStatement()) {
      ddl.execute(
          """
          CREATE TABLE IF NOT EXISTS it_effect (
            case_id varchar(200) NOT NULL, activity varchar(200) NOT NULL,
            kind varchar(4) NOT NULL, node varchar(100) NOT NULL, at timestamptz NOT NULL);
          CREATE TABLE IF NOT EXISTS it_try (
            id bigint GENERATED ALWAYS AS IDENTITY, case_id varchar(200) NOT NULL,
            activity varchar(200) NOT NULL, attempt integer NOT NULL,
            thread varchar(200) NOT NULL,
            since timestamptz NOT NULL, until timestamptz);
          CREATE TABLE IF NOT EXISTS it_account (
            name varchar(100) PRIMARY KEY,
            amount integer NOT NULL CONSTRAINT it_no_debts CHECK (amount >= 0));
          CREATE TABLE IF NOT EXISTS it_seat (
            seat varchar(100) CONSTRAINT it_one_per_seat UNIQUE DEFERRABLE INITIALLY DEFERRED);
          CREATE SEQUENCE IF NOT EXISTS it_ticket_seq;
          CREATE TABLE IF NOT EXISTS it_ticket (
            id bigint PRIMARY KEY, number varchar(100) CONSTRAINT it_one_per_ticket UNIQUE);
          INSERT INTO it_seat SELECT 'taken' WHERE NOT EXISTS (SELECT 1 FROM it_seat);
          INSERT INTO it_ticket VALUES (0, 'taken') ON CONFLICT DO NOTHING;
          INSERT INTO it_account VALUES ('east', 0), ('west', 0) ON CONFLICT DO NOTHING""");
    } catch (SQLException e) {
      throw new IllegalStateException("the tables cannot be made", e);
    }
  }
}
