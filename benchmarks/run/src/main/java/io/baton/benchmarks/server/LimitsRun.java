package io.baton.benchmarks.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.baton.benchmarks.limits.Commits;
import io.baton.benchmarks.limits.ForcedWrites;
import io.baton.benchmarks.limits.Limits;
import io.baton.benchmarks.measure.Quantiles;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures the limits on the ground of the workloads, while nothing else runs there. */
final class LimitsRun {
  private static final Duration TIME = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MANY = 16;
  private static final int MESSAGES = 20_000;
  private static final int IN_ONE_TRANSACTION = 100;
  private static final int BARE_COMMITS = 300;

  /** A third warms up. */
  private static final int BARE_COMMITS_COUNTED = 200;

  /** A queue that nobody reads as long as there is no bridge. */
  private static final String UNREAD = "baton.outputs";

  /** About what a command of the engine takes. */
  private static final String TEXT = "x".repeat(1_000);

  private final Ground ground;

  LimitsRun(Ground ground) {
    this.ground = ground;
  }

  Limits measure() throws IOException, SQLException {
    ForcedWrites writes = new ForcedWrites(ground.folder());
    Commits commits = new Commits(ground::connect);
    return new Limits(
        writes.perSecond(1, TIME),
        writes.perSecond(MANY, TIME),
        commits.perSecond(1, TIME),
        commits.perSecond(MANY, TIME),
        messages(),
        bareCommit());
  }

  private double messages() throws IOException {
    Broker broker = ground.broker();
    broker.send(UNREAD, Collections.nCopies(MESSAGES / 4, TEXT), IN_ONE_TRANSACTION);
    long began = System.nanoTime();
    broker.send(UNREAD, Collections.nCopies(MESSAGES, TEXT), IN_ONE_TRANSACTION);
    double seconds = (System.nanoTime() - began) / 1e9;
    broker.drain(UNREAD);
    return MESSAGES / seconds;
  }

  private double bareCommit() throws IOException {
    String request = "{\"workflow\":\"bare-commits\",\"input\":%d}".formatted(BARE_COMMITS);
    String answer =
        ground
            .ask(request, PATIENCE)
            .orElseThrow(() -> new IllegalStateException("no answer about bare commits"));
    List<Double> millis = new ArrayList<>();
    tree(answer).path("result").forEach(one -> millis.add(one.asDouble()));
    if (millis.size() != BARE_COMMITS) {
      throw new IllegalStateException("bare commits cannot be measured: " + answer);
    }
    ground.broker().drain(UNREAD);
    return Quantiles.median(millis.subList(BARE_COMMITS - BARE_COMMITS_COUNTED, BARE_COMMITS));
  }

  private static JsonNode tree(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not an answer: " + json, e);
    }
  }
}
