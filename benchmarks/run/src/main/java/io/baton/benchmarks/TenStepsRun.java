package io.baton.benchmarks;

import io.baton.cli.ground.Until;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** W1 on one ground: many cases at once for what a step costs, lone ones for how long it takes. */
final class TenStepsRun {
  private static final int STEPS = 10;

  /** Created, started, ten steps. */
  private static final int TURNS = 12;

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration IN_DOUBT = Duration.ofSeconds(20);
  private static final String REQUEST = "{\"workflow\":\"w1\",\"caseId\":\"%s-%d\",\"input\":%d}";

  private final Ground ground;
  private final Query database;

  TenStepsRun(Ground ground, Connection connection) {
    this.ground = ground;
    this.database = new Query(connection);
  }

  /** Runs until the compilers of the JVM have seen the path often. */
  void warm(int cases) throws IOException, SQLException {
    sendAndAwait("warm", cases);
  }

  /**
   * @param name of the round: the beginning of its cases' ids
   */
  Round round(String name, int cases, int lone) throws IOException, SQLException {
    double wal = wal();
    double began = database.number("SELECT extract(epoch FROM clock_timestamp())");
    long cpu = CpuTime.millis(ground.processes());
    sendAndAwait(name, cases);
    double used = CpuTime.millis(ground.processes()) - cpu;
    double ended =
        database.number(
            "SELECT extract(epoch FROM max(ended_at)) FROM baton_case WHERE %s"
                .formatted(of(name)));
    double written = wal() - wal;
    double steps = (double) cases * STEPS;
    List<Double> millis = lone("lone-" + name, lone);
    List<String> findings = new ArrayList<>(audit(name, cases));
    findings.addAll(audit("lone-" + name, lone));
    return new Round(
        steps / (ended - began),
        used / steps,
        written / cases,
        percentile(millis, 50),
        percentile(millis, 99),
        findings);
  }

  /** One case after the other; a step lasts from one turn of its case to the next. */
  private List<Double> lone(String name, int cases) throws IOException, SQLException {
    for (int i = 0; i < cases; i++) {
      sendAndAwait(name + "-" + i, 1);
    }
    String sql =
        """
        SELECT extract(epoch FROM at - before) * 1000 FROM (
          SELECT at, turn, lag(at) OVER (PARTITION BY case_id ORDER BY turn) AS before
          FROM baton_turn WHERE %s) t
        WHERE turn > 1 ORDER BY 1
        """;
    return database.texts(sql.formatted(of(name))).stream().map(Double::valueOf).toList();
  }

  private static double percentile(List<Double> sorted, int percent) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private void sendAndAwait(String name, int cases) throws IOException, SQLException {
    ground.send(IntStream.range(0, cases).mapToObj(i -> REQUEST.formatted(name, i, i)).toList());
    String left = "SELECT count(*) FROM baton_case WHERE ended_at IS NOT NULL AND " + of(name);
    if (!Until.holds(LIMIT, () -> number(left) >= cases)) {
      throw new IllegalStateException(
          "%s: %.0f of %d cases ended within %s".formatted(name, number(left), cases, LIMIT));
    }
  }

  private double number(String sql) {
    try {
      return database.number(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many turns share a transaction, on the average. */
  double sharing(String name) throws SQLException {
    return database.number(
        "SELECT count(*)::float8 / count(DISTINCT xmin::text) FROM baton_turn WHERE " + of(name));
  }

  private double wal() throws SQLException {
    return database.number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
  }

  private static String of(String name) {
    return "case_id LIKE '" + name + "-%'";
  }

  /** Each case is there, completed, and each of its steps was done once. */
  private List<String> audit(String name, int cases) throws SQLException {
    List<String> findings = new ArrayList<>();
    double there = database.number("SELECT count(*) FROM baton_case WHERE " + of(name));
    if (there != cases) {
      findings.add("%s: %.0f cases instead of %d".formatted(name, there, cases));
    }
    String wrong =
        """
        SELECT c.case_id || ' is ' || c.status || ' with ' || count(t.turn) || ' turns, '
          || count(DISTINCT t.command_id) || ' commands, ' || coalesce(sum(t.settled), 0) || ' steps'
        FROM baton_case c LEFT JOIN (
          SELECT case_id, turn, command_id,
            (length(events) - length(replace(events, '"type":"RefSettled"', ''))) / 19 AS settled
          FROM baton_turn) t ON t.case_id = c.case_id
        WHERE c.%s
        GROUP BY c.case_id, c.status, c.turn
        HAVING c.status <> 'COMPLETED' OR c.turn <> %d OR count(t.turn) <> %d
          OR count(DISTINCT t.command_id) <> %d OR coalesce(sum(t.settled), 0) <> %d
        """;
    findings.addAll(database.texts(wrong.formatted(of(name), TURNS - 1, TURNS, TURNS, STEPS)));
    String together =
        """
        SELECT case_id || ' took ' || count(*) || ' turns in ' || count(DISTINCT xmin::text)
          || ' transactions'
        FROM baton_turn WHERE %s GROUP BY case_id
        HAVING count(*) <> count(DISTINCT xmin::text) LIMIT 10
        """;
    findings.addAll(database.texts(together.formatted(of(name))));
    findings.addAll(database.texts("SELECT kind || ': ' || reason FROM baton_incident"));
    if (!Until.holds(IN_DOUBT, () -> number("SELECT count(*) FROM pg_prepared_xacts") == 0)) {
      findings.addAll(database.texts("SELECT 'in doubt: ' || gid FROM pg_prepared_xacts"));
    }
    return findings;
  }
}
