package io.baton.cli.demo;

import io.baton.cli.ground.Until;
import io.baton.cli.local.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Waits for what the database shows, and says how far it is. */
final class Watch {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SAY_EVERY = Duration.ofSeconds(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Tables tables;
  private final Progress progress;

  Watch(Tables tables, Progress progress) {
    this.tables = tables;
    this.progress = progress;
  }

  /** Each request has become a case that ended or parked, or was refused. */
  void allSettled(int requests) throws SQLException {
    await("requests settled", requests, () -> tables.settled() + tables.refused());
  }

  void effectRows(int rows) throws SQLException {
    await("effects", rows, tables::effectRows);
  }

  /** None of these prepared transactions is there any more; false when the time is over. */
  boolean resolved(Set<String> inDoubt, Duration limit) {
    return Until.holds(limit, () -> prepared().stream().noneMatch(inDoubt::contains));
  }

  /** PostgreSQL holds no prepared transaction; false when the time is over. */
  boolean nothingPrepared(Duration limit) {
    return Until.holds(limit, () -> prepared().isEmpty());
  }

  private Set<String> prepared() {
    try {
      return tables.prepared();
    } catch (SQLException e) {
      throw new DemoFailure("the database does not answer: " + e.getMessage(), e);
    }
  }

  private void await(String what, int wanted, Count count) throws SQLException {
    long began = System.nanoTime();
    Progression seen = new Progression(-1, began);
    long said = began;
    for (int now = count.now(); now < wanted; now = count.now()) {
      seen = seen.at(tables.turns() + now);
      if (seen.isStuck()) {
        throw stuck(now, wanted, what);
      }
      if (System.nanoTime() - said > SAY_EVERY.toNanos()) {
        said = System.nanoTime();
        progress.step("  %d of %d %s".formatted(now, wanted, what));
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private DemoFailure stuck(int now, int wanted, String what) throws SQLException {
    return new DemoFailure(
        "%d of %d %s, and nothing has changed for %d s: cases %s, incidents %s, effects %d"
            .formatted(
                now,
                wanted,
                what,
                PATIENCE.toSeconds(),
                tables.statuses(),
                tables.incidents(),
                tables.effectRows()),
        null);
  }

  /** A number that the database knows. */
  private interface Count {
    int now() throws SQLException;
  }

  /** How far things were, and since when. */
  private record Progression(int state, long since) {
    Progression at(int now) {
      return now == state ? this : new Progression(now, System.nanoTime());
    }

    boolean isStuck() {
      return System.nanoTime() - since > PATIENCE.toNanos();
    }
  }
}
