package io.baton.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.benchmarks.measure.Query;
import io.baton.benchmarks.measure.Workload;
import io.baton.cli.ground.PostgresServer;
import io.baton.cli.ground.StateDir;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals with a flaw each: the audit sees it. */
final class AuditIT {
  private static final String STARTED = "{\"type\":\"CaseStarted\"}";
  private static final String WORK =
      "{\"type\":\"RefOpened\",\"ref\":\"%s\",\"awaited\":{\"type\":\"Activity\"}}";
  private static final String TIMER =
      "{\"type\":\"RefOpened\",\"ref\":\"1\",\"awaited\":{\"type\":\"Timer\",\"due\":\"2026-03-01T12:00:00Z\"}}";
  private static final String FIRED = "{\"type\":\"RefSettled\",\"ref\":\"1\",\"value\":null}";
  private static final String DONE = "{\"type\":\"RefSettled\",\"ref\":\"%s\",\"value\":1}";
  private static final String REFUSED =
      "{\"type\":\"RefSettled\",\"ref\":\"%s\",\"failure\":{\"type\":\"Full\"}}";
  private static final String UNDO = "{\"type\":\"UndoRegistered\",\"ref\":\"%s\"}";
  private static final String UNDONE = "{\"type\":\"UndoDone\",\"ref\":\"%s\"}";

  @TempDir static Path folder;
  private static PostgresServer postgres;
  private static Connection connection;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = new PostgresServer(StateDir.at(folder));
    postgres.start();
    connection = postgres.connect();
    run(
        """
        CREATE TABLE baton_case (case_id varchar(200) COLLATE "C", status varchar(20), turn bigint);
        CREATE TABLE baton_turn (case_id varchar(200) COLLATE "C", turn bigint, events text,
          at timestamptz DEFAULT clock_timestamp());
        CREATE TABLE baton_incident (kind text, reason text);
        """);
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    connection.close();
    postgres.stop();
  }

  @BeforeEach
  void empty() throws SQLException {
    run("DELETE FROM baton_case; DELETE FROM baton_turn; DELETE FROM baton_incident");
  }

  private static void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void insert(String sql, Object... values) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.executeUpdate();
    }
  }

  /** Each turn is written by a transaction of its own, unless auto-commit is off. */
  private static void journal(String status, String... turns) throws SQLException {
    insert("INSERT INTO baton_case VALUES ('r-0', ?, ?)", status, (long) turns.length - 1);
    for (int i = 0; i < turns.length; i++) {
      insert("INSERT INTO baton_turn VALUES ('r-0', ?, ?)", (long) i, "[" + turns[i] + "]");
    }
  }

  private static String and(String one, String other) {
    return one + "," + other;
  }

  private static List<String> findings(Workload workload) throws SQLException {
    return new Audit(new Query(connection)).findings(workload, "r", 1);
  }

  private static void twoTaken(String first, String second) throws SQLException {
    journal(
        "COMPENSATED",
        STARTED,
        WORK.formatted("1"),
        and(DONE.formatted("1"), and(UNDO.formatted("1"), WORK.formatted("2"))),
        and(DONE.formatted("2"), and(UNDO.formatted("2"), WORK.formatted("3"))),
        REFUSED.formatted("3"),
        UNDONE.formatted(first),
        UNDONE.formatted(second));
  }

  @Test
  void theNewestEffectIsTakenBackFirst() throws SQLException {
    twoTaken("2", "1");
    assertThat(findings(Workload.W3)).isEmpty();
  }

  @Test
  void anotherOrderOfTheUndosIsAFinding() throws SQLException {
    twoTaken("1", "2");
    assertThat(findings(Workload.W3)).singleElement().asString().contains("undone 1 2");
  }

  @Test
  void anUndoThatIsDoneTwiceInPlaceOfAnotherIsAFinding() throws SQLException {
    twoTaken("2", "2");
    assertThat(findings(Workload.W3)).hasSize(1);
  }

  @Test
  void aTimerThatFiredOnceIsWhatIsWanted() throws SQLException {
    journal("COMPLETED", STARTED, TIMER, and(FIRED, WORK.formatted("2")), DONE.formatted("2"));
    assertThat(findings(Workload.W4)).isEmpty();
  }

  @Test
  void aTimerThatFiredTwiceIsAFinding() throws SQLException {
    journal(
        "COMPLETED", STARTED, TIMER, and(FIRED, WORK.formatted("2")), FIRED, DONE.formatted("2"));
    assertThat(findings(Workload.W4)).singleElement().asString().contains("2 timers");
  }

  @Test
  void aStepThatIsMissingIsAFinding() throws SQLException {
    journal("COMPLETED", STARTED, TIMER, and(FIRED, WORK.formatted("2")));
    assertThat(findings(Workload.W4)).singleElement().asString().contains("0 steps");
  }

  @Test
  void turnsThatShareATransactionAreAFinding() throws SQLException {
    connection.setAutoCommit(false);
    try {
      journal("COMPLETED", STARTED, TIMER, and(FIRED, WORK.formatted("2")), DONE.formatted("2"));
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
    assertThat(findings(Workload.W4)).containsExactly("r-0 took 4 turns in 1 transactions");
  }

  @Test
  void branchesMayShareATransactionButNotThatOfTheirFork() throws SQLException {
    List<String> branches = List.of("1", "2", "3", "4", "5", "6", "7", "8");
    String fork = branches.stream().map(WORK::formatted).collect(Collectors.joining(","));
    journal("COMPLETED", STARTED, fork);
    connection.setAutoCommit(false);
    try {
      for (int i = 0; i < branches.size(); i++) {
        String done = "[" + DONE.formatted(branches.get(i)) + "]";
        insert("INSERT INTO baton_turn VALUES ('r-0', ?, ?)", i + 2L, done);
      }
      insert("UPDATE baton_case SET turn = ?", branches.size() + 1L);
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
    assertThat(findings(Workload.W2)).isEmpty();
    run("UPDATE baton_turn SET at = at");
    assertThat(findings(Workload.W2))
        .hasSize(branches.size())
        .contains("r-0 settled 1 in the transaction that asked for it");
  }

  @Test
  void aCaseThatIsNotThereIsAFinding() throws SQLException {
    assertThat(findings(Workload.W1)).containsExactly("r: 0 cases instead of 1");
  }

  @Test
  void anIncidentIsAFinding() throws SQLException {
    twoTaken("2", "1");
    insert("INSERT INTO baton_incident VALUES ('PARKED', 'no idea')");
    assertThat(findings(Workload.W3)).containsExactly("PARKED: no idea");
  }
}
