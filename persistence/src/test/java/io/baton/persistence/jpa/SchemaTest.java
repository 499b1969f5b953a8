package io.baton.persistence.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private final JdbcDataSource database = new JdbcDataSource();
  private Schema schema;

  @BeforeEach
  void emptyDatabase() {
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    schema = new Schema(database, new PlainSql());
  }

  @Test
  void migrate_makes_the_tables_and_the_second_time_does_nothing() throws SQLException {
    schema.bring("migrate");
    schema.bring("migrate");

    assertThat(count("baton_case")).isZero();
    assertThat(count("\"baton_schema_history\" WHERE \"version\" = '1'")).isEqualTo(1);
    assertThatCode(() -> schema.bring("validate")).doesNotThrowAnyException();
  }

  @Test
  void tables_of_the_application_in_the_same_schema_are_no_hindrance() throws SQLException {
    run("CREATE TABLE booking (id bigint)");

    schema.bring("migrate");

    assertThat(count("baton_case")).isZero();
    assertThat(count("booking")).isZero();
  }

  @Test
  void validate_says_what_is_missing_and_changes_nothing() {
    assertThatThrownBy(() -> schema.bring("validate"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("baton.schema=validate")
        .hasMessageContaining("1");
    assertThatThrownBy(() -> count("baton_case")).isInstanceOf(SQLException.class);
  }

  @Test
  void none_does_nothing() {
    schema.bring("none");
    assertThatThrownBy(() -> count("baton_case")).isInstanceOf(SQLException.class);
  }

  @Test
  void another_wish_is_refused_by_name() {
    assertThatThrownBy(() -> schema.bring("update"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("update")
        .hasMessageContaining("migrate, validate or none");
  }

  @Test
  void another_isolation_than_read_committed_is_refused() {
    assertThatCode(() -> CaseSql.of(database)).doesNotThrowAnyException();

    database.setURL(
        "jdbc:h2:mem:strict;INIT=SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL"
            + " SERIALIZABLE");

    assertThatThrownBy(() -> CaseSql.of(database))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("READ COMMITTED");
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int count(String from) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getInt(1);
    }
  }
}
