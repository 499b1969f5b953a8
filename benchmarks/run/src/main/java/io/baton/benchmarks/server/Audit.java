package io.baton.benchmarks.server;

import io.baton.benchmarks.measure.Query;
import io.baton.benchmarks.measure.Workload;
import io.baton.benchmarks.measure.Workload.Expected;
import io.baton.cli.ground.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads in the journal whether each thing was done, and done once. */
final class Audit {
  /** Enough to see what is wrong. */
  private static final int SHOWN = 10;

  private static final Duration IN_DOUBT = Duration.ofSeconds(20);

  /** The facts of a round, one in a row. */
  static final String FACTS =
      """
      WITH fact AS (
        SELECT t.case_id, t.turn, t.at, e.n, e.fact, e.fact->>'type' AS type, e.fact->>'ref' AS ref
        FROM baton_turn t
        CROSS JOIN LATERAL jsonb_array_elements(t.events::jsonb) WITH ORDINALITY AS e(fact, n)
        WHERE t.case_id LIKE ?),
      awaited AS (
        SELECT case_id, ref, fact->'awaited'->>'type' AS kind, fact->'awaited'->>'due' AS due
        FROM fact WHERE type = 'RefOpened')
      """;

  private static final String WRONG =
      FACTS
          + """
          , told AS (
            SELECT f.case_id,
              count(DISTINCT f.turn) AS turns,
              count(*) FILTER (WHERE type = 'RefSettled' AND kind = 'Activity'
                AND fact->'failure' IS NULL) AS steps,
              count(DISTINCT f.ref) FILTER (WHERE type = 'RefSettled' AND kind = 'Activity'
                AND fact->'failure' IS NULL) AS places,
              count(*) FILTER (WHERE type = 'RefSettled' AND kind = 'Activity'
                AND fact->'failure' IS NOT NULL) AS refused,
              count(*) FILTER (WHERE type = 'RefSettled' AND kind = 'Timer') AS timers,
              count(*) FILTER (WHERE type = 'SignalTaken') AS signals,
              count(*) FILTER (WHERE type = 'UndoDone') AS undone,
              string_agg(f.ref, ' ' ORDER BY f.turn, f.n)
                FILTER (WHERE type = 'UndoDone') AS undo_order,
              string_agg(f.ref, ' ' ORDER BY f.turn DESC, f.n DESC)
                FILTER (WHERE type = 'UndoRegistered') AS wanted_order
            FROM fact f LEFT JOIN awaited a ON a.case_id = f.case_id AND a.ref = f.ref
            GROUP BY f.case_id)
          SELECT c.case_id || ' is ' || c.status || ' with ' || coalesce(turns, 0) || ' turns, '
            || coalesce(steps, 0) || ' steps at ' || coalesce(places, 0) || ' places, '
            || coalesce(refused, 0) || ' refused, ' || coalesce(timers, 0) || ' timers, '
            || coalesce(signals, 0) || ' signals, undone ' || coalesce(undo_order, 'nothing')
          FROM baton_case c LEFT JOIN told ON told.case_id = c.case_id
          WHERE c.case_id LIKE ? AND NOT coalesce(
            c.status = ? AND turns = c.turn + 1 AND steps = ? AND places = steps AND refused = ?
            AND timers = ? AND signals = ? AND undone = ?
            AND undo_order IS NOT DISTINCT FROM wanted_order, FALSE)
          ORDER BY c.case_id
          """;

  /** What was moved on twice by one commit was not durable in between. */
  private static final String TOGETHER =
      """
      SELECT case_id || ' took ' || count(*) || ' turns in ' || count(DISTINCT xmin::text)
        || ' transactions'
      FROM baton_turn WHERE case_id LIKE ? GROUP BY case_id
      HAVING count(*) <> count(DISTINCT xmin::text)
      """;

  /** What one commit asked for and settled was not durable in between, side by side or not. */
  private static final String AT_ONCE =
      FACTS
          + """
          SELECT DISTINCT f.case_id || ' settled ' || f.ref || ' in the transaction that asked for it'
          FROM fact f
          JOIN fact o ON o.case_id = f.case_id AND o.ref = f.ref AND o.type = 'RefOpened'
          JOIN baton_turn settled ON settled.case_id = f.case_id AND settled.turn = f.turn
          JOIN baton_turn asked ON asked.case_id = o.case_id AND asked.turn = o.turn
          WHERE f.type = 'RefSettled' AND settled.xmin = asked.xmin
          """;

  private final Query database;

  Audit(Query database) {
    this.database = database;
  }

  /** What is wrong with the cases of a round that have ended; empty when nothing is. */
  List<String> findings(Workload workload, String round, int cases) throws SQLException {
    List<String> findings = new ArrayList<>();
    String of = Cases.of(round);
    double there = database.number("SELECT count(*) FROM baton_case WHERE case_id LIKE ?", of);
    if (there != cases) {
      findings.add("%s: %.0f cases instead of %d".formatted(round, there, cases));
    }
    Expected expected = workload.expected();
    List<String> wrong =
        database.texts(
            WRONG,
            of,
            of,
            expected.status(),
            expected.steps(),
            expected.refused(),
            expected.timers(),
            expected.signals(),
            expected.undone());
    findings.addAll(shortened(wrong));
    findings.addAll(shortened(database.texts(workload.hasBranches() ? AT_ONCE : TOGETHER, of)));
    findings.addAll(shortened(database.texts("SELECT kind || ': ' || reason FROM baton_incident")));
    return findings;
  }

  /** What is in doubt, after the time that a commit under way may take. */
  List<String> inDoubt() throws SQLException {
    return Until.holds(IN_DOUBT, () -> prepared() == 0)
        ? List.of()
        : shortened(database.texts("SELECT 'in doubt: ' || gid FROM pg_prepared_xacts"));
  }

  private double prepared() {
    try {
      return database.number("SELECT count(*) FROM pg_prepared_xacts");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> shortened(List<String> findings) {
    if (findings.size() <= SHOWN) {
      return findings;
    }
    List<String> some = new ArrayList<>(findings.subList(0, SHOWN));
    some.add("and %d more".formatted(findings.size() - SHOWN));
    return some;
  }
}
