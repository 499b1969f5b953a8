package io.baton.benchmarks.measure;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What was used between its making and its reading. */
public final class Meter {
  private static final String WAL = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')";

  private final Query database;
  private final List<Long> processes;
  private final double wal;
  private final long cpu;

  /**
   * @param processes whose trees do the work; this process, whose threads are the clients, counts
   *     as well
   */
  public Meter(Query database, List<Long> processes) throws IOException, SQLException {
    this.database = database;
    this.processes = processes;
    this.wal = database.number(WAL);
    this.cpu = CpuTime.millis(processes) + own();
  }

  public double cpuMillis() throws IOException {
    return CpuTime.millis(processes) + own() - cpu;
  }

  public double walBytes() throws SQLException {
    return database.number(WAL) - wal;
  }

  /** Without its descendants, which may be those of another ground. */
  private static long own() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }
}
