package io.baton.persistence.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.baton.port.GatewayStoreContract;
import io.baton.port.Transactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
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
  void an_ordinary_step_of_a_case_that_the_node_knows_is_two_reads_and_two_writes() {
    CaseId id = new CaseId("ordinary step");
    Case now = create(id);
    database.statements.clear();

    transaction(
        true,
        () -> {
          store.handled(List.of(new Command.CancelCase(id, new CommandId("a#1"), "no")));
          now.beginTurn(new CommandId("a#1"), store.lock(ids(id)).get(id).now());
          Event opened =
              new Event.RefOpened(new RefId("a"), new ActivityName("Trip.book"), List.of());
          now.apply(opened);
          store.append(now, new Turn(1, now.command(), now.time(), List.of(opened)));
          return null;
        });

    assertThat(database.statements)
        .satisfiesExactly(
            handled -> assertThat(handled).startsWith("SELECT t.case_id, t.command_id FROM unnest"),
            lock -> assertThat(lock).contains("FROM baton_case").endsWith("FOR NO KEY UPDATE OF c"),
            turn -> assertThat(turn).startsWith("insert into baton_turn"),
            moved -> assertThat(moved).startsWith("UPDATE baton_case"));
  }

  @Test
  void a_case_without_a_snapshot_is_read_by_one_query() {
    CaseId id = new CaseId("short");
    create(id);
    database.statements.clear();

    assertThat(store.read(id)).isPresent();

    assertThat(database.statements).hasSize(1);
  }

  private static Case create(CaseId id) {
    Event start = new Event.CaseStarted(new WorkflowId("w", 1), Payload.NULL, "ann", null);
    Turn create = new Turn(0, new CommandId("create"), Instant.EPOCH, List.of(start));
    Case now = Case.replay(id, List.of(create));
    new JpaOnPostgresIT().transaction(true, () -> store.create(now, create));
    return now;
  }

  private static TreeSet<CaseId> ids(CaseId id) {
    return new TreeSet<>(List.of(id));
  }

  /** What a million costs is told by the pages that are looked at; the times are for the docs. */
  @Test
  void a_million_timers_that_are_not_due_cost_nothing() throws SQLException {
    run("DELETE FROM baton_timer");
    times("warming up");
    times("0 timers");
    run(
        """
        INSERT INTO baton_timer SELECT 'case-' || n, '1', clock_timestamp() + n * interval '1 s'
          + interval '1 day' FROM generate_series(1, 1000000) n""");
    run("ANALYZE baton_timer");
    times("1,000,000 timers");

    String take = new PostgresSql().dueTimers().replace(":max", "100");
    List<String> plan = all("EXPLAIN (ANALYZE, BUFFERS) " + take);
    assertThat(plan).anyMatch(line -> line.contains("Index Scan using baton_timer_due"));
    assertThat(pages(plan.get(1))).describedAs(String.join("\n", plan)).isLessThan(20);
    List<String> earliest = all("EXPLAIN (ANALYZE, BUFFERS) SELECT min(due_at) FROM baton_timer");
    assertThat(pages(earliest.get(1))).describedAs(earliest.toString()).isLessThan(20);
    run("TRUNCATE baton_timer");
  }

  private static int pages(String line) {
    Matcher pages = Pattern.compile("shared (?:hit=(\\d+))? ?(?:read=(\\d+))?").matcher(line);
    assertThat(pages.find()).describedAs(line).isTrue();
    return Stream.of(pages.group(1), pages.group(2))
        .filter(Objects::nonNull)
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private void times(String what) {
    CaseId id = new CaseId("measured");
    List<Long> take = new ArrayList<>();
    List<Long> set = new ArrayList<>();
    List<Long> clear = new ArrayList<>();
    List<Long> earliest = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      RefId key = new RefId("r" + i % 10);
      Instant due = Instant.ofEpochMilli(System.currentTimeMillis() + 3_600_000 + i);
      transaction(
          true,
          () -> {
            set.add(nanos(() -> store.timers().set(id, key, due)));
            take.add(nanos(() -> assertThat(store.timers().take(100)).isEmpty()));
            earliest.add(nanos(() -> assertThat(store.timers().earliest()).isPresent()));
            return null;
          });
      transaction(true, () -> clear.add(nanos(() -> store.timers().clear(id, key))));
    }
    System.out.printf(
        "%s, median of 300 in ms: take %.2f set %.2f clear %.2f earliest %.2f%n",
        what, median(take), median(set), median(clear), median(earliest));
  }

  private static long nanos(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    return System.nanoTime() - begun;
  }

  private static double median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e6;
  }

  @Test
  void new_tables_do_not_wait_for_transactions_in_doubt_and_come_when_these_are_gone()
      throws SQLException {
    run("CREATE DATABASE older");
    DataSource older = postgres.getDatabase("postgres", "older");
    new Schema(older, new PostgresSql(), List.of("V1__case_and_turn.sql")).bring("migrate");
    try (Connection connection = older.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO baton_case (case_id, workflow, version, status, turn, starter)
            VALUES ('old', 'w', 1, 'RUNNING', 7, 'ann');
          INSERT INTO baton_turn (case_id, turn, command_id, node, events)
            VALUES ('old', 7, 'it was me', 'n1', '[]')""");
      statement.execute(
          """
          BEGIN; UPDATE baton_case SET turn = 8; PREPARE TRANSACTION 'doubt'""");

      Schema now = new Schema(older, new PostgresSql());
      assertThatThrownBy(() -> now.bring("migrate"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("lock timeout");
      statement.execute("ROLLBACK PREPARED 'doubt'");
      now.bring("migrate");

      String lock = new PostgresSql().lockCases().replace(":ids", "'old'");
      try (ResultSet row = statement.executeQuery(lock)) {
        row.next();
        assertThat(row.getString("command_id")).isEqualTo("it was me");
      }
    }
  }

  @Test
  void nodes_that_start_at_once_on_an_empty_database_all_find_the_tables() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(6);
    try {
      for (int round = 0; round < 3; round++) {
        run("CREATE DATABASE fresh" + round);
        DataSource fresh = postgres.getDatabase("postgres", "fresh" + round);
        List<Callable<Void>> starts =
            Collections.nCopies(
                6,
                () -> {
                  new Schema(fresh, new PostgresSql()).bring("migrate");
                  return null;
                });
        for (Future<Void> start : nodes.invokeAll(starts)) {
          start.get();
        }
        new Schema(fresh, new PostgresSql()).bring("validate");
      }
    } finally {
      nodes.shutdownNow();
    }
  }

  private static void run(String sql) throws SQLException {
    run(database, sql);
  }

  private static void run(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> all(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (row.next()) {
        all.add(row.getString(1));
      }
      return all;
    }
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

  /** On the same database. */
  @Nested
  class Gateways extends GatewayStoreContract {
    @Override
    protected CaseStore store() {
      return store;
    }

    @Override
    protected <T> T transaction(boolean commit, Supplier<T> work) {
      return JpaOnPostgresIT.this.transaction(commit, work);
    }
  }
}
