package io.baton.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The audit is awake: each kind of damage turns the invariant red that names it. */
final class AuditorTest {
  /** The turns of a trip that was undone: the journal as the engine writes it, without payloads. */
  private static final List<List<String>> COMPENSATED =
      List.of(
          List.of("CaseStarted"),
          List.of("RefOpened"),
          List.of("RefSettled", "UndoRegistered", "RefOpened"),
          List.of("RefSettled", "UndoRegistered", "RefOpened"),
          List.of("RefSettled", "CompensationStarted", "UndoStarted"),
          List.of("UndoDone", "UndoStarted"),
          List.of("UndoDone", "CaseEnded"));

  private static final List<List<String>> COMPLETED =
      List.of(
          List.of("CaseStarted"),
          List.of("RefOpened"),
          List.of("RefSettled", "UndoRegistered", "RefOpened"),
          List.of("RefSettled", "UndoRegistered", "RefOpened"),
          List.of("RefSettled", "UndoRegistered", "CaseEnded"));

  private final Trips trips = new Trips(42);
  private Connection connection;
  private Auditor auditor;
  private int clock;

  @BeforeEach
  void aSoundRun() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:");
    auditor = new Auditor(connection);
    run(
        "CREATE TABLE baton_case (case_id varchar(200), status varchar(20), turn bigint)",
        "CREATE TABLE baton_turn (case_id varchar(200), turn bigint, command_id varchar(300),"
            + " events varchar(4000))",
        "CREATE TABLE baton_incident (id bigint GENERATED ALWAYS AS IDENTITY, kind varchar(20),"
            + " code varchar(20), case_id varchar(200), reason varchar(400), resolved_at timestamp)",
        "CREATE TABLE trip_effect (case_id varchar(200), activity varchar(200), kind varchar(4),"
            + " at timestamp)");
    trips.taken(trips.more(40));
    for (Trips.Demand demand : trips.demands()) {
      if (!demand.outcome().equals("PARKED")) {
        act(demand);
      }
    }
    auditor.demand(trips);
    // Parked trips are left to the crash test; here they were never asked for.
    run(
        "DELETE FROM crash_effect WHERE case_id NOT IN (SELECT case_id FROM baton_case)",
        "DELETE FROM crash_request WHERE outcome = 'PARKED'");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void act(Trips.Demand demand) throws SQLException {
    List<List<String>> turns = demand.outcome().equals("COMPLETED") ? COMPLETED : COMPENSATED;
    for (int turn = 0; turn < turns.size(); turn++) {
      String events =
          String.join(",", turns.get(turn).stream().map("{\"type\":\"%s\"}"::formatted).toList());
      run(
          "INSERT INTO baton_turn VALUES ('%s', %d, 'c%d', '[%s]')"
              .formatted(demand.caseId(), turn, turn, events));
    }
    run(
        "INSERT INTO baton_case VALUES ('%s', '%s', %d)"
            .formatted(demand.caseId(), demand.outcome(), turns.size() - 1));
    for (Trips.Effect effect : demand.effects()) {
      run(
          "INSERT INTO trip_effect VALUES ('%s', '%s', '%s', %s)"
              .formatted(demand.caseId(), effect.activity(), effect.kind(), now()));
    }
  }

  private String now() {
    return "TIMESTAMP '2026-01-01 00:00:00' + INTERVAL '1' SECOND * " + clock++;
  }

  private void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Set<Invariant> red() throws SQLException {
    Set<Invariant> red = EnumSet.noneOf(Invariant.class);
    for (Invariant invariant : Invariant.values()) {
      if (!auditor.breaches(invariant).isEmpty()) {
        red.add(invariant);
      }
    }
    return red;
  }

  private String first(String outcome) {
    return trips.demands().stream()
        .filter(demand -> demand.outcome().equals(outcome))
        .findFirst()
        .orElseThrow()
        .caseId();
  }

  @Test
  void aSoundRunIsGreen() throws SQLException {
    assertThat(red()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void damageIsSeenByTheInvariantThatNamesIt(Damage damage) throws SQLException {
    String[] done =
        Arrays.stream(damage.sql)
            .map(sql -> sql.replace("$completed", first("COMPLETED")))
            .map(sql -> sql.replace("$undone", first("COMPENSATED")))
            .toArray(String[]::new);
    run(done);
    assertThat(red()).contains(damage.seenBy);
    assertThat(auditor.breaches(damage.seenBy)).first().asString().contains("trip-");
  }

  /** What a broken engine could leave behind. */
  private enum Damage {
    EFFECT_TWICE(
        Invariant.I1_EACH_EFFECT_EXACTLY_ONCE,
        "INSERT INTO trip_effect SELECT * FROM trip_effect WHERE case_id = '$completed' LIMIT 1"),
    UNDO_TWICE(
        Invariant.I1_EACH_EFFECT_EXACTLY_ONCE,
        "INSERT INTO trip_effect SELECT * FROM trip_effect WHERE case_id = '$undone'"
            + " AND kind = 'UNDO' LIMIT 1"),
    EFFECT_LOST(
        Invariant.I2_NO_EFFECT_MISSING_AND_NONE_UNWANTED,
        "DELETE FROM trip_effect WHERE case_id = '$completed' AND activity LIKE '%Hotel'"),
    EFFECT_OF_A_ROLLED_BACK_STEP_STAYED(
        Invariant.I2_NO_EFFECT_MISSING_AND_NONE_UNWANTED,
        "INSERT INTO trip_effect VALUES ('$undone', 'Booking.reserveFlight', 'DO', now())"),
    TURN_LOST(
        Invariant.I3_A_CASE_NEVER_GOES_BACK,
        "DELETE FROM baton_turn WHERE case_id = '$completed' AND turn = 2"),
    CASE_ROW_BEHIND_ITS_JOURNAL(
        Invariant.I3_A_CASE_NEVER_GOES_BACK,
        "UPDATE baton_case SET turn = turn - 1 WHERE case_id = '$completed'"),
    COMMAND_HANDLED_TWICE(
        Invariant.I3_A_CASE_NEVER_GOES_BACK,
        "UPDATE baton_turn SET command_id = 'c3' WHERE case_id = '$completed' AND turn = 2"),
    JOURNAL_WITHOUT_ITS_EFFECT(
        Invariant.I4_COMMAND_STATE_AND_EFFECT_COMMIT_TOGETHER,
        "DELETE FROM trip_effect WHERE case_id = '$undone' AND kind = 'UNDO'"),
    NEXT_COMMAND_LOST(
        Invariant.I4_COMMAND_STATE_AND_EFFECT_COMMIT_TOGETHER,
        "DELETE FROM baton_turn WHERE case_id = '$completed' AND turn = 4",
        "UPDATE baton_case SET turn = 3, status = 'RUNNING' WHERE case_id = '$completed'"),
    PARKED_WITHOUT_A_WORD(
        Invariant.I4_COMMAND_STATE_AND_EFFECT_COMMIT_TOGETHER,
        "UPDATE baton_case SET status = 'PARKED' WHERE case_id = '$undone'"),
    CASE_LOST(
        Invariant.I5_NO_CASE_LOST,
        "DELETE FROM baton_turn WHERE case_id = '$completed'",
        "DELETE FROM baton_case WHERE case_id = '$completed'"),
    CASE_STUCK(
        Invariant.I6_NO_CASE_STUCK,
        "UPDATE baton_case SET status = 'RUNNING' WHERE case_id = '$completed'"),
    UNDONE_IN_FORWARD_ORDER(
        Invariant.I7_UNDONE_ONCE_IN_REVERSE_ORDER,
        "UPDATE trip_effect SET activity = CASE activity WHEN 'Booking.reserveCar'"
            + " THEN 'Booking.reserveHotel' ELSE 'Booking.reserveCar' END"
            + " WHERE case_id = '$undone' AND kind = 'UNDO'"),
    UNDO_FORGOTTEN(
        Invariant.I7_UNDONE_ONCE_IN_REVERSE_ORDER,
        "DELETE FROM trip_effect WHERE case_id = '$undone' AND kind = 'UNDO'"
            + " AND activity LIKE '%Car'"),
    HEALTHY_COMMAND_PUT_ASIDE(
        Invariant.I12_ONLY_POISON_IS_PUT_ASIDE,
        "INSERT INTO baton_incident (kind, code, case_id, reason)"
            + " VALUES ('DEAD', 'BATON-1', '$completed', 'given up')");

    private final Invariant seenBy;
    private final String[] sql;

    Damage(Invariant seenBy, String... sql) {
      this.seenBy = seenBy;
      this.sql = sql;
    }
  }
}
