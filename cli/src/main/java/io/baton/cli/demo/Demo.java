package io.baton.cli.demo;

import io.baton.cli.demo.Demand.Outcome;
import io.baton.cli.journal.CaseRow;
import io.baton.cli.journal.Journal;
import io.baton.cli.journal.Timeline;
import io.baton.cli.local.Local;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Books trips, kills the server while it books more, and proves that each step happened once. */
public final class Demo {
  private static final String REQUESTS = "examples/trip-booking/requests.jsonl";
  private static final int MORE = 5;
  private static final Duration IN_DOUBT = Duration.ofSeconds(20);

  private final Local local;
  private final Progress progress;
  private final boolean overKafka;

  /**
   * @param overKafka whether workers on Kafka do the work
   */
  public Demo(Local local, Progress progress, boolean overKafka) {
    this.local = local;
    this.progress = progress;
    this.overKafka = overKafka;
  }

  /**
   * Runs the demo on an empty database and leaves everything up.
   *
   * @return whether the audit found nothing
   */
  public Verdict run() throws IOException, SQLException {
    Requests first = Requests.read(local.file(REQUESTS));
    local.down();
    local.dropData();
    Optional<KafkaStage> kafka = up();
    try (Connection connection = local.connect()) {
      Tables tables = new Tables(connection);
      Demands demands = Demands.of(first);
      book(first, demands, tables);
      tell(demands, new Journal(connection));

      Requests more = first.again(MORE);
      Demands all = demands.and(Demands.of(more));
      int late = bookThroughAKill(more, all, tables, kafka);
      return audit(all, tables, late, kafka);
    }
  }

  private Optional<KafkaStage> up() throws IOException {
    if (overKafka) {
      return Optional.of(KafkaStage.up(local));
    }
    local.up(local.tripApplication());
    return Optional.empty();
  }

  private void send(Requests requests) throws IOException {
    Requests sent = overKafka ? requests.of(KafkaStage.WORKFLOW) : requests;
    local.startQueue().send(sent.lines());
  }

  private void book(Requests requests, Demands demands, Tables tables)
      throws IOException, SQLException {
    send(requests);
    progress.step("%d requests sent from %s".formatted(requests.lines().size(), REQUESTS));
    new Watch(tables, progress).allSettled(demands.requests());
    progress.step("all of them are settled");
    Audit audit = Audit.of(demands, tables.effects(), tables.outcomes());
    progress.print(
        Result.of(tables.outcomes().values(), tables.refused(), audit, 0).table(demands));
  }

  private void tell(Demands demands, Journal journal) throws SQLException {
    for (Outcome outcome : new Outcome[] {Outcome.COMPLETED, Outcome.COMPENSATED}) {
      String caseId = demands.first(outcome).map(Demand::caseId).orElseThrow();
      CaseRow row = journal.find(caseId).orElseThrow();
      progress.print(Timeline.of(row, journal.turns(caseId), ZoneId.systemDefault()));
    }
  }

  /** Returns how many transactions stayed in doubt for longer than they may. */
  private int bookThroughAKill(
      Requests more, Demands all, Tables tables, Optional<KafkaStage> kafka)
      throws IOException, SQLException {
    int before = tables.effectRows();
    int half = before + (all.effects() - before) / 2;
    send(more);
    progress.step("%d more requests sent".formatted(more.lines().size()));
    Watch watch = new Watch(tables, progress);
    watch.effectRows(half);
    local.killServer();
    if (kafka.isPresent()) {
      kafka.get().kill();
      progress.step("Kafka, Kafka Connect and the workers killed with kill -9");
    }
    Set<String> inDoubt = tables.prepared();
    progress.step(
        "server killed with kill -9: %d of %d effects, %d of %d requests settled, %d transactions in doubt"
            .formatted(
                tables.effectRows(),
                all.effects(),
                tables.settled() + tables.refused(),
                all.requests(),
                inDoubt.size()));
    if (kafka.isPresent()) {
      kafka.get().startKafkaAgain();
    }
    progress.step("starting WildFly again …");
    local.startServerAgain();
    double ready = progress.seconds();
    if (kafka.isPresent()) {
      kafka.get().startConnectAgain();
    }
    boolean resolved = watch.resolved(inDoubt, IN_DOUBT);
    progress.step(
        (resolved
                ? "what was in doubt is decided, %.1f s after the server was ready"
                : "transactions are still in doubt %.1f s after the server was ready")
            .formatted(progress.seconds() - ready));
    watch.allSettled(all.requests());
    progress.step("all %d requests are settled".formatted(all.requests()));
    return resolved ? 0 : inDoubt.size();
  }

  private Verdict audit(Demands all, Tables tables, int late, Optional<KafkaStage> kafka)
      throws IOException, SQLException {
    boolean none = new Watch(tables, progress).nothingPrepared(IN_DOUBT);
    LeftOpen left = LeftOpen.in(local);
    Audit audit = Audit.of(all, tables.effects(), tables.outcomes());
    int prepared = none ? 0 : tables.prepared().size();
    int inDoubt = Math.max(late, prepared) + left.inDoubt();
    Result result = Result.of(tables.outcomes().values(), tables.refused(), audit, inDoubt);
    progress.print(result.table(all));
    progress.step(
        "audit: %d effects demanded; in doubt: %d in PostgreSQL, %d in the transaction log, %d in the broker; messages left: %d"
            .formatted(
                all.effects(), prepared, left.transactions(), left.branches(), left.messages()));
    audit.findings().forEach(progress::say);
    if (kafka.isEmpty()) {
      return new Verdict(result, "", result.isGood(all));
    }
    RecordAudit records = kafka.get().audit(all);
    records.findings().forEach(progress::say);
    return new Verdict(result, records.line(), result.isGood(all) && records.isClean());
  }

  /** How a run ended, and the line that says so. */
  public record Verdict(Result result, String more, boolean good) {
    public String lastLine(double seconds) {
      return result.lastLine(seconds) + more;
    }
  }
}
