package io.baton.peers.dbos;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Queue;
import io.baton.peers.harness.Database;
import io.baton.peers.harness.Driver;
import io.baton.peers.harness.Engine;
import java.time.Duration;

/** DBOS Transact: a library, its checkpoints in PostgreSQL. */
public final class Main implements Engine {
  private static final String OPEN =
      "SELECT 1 FROM dbos.workflow_status WHERE status IN ('PENDING', 'ENQUEUED') LIMIT 1";

  private final HikariDataSource database;
  private final DBOS dbos;
  private final Workflows workflows;

  private Main(HikariDataSource database, DBOS dbos, Workflows workflows) {
    this.database = database;
    this.dbos = dbos;
    this.workflows = workflows;
  }

  public static void main(String[] args) throws Exception {
    HikariDataSource database = Database.open();
    DBOS dbos = new DBOS(DBOSConfig.defaults("bench").withDataSource(database).withAppVersion("1"));
    DurableWorkflows target = new DurableWorkflows(dbos);
    Workflows proxy = dbos.registerProxy(Workflows.class, target);
    target.calledThrough(proxy);
    dbos.registerQueue(
        new Queue("cases").withWorkerConcurrency(64).withPollingInterval(Duration.ofMillis(100)));
    dbos.launch();
    try (Engine engine = new Main(database, dbos, proxy)) {
      Driver.serve(engine);
    }
    System.exit(0); // Threads of the library may still wait for timers.
  }

  @Override
  public void start(String workload, String key, long due) {
    StartWorkflowOptions options = new StartWorkflowOptions(key);
    switch (workload) {
      case "W1" -> dbos.startWorkflow(() -> workflows.tenSteps(0), options);
      // Its pool has 50 threads for each core: cases that wait for their branches must not take
      // them all.
      case "W2" -> dbos.startWorkflow(() -> workflows.eightAtOnce(0), options.withQueue("cases"));
      case "W3" -> dbos.startWorkflow(workflows::thirdFails, options);
      case "W4" -> dbos.startWorkflow(() -> workflows.oneTimer(due), options);
      case "W5" -> dbos.startWorkflow(workflows::oneSignal, options);
      default -> throw new IllegalArgumentException(workload);
    }
  }

  @Override
  public void signal(String key) {
    dbos.send(key, "go", "go");
  }

  @Override
  public void awaitEnded(int cases) throws Exception {
    Database.awaitNone(database, OPEN);
  }

  @Override
  public void close() {
    dbos.shutdown();
    database.close();
  }
}
