package io.baton.persistence.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Incident;
import io.baton.model.Payload;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.CaseStore;
import io.baton.port.CaseStoreContract;
import io.baton.port.GatewayStoreContract;
import io.baton.port.TrialTransactions;
import io.baton.wire.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
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
    new Schema(database, sql).bring("migrate");
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
    run(
        "INSERT INTO baton_turn (case_id, turn, command_id, node, events)"
            + " VALUES ('torn', 0, 'create', 'n1', '[{\"event\":')");

    assertThatThrownBy(() -> store.read(new CaseId("torn")))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("case torn, turn 0");
  }

  @Test
  void a_snapshot_spares_reading_the_journal_and_one_that_cannot_be_read_is_none()
      throws SQLException {
    CaseId id = new CaseId("long");
    Event start = new Event.CaseStarted(new WorkflowId("trip", 1), Payload.NULL, "ann", null);
    Turn created = new Turn(0, new CommandId("create"), Instant.EPOCH, List.of(start));
    Case now = Case.replay(id, List.of(created));
    transaction(true, () -> store.create(now, created));
    transaction(true, () -> append(now, "a"));
    run("INSERT INTO baton_snapshot (case_id, turn, state) VALUES ('long', 1, 'torn')");
    assertThat(store.read(id).orElseThrow().snapshot()).isEqualTo(now.snapshot());

    transaction(
        true,
        () -> {
          store.keepSnapshot(now);
          return append(now, "b");
        });
    run("UPDATE baton_turn SET events = 'torn' WHERE case_id = 'long' AND turn < 2");

    Case read = store.read(id).orElseThrow();
    assertThat(read.snapshot()).isEqualTo(now.snapshot());
    assertThat(read.snapshotAt()).isEqualTo(1);
  }

  private static Turn append(Case now, String command) {
    now.beginTurn(new CommandId(command), Instant.EPOCH);
    Event event = new Event.WishRefused(command, "for the trial");
    now.apply(event);
    Turn turn = new Turn(now.turn(), now.command(), now.time(), List.of(event));
    store.append(now, turn);
    return turn;
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** On the same database. */
  @Nested
  class Gateways extends GatewayStoreContract {
    @Override
    protected CaseStore store() {
      return store;
    }

    @Override
    protected <T> T transaction(boolean commit, Supplier<T> work) {
      return JpaOnH2Test.this.transaction(commit, work);
    }
  }
}
