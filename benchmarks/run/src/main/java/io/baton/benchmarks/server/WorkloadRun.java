package io.baton.benchmarks.server;

import io.baton.benchmarks.measure.Latency;
import io.baton.benchmarks.measure.Meter;
import io.baton.benchmarks.measure.Query;
import io.baton.benchmarks.measure.Round;
import io.baton.benchmarks.measure.Workload;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rounds of workloads on one ground. */
final class WorkloadRun {
  /** All timers of a round are due within so much time. */
  private static final long SPREAD_MILLIS = 10_000;

  /** On top of twice the time that as many cases took to begin before. */
  private static final long HEAD_START_MILLIS = 3_000;

  /** Between the turns of a case. */
  private static final String STEPS =
      """
      SELECT extract(epoch FROM at - before) * 1000 FROM (
        SELECT at, turn, lag(at) OVER (PARTITION BY case_id ORDER BY turn) AS before
        FROM baton_turn WHERE case_id LIKE ?) t
      WHERE turn > 1
      """;

  /** From the moment that a case waited for to the turn of the step after it. */
  private static final String LATE =
      Audit.FACTS
          + """
          SELECT extract(epoch FROM step.at - timer.due::timestamptz) * 1000
          FROM awaited timer
          JOIN awaited work ON work.case_id = timer.case_id AND work.kind = 'Activity'
          JOIN fact step ON step.case_id = work.case_id AND step.ref = work.ref
            AND step.type = 'RefSettled'
          WHERE timer.kind = 'Timer'
          """;

  private final Ground ground;
  private final Query database;
  private final Cases cases;
  private final Audit audit;
  private double millisToBegin = 4;

  WorkloadRun(Ground ground, Connection connection) throws IOException {
    this.ground = ground;
    this.database = new Query(connection);
    this.cases = new Cases(ground.broker(), database);
    this.audit = new Audit(database);
  }

  /** Runs until the compilers of the JVM have seen the path often. */
  void warm(Workload workload, int count) throws IOException, SQLException {
    String name = "warm-" + workload.workflow();
    long began = System.nanoTime();
    long now = System.currentTimeMillis();
    cases.start(workload, name, count, i -> workload == Workload.W4 ? now : i);
    cases.awaitBegun(name, count);
    millisToBegin = (System.nanoTime() - began) / 1e6 / count;
    if (workload == Workload.W5) {
      cases.signal(name, count);
    }
    cases.awaitEnded(name, count);
  }

  /**
   * @param name of the round: the beginning of its cases' ids
   * @param lone how many cases have the server to themselves, one after the other; of W1 only
   */
  Round round(Workload workload, String name, int count, int lone)
      throws IOException, SQLException {
    List<String> findings = new ArrayList<>();
    Meter meter = new Meter(database, ground.processes());
    double began = database.number("SELECT extract(epoch FROM clock_timestamp())");
    drive(workload, name, count, findings);
    double cpu = meter.cpuMillis();
    double wal = meter.walBytes();
    double ended =
        database.number(
            "SELECT extract(epoch FROM max(ended_at)) FROM baton_case WHERE case_id LIKE ?",
            Cases.of(name));
    Latency latency =
        switch (workload) {
          case W1 -> lone(name + "lone", lone, findings);
          case W4 -> Latency.of(database.numbers(LATE, Cases.of(name)));
          case W2, W3, W5 -> Latency.NONE;
        };
    findings.addAll(audit.findings(workload, name, count));
    findings.addAll(audit.inDoubt());
    return new Round(
        workload,
        count / (ended - began),
        cpu / ((double) count * workload.steps()),
        wal / count,
        latency,
        findings);
  }

  private void drive(Workload workload, String name, int count, List<String> findings)
      throws SQLException {
    switch (workload) {
      case W1, W2, W3 -> cases.start(workload, name, count, i -> i);
      case W4 -> timers(name, count, findings);
      case W5 -> {
        cases.start(workload, name, count, i -> i);
        cases.awaitBegun(name, count);
        cases.signal(name, count);
      }
    }
    cases.awaitEnded(name, count);
  }

  /** A timer that is set when it should have fired says nothing of how late timers are. */
  private void timers(String name, int count, List<String> findings) throws SQLException {
    long first =
        System.currentTimeMillis() + HEAD_START_MILLIS + Math.round(2 * count * millisToBegin);
    cases.start(Workload.W4, name, count, i -> first + i * SPREAD_MILLIS / count);
    cases.awaitBegun(name, count);
    double set =
        database.number(
            "SELECT extract(epoch FROM max(at)) * 1000 FROM baton_turn WHERE case_id LIKE ? AND turn = 1",
            Cases.of(name));
    if (set > first) {
      findings.add(
          "%s: timers were set %.0f ms after the first was due".formatted(name, set - first));
    }
  }

  /** One case after the other; a step lasts from one turn of its case to the next. */
  private Latency lone(String name, int count, List<String> findings) throws SQLException {
    for (int i = 0; i < count; i++) {
      String one = name + "-" + i;
      cases.start(Workload.W1, one, 1, input -> input);
      cases.awaitEnded(one, 1);
    }
    findings.addAll(audit.findings(Workload.W1, name, count));
    return Latency.of(database.numbers(STEPS, Cases.of(name)));
  }

  /** How many turns share a transaction, on the average. */
  double sharing(String name) throws SQLException {
    return database.number(
        "SELECT count(*)::float8 / count(DISTINCT xmin::text) FROM baton_turn WHERE case_id LIKE ?",
        Cases.of(name));
  }
}
