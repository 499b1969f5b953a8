package io.baton.it.crash;

/**
 * What must hold when all work has come to rest. Each is a query for the rows that break it: over
 * Baton's tables, the table that the activities write in the same transaction, and {@code
 * crash_request} and {@code crash_effect}, which hold what was asked for.
 */
enum Invariant {
  I1_EACH_EFFECT_EXACTLY_ONCE(
      """
      SELECT case_id || ': ' || kind || ' ' || activity || ' ' || count(*) || ' times'
      FROM trip_effect GROUP BY case_id, activity, kind HAVING count(*) > 1
      """),

  I2_NO_EFFECT_MISSING_AND_NONE_UNWANTED(
      """
      SELECT 'missing: ' || kind || ' ' || activity || ' of ' || case_id FROM (
        SELECT case_id, activity, kind FROM crash_effect
        EXCEPT SELECT case_id, activity, kind FROM trip_effect) m
      UNION ALL
      SELECT 'unwanted: ' || kind || ' ' || activity || ' of ' || case_id FROM (
        SELECT case_id, activity, kind FROM trip_effect
        EXCEPT SELECT case_id, activity, kind FROM crash_effect) u
      """),

  I3_A_CASE_NEVER_GOES_BACK(
      """
      SELECT case_id || ': turn ' || turn || ' follows ' || coalesce(before, -1) FROM (
        SELECT case_id, turn, lag(turn) OVER (PARTITION BY case_id ORDER BY turn) AS before
        FROM baton_turn) t
      WHERE turn <> coalesce(before, -1) + 1
      UNION ALL
      SELECT c.case_id || ': is at turn ' || c.turn || ', journal at ' || coalesce(max(t.turn), -1)
      FROM baton_case c LEFT JOIN baton_turn t ON t.case_id = c.case_id
      GROUP BY c.case_id, c.turn HAVING c.turn <> coalesce(max(t.turn), -1)
      UNION ALL
      SELECT case_id || ': command ' || command_id || ' made ' || count(*) || ' turns'
      FROM baton_turn GROUP BY case_id, command_id HAVING count(*) > 1
      """),

  /** What the journal says was done is what was done; what it left open is at work or parked. */
  I4_COMMAND_STATE_AND_EFFECT_COMMIT_TOGETHER(
      """
      SELECT case_id || ': journal has ' || did || ' done, ' || undid || ' undone; there are '
        || dos || ' and ' || undos FROM (
        SELECT j.case_id, j.did, j.undid,
          (SELECT count(*) FROM trip_effect e WHERE e.case_id = j.case_id AND e.kind = 'DO') AS dos,
          (SELECT count(*) FROM trip_effect e WHERE e.case_id = j.case_id AND e.kind = 'UNDO') AS undos
        FROM (
          SELECT case_id,
            sum((length(events) - length(replace(events, '"type":"UndoRegistered"', ''))) / 23) AS did,
            sum((length(events) - length(replace(events, '"type":"UndoDone"', ''))) / 17) AS undid
          FROM baton_turn GROUP BY case_id) j) x
      WHERE did <> dos OR undid <> undos
      UNION ALL
      SELECT case_id || ': ' || (opened - settled) || ' refs open, nobody works on them' FROM (
        SELECT case_id,
          sum((length(events) - length(replace(events, '"type":"RefOpened"', ''))) / 18) AS opened,
          sum((length(events) - length(replace(events, '"type":"RefSettled"', ''))) / 19) AS settled
        FROM baton_turn GROUP BY case_id) r
      WHERE opened <> settled
      UNION ALL
      SELECT c.case_id || ': is ' || c.status || ' with ' || count(i.id) || ' open incidents'
      FROM baton_case c
      LEFT JOIN baton_incident i ON i.case_id = c.case_id AND i.resolved_at IS NULL
      GROUP BY c.case_id, c.status
      HAVING count(i.id) <> CASE c.status WHEN 'PARKED' THEN 1 ELSE 0 END
      """),

  I5_NO_CASE_LOST(
      """
      SELECT case_id || ': the broker took the request, there is no case' FROM (
        SELECT case_id FROM crash_request WHERE taken EXCEPT SELECT case_id FROM baton_case) l
      UNION ALL
      SELECT case_id || ': nobody asked for this case' FROM (
        SELECT case_id FROM baton_case EXCEPT SELECT case_id FROM crash_request) u
      """),

  I6_NO_CASE_STUCK(
      """
      SELECT c.case_id || ': is ' || c.status || ', demanded ' || r.outcome
      FROM baton_case c JOIN crash_request r ON r.case_id = c.case_id WHERE c.status <> r.outcome
      """),

  I7_UNDONE_ONCE_IN_REVERSE_ORDER(
      """
      SELECT a.case_id || ': ' || a.activity || ' was done before ' || b.activity
        || ' and undone before it'
      FROM trip_effect a
      JOIN trip_effect b ON b.case_id = a.case_id AND b.kind = 'DO' AND b.at > a.at
      JOIN trip_effect ua ON ua.case_id = a.case_id AND ua.kind = 'UNDO' AND ua.activity = a.activity
      JOIN trip_effect ub ON ub.case_id = b.case_id AND ub.kind = 'UNDO' AND ub.activity = b.activity
      WHERE a.kind = 'DO' AND ua.at < ub.at
      UNION ALL
      SELECT c.case_id || ': is ' || c.status || ' with ' || count(CASE e.kind WHEN 'DO' THEN 1 END)
        || ' done and ' || count(CASE e.kind WHEN 'UNDO' THEN 1 END) || ' undone'
      FROM baton_case c LEFT JOIN trip_effect e ON e.case_id = c.case_id
      GROUP BY c.case_id, c.status
      HAVING (c.status = 'COMPENSATED'
          AND count(CASE e.kind WHEN 'DO' THEN 1 END) <> count(CASE e.kind WHEN 'UNDO' THEN 1 END))
        OR (c.status = 'COMPLETED' AND count(CASE e.kind WHEN 'UNDO' THEN 1 END) > 0)
      """),

  /** A kill is no reason to give a healthy message up: only undos that cannot succeed park. */
  I12_ONLY_POISON_IS_PUT_ASIDE(
      """
      SELECT coalesce(case_id, 'no case') || ': ' || kind || ' ' || code || ' ' || reason
      FROM baton_incident WHERE kind <> 'PARKED'
      """);

  private final String sql;

  Invariant(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }
}
