package io.baton.cli.torture;

import io.baton.cli.local.KafkaSide;
import io.baton.cli.local.Local;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Records in both directions through a real server, real Kafka and its Connect, which all die. */
public final class Torture {
  private static final String EAR = "examples/kafka/ear/target/kafka-example.ear";
  private static final Duration STUCK = Duration.ofMinutes(5);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final int ZOMBIES_EVERY = 6;
  private static final int OUTAGE_AFTER = 10;
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Local local;
  private final Progress progress;

  public Torture(Local local, Progress progress) {
    this.local = local;
    this.progress = progress;
  }

  /**
   * How much, how often, and which moments.
   *
   * @param kills every sixth is followed by a zombie, and the tenth by a minute without Kafka
   */
  public record Plan(int cases, int numbers, int kills, long seed) {}

  /**
   * Runs on an empty database and leaves everything up.
   *
   * @return the line that says how it ended
   */
  public Verdict run(Plan plan) throws IOException, SQLException {
    local.down();
    local.dropData();
    Path ear = local.file(EAR);
    KafkaSide kafka = local.upWithKafka(ear, List.of(), List.of());
    progress.step("seed %d".formatted(plan.seed()));
    var sent = new RelayAudit.Sent(plan.cases(), plan.numbers());
    try (RelayTraffic traffic = new RelayTraffic(kafka.address(), sent)) {
      traffic.start();
      Killing killing = new Killing(local, kafka, progress, plan.seed());
      int deaths = plan.kills() + 1;
      for (int death = 1; death < deaths; death++) {
        // Enough is on its way at each death, and some is left for the last of them.
        traffic.allow(plan.numbers() * (death + 1) / deaths);
        awaitReceived(traffic, plan.cases() * (plan.numbers() * death / deaths - 1));
        killing.next();
        if (death % ZOMBIES_EVERY == 0) {
          killing.zombie();
        }
        if (death == OUTAGE_AFTER) {
          killing.outage();
        }
      }
      traffic.allow(plan.numbers());
      awaitReceived(traffic, traffic.expected());
      awaitQuiet(traffic); // What comes twice would have come by now.
      RelayAudit audit = traffic.audit(kept());
      audit.findings().forEach(progress::say);
      return new Verdict(line(plan, traffic, audit), audit.isClean());
    }
  }

  private void awaitReceived(RelayTraffic traffic, int wanted) {
    while (traffic.received() < wanted) {
      if (traffic.silence().compareTo(STUCK) > 0) {
        throw new TortureFailure(
            "nothing has come back for %d min: %d of %d records"
                .formatted(STUCK.toMinutes(), traffic.received(), traffic.expected()));
      }
      look();
    }
    progress.step("%d of %d records are back".formatted(traffic.received(), traffic.expected()));
  }

  private static void awaitQuiet(RelayTraffic traffic) {
    while (traffic.silence().compareTo(QUIET) < 0) {
      look();
    }
  }

  private static void look() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK.toMillis()));
  }

  private Map<String, List<Integer>> kept() throws IOException, SQLException {
    Map<String, List<Integer>> kept = new HashMap<>();
    try (Connection database = local.connect();
        PreparedStatement query =
            database.prepareStatement("SELECT case_id, number FROM relay_number");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        kept.computeIfAbsent(rows.getString(1), any -> new ArrayList<>()).add(rows.getInt(2));
      }
    }
    return kept;
  }

  private static String line(Plan plan, RelayTraffic traffic, RelayAudit audit) {
    return "torture: kafka records %d, kills %d, zombies %d, outages %d, kafka duplicate %d, kafka missing %d, kafka out of order %d, seed %d"
        .formatted(
            traffic.records(),
            plan.kills(),
            plan.kills() / ZOMBIES_EVERY,
            plan.kills() >= OUTAGE_AFTER ? 1 : 0,
            audit.duplicate(),
            audit.missing(),
            audit.outOfOrder(),
            plan.seed());
  }

  /** How a run ended, and the line that says so. */
  public record Verdict(String line, boolean good) {}
}
