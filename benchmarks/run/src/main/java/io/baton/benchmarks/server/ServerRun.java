package io.baton.benchmarks.server;

import io.baton.benchmarks.limits.Limits;
import io.baton.benchmarks.measure.Query;
import io.baton.benchmarks.measure.Round;
import io.baton.benchmarks.measure.Sizes;
import io.baton.benchmarks.measure.Workload;
import io.baton.cli.local.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A ground, what it promises, what its machine can do, and the workloads on it. */
public final class ServerRun implements AutoCloseable {
  private final Wiring wiring;
  private final Progress progress;
  private final Sizes sizes;
  private final Ground ground;
  private final Connection connection;
  private final WorkloadRun run;
  private final Map<Workload, List<Round>> rounds = new EnumMap<>(Workload.class);

  /**
   * Returns when the server is ready.
   *
   * @param javaOptions for the server's JVM; may be empty
   */
  public ServerRun(Path checkout, Wiring wiring, String javaOptions, Progress progress, Sizes sizes)
      throws IOException, SQLException {
    this.wiring = wiring;
    this.progress = progress;
    this.sizes = sizes;
    this.ground = new Ground(checkout, wiring, javaOptions);
    this.connection = ground.connect();
    this.run = new WorkloadRun(ground, connection);
  }

  /**
   * What makes the figures honest, as the running parts tell it.
   *
   * @throws IllegalStateException when something could be lost
   */
  public List<String> settings() throws IOException, SQLException {
    return Durability.check(new Query(connection), ground);
  }

  public Limits limits() throws IOException, SQLException {
    progress.step("measuring what the machine can do");
    return new LimitsRun(ground).measure();
  }

  public void warm(Workload workload) throws IOException, SQLException {
    progress.step("%s: warming up with %d cases".formatted(workload, sizes.warm(workload)));
    run.warm(workload, sizes.warm(workload));
  }

  public void round(Workload workload, int number) throws IOException, SQLException {
    String name = workload.workflow() + "-round" + number;
    Round round = run.round(workload, name, sizes.cases(workload), sizes.lone());
    progress.step("%s: round %d, %s: %s".formatted(workload, number, wiring, round));
    progress.say(
        "  WAL %.0f bytes a case, %.1f turns a transaction"
            .formatted(round.walBytes(), run.sharing(name)));
    rounds.computeIfAbsent(workload, w -> new ArrayList<>()).add(round);
  }

  /** The rounds so far, in their order. */
  public List<Round> rounds(Workload workload) {
    return rounds.getOrDefault(workload, List.of());
  }

  public Map<Workload, Round> medians(Collection<Workload> workloads) {
    Map<Workload, Round> medians = new EnumMap<>(Workload.class);
    workloads.forEach(workload -> medians.put(workload, Round.median(rounds(workload))));
    return medians;
  }

  @Override
  public void close() throws IOException {
    ground.close();
  }
}
