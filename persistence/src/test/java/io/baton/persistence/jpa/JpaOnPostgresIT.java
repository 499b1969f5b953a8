package io.baton.persistence.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Incident;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.CaseStore;
import io.baton.port.CaseStoreContract;
import io.baton.port.CaseStoreProvider;
import io.baton.port.Transactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.xa.PGXADataSource;

/** The contract as it is in production: two-phase commits, and PostgreSQL that keeps its word. */
class JpaOnPostgresIT extends CaseStoreContract {
  @TempDir static Path directory;
  private static EmbeddedPostgres postgres;
  private static TransactionManager transactions;
  private static XaDataSource database;
  private static JpaCaseStore store;

  @BeforeAll
  static void open() throws Exception {
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("data"))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_prepared_transactions", "50")
            .start();
    for (String store : new String[] {null, "communicationStore", "stateStore"}) {
      ObjectStoreEnvironmentBean bean =
          BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store);
      bean.setObjectStoreDir(directory.resolve("transactions").toString());
    }
    transactions = com.arjuna.ats.jta.TransactionManager.transactionManager();
    PGXADataSource server = new PGXADataSource();
    server.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
    database = new XaDataSource(server, transactions);
    // As an application's start may be: inside of a transaction.
    transactions.begin();
    store = (JpaCaseStore) provider("jpa").open(new Host());
    transactions.commit();
  }

  @AfterAll
  static void close() throws Exception {
    if (store != null) {
      store.close();
    }
    postgres.close();
  }

  private static CaseStoreProvider provider(String name) {
    return ServiceLoader.load(CaseStoreProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected CaseStore store() {
    return store;
  }

  @Override
  protected <T> T transaction(boolean commit, Supplier<T> work) {
    try {
      transactions.begin();
      transactions.getTransaction().enlistResource(new SecondBranch());
      boolean commits = false;
      try {
        T result = work.get();
        commits = commit;
        return result;
      } finally {
        if (commits) {
          transactions.commit();
        } else {
          transactions.rollback();
        }
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected List<Incident> incidents() {
    return Incidents.in(database);
  }

  @Test
  void the_floor_is_as_hard_as_in_production() throws SQLException {
    assertThat(ask("SHOW fsync")).isEqualTo("on");
    assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
    assertThat(ask("SHOW transaction_isolation")).isEqualTo("read committed");
    assertThat(ask("SELECT count(*) FROM pg_prepared_xacts")).isEqualTo("0");
    assertThat(ask("SELECT reloptions::text FROM pg_class WHERE relname = 'baton_case'"))
        .contains("fillfactor=70");
  }

  @Test
  void an_ordinary_step_is_three_reads_and_two_writes() {
    CaseId id = new CaseId("ordinary step");
    Event start = new Event.CaseStarted(new WorkflowId("w", 1), Payload.NULL, "ann", null);
    Turn create = new Turn(0, new CommandId("create"), Instant.EPOCH, List.of(start));
    transaction(true, () -> store.create(Case.replay(id, List.of(create)), create));
    database.statements.clear();

    transaction(
        true,
        () -> {
          store.handled(List.of(new Command.CancelCase(id, new CommandId("a#1"), "no")));
          CaseStore.Head head = store.lock(new TreeSet<>(List.of(id))).get(id);
          Case locked = store.read(id).orElseThrow();
          locked.beginTurn(new CommandId("a#1"), head.now());
          Event opened =
              new Event.RefOpened(new RefId("a"), new ActivityName("Trip.book"), List.of());
          locked.apply(opened);
          store.append(locked, new Turn(1, new CommandId("a#1"), head.now(), List.of(opened)));
          return null;
        });

    assertThat(database.statements)
        .satisfiesExactly(
            handled -> assertThat(handled).startsWith("SELECT t.case_id, t.command_id FROM unnest"),
            lock -> assertThat(lock).contains("FROM baton_case").endsWith("FOR NO KEY UPDATE OF c"),
            journal -> assertThat(journal).startsWith("select").contains("from baton_turn"),
            turn -> assertThat(turn).startsWith("insert into baton_turn"),
            moved -> assertThat(moved).startsWith("UPDATE baton_case"));
  }

  private static String ask(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static final class Host implements CaseStoreProvider.Host {
    @Override
    public String setting(String name, String otherwise) {
      return otherwise;
    }

    @Override
    public Transactions transactions() {
      throw new IllegalStateException("this store knows its transactions from JTA");
    }

    @Override
    public <T> T resource(Class<T> type, String name) {
      return type.cast(type == TransactionManager.class ? transactions : database);
    }

    @Override
    public String node() {
      return "n1";
    }
  }
}
