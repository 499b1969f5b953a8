package io.baton.benchmarks.server;

import io.baton.benchmarks.measure.Query;
import io.baton.benchmarks.measure.Workload;
import io.baton.cli.ground.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/** Starts cases and waits for them. Their ids are the name of their round, and a number. */
final class Cases {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String START = "{\"workflow\":\"%s\",\"caseId\":\"%s-%d\",\"input\":%d}";
  private static final String SIGNAL =
      "{\"signal\":\"go\",\"case\":\"%s-%d\",\"value\":1,\"messageId\":\"go\"}";

  private final Broker broker;
  private final Query database;

  Cases(Broker broker, Query database) {
    this.broker = broker;
    this.database = database;
  }

  /** Of a round, as SQL compares it. */
  static String of(String round) {
    return round + "-%";
  }

  void start(Workload workload, String round, int count, LongUnaryOperator input) {
    List<String> requests =
        IntStream.range(0, count)
            .mapToObj(i -> START.formatted(workload.workflow(), round, i, input.applyAsLong(i)))
            .toList();
    broker.send("baton.start", requests);
  }

  void signal(String round, int count) {
    broker.send(
        "baton.signals",
        IntStream.range(0, count).mapToObj(i -> SIGNAL.formatted(round, i)).toList());
  }

  void awaitEnded(String round, int count) {
    await(
        "ended",
        "SELECT count(*) FROM baton_case WHERE case_id LIKE ? AND ended_at IS NOT NULL",
        round,
        count);
  }

  /** Until the first command of each of them is handled. */
  void awaitBegun(String round, int count) {
    await(
        "began", "SELECT count(*) FROM baton_case WHERE case_id LIKE ? AND turn > 0", round, count);
  }

  private void await(String what, String sql, String round, int count) {
    if (!Until.holds(LIMIT, () -> number(sql, round) >= count)) {
      throw new IllegalStateException(
          "%s: %.0f of %d cases %s within %s"
              .formatted(round, number(sql, round), count, what, LIMIT));
    }
  }

  private double number(String sql, String round) {
    try {
      return database.number(sql, of(round));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
