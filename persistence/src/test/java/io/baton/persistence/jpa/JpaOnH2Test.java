package io.baton.persistence.jpa;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.model.CaseId;
import io.baton.model.Incident;
import io.baton.port.CaseStore;
import io.baton.port.CaseStoreContract;
import io.baton.port.TrialTransactions;
import io.baton.wire.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JpaOnH2Test extends CaseStoreContract {
  private static final TrialTransactions TRANSACTIONS = new TrialTransactions();
  private static JdbcConnectionPool database;
  private static JpaCaseStore store;

  @BeforeAll
  static void open() {
    database =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "sa", "");
    CaseSql sql = CaseSql.of(database);
    new Schema(database, sql.folder()).bring("migrate");
    store =
        new JpaCaseStore(
            new LocalSessions(HibernateBoot.resourceLocal(database), TRANSACTIONS), sql, "n1");
  }

  @AfterAll
  static void close() {
    store.close();
    database.dispose();
  }

  @Override
  protected CaseStore store() {
    return store;
  }

  @Override
  protected <T> T transaction(boolean commit, Supplier<T> work) {
    return TRANSACTIONS.run(commit, work);
  }

  @Override
  protected List<Incident> incidents() {
    return Incidents.in(database);
  }

  @Test
  void a_journal_that_cannot_be_read_is_told_with_case_and_turn() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO baton_turn (case_id, turn, command_id, node, events)"
              + " VALUES ('torn', 0, 'create', 'n1', '[{\"event\":')");
    }

    assertThatThrownBy(() -> store.read(new CaseId("torn")))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("case torn, turn 0");
  }
}
