package io.baton.peers.flowable;

import com.zaxxer.hikari.HikariDataSource;
import io.baton.peers.harness.Bpmn;
import io.baton.peers.harness.Database;
import io.baton.peers.harness.Driver;
import io.baton.peers.harness.Engine;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/** Flowable: a library, its jobs in PostgreSQL. */
public final class Main implements Engine {
  private static final int THREADS = 16;
  private static final int WAITING = 20_000;
  private static final int AT_ONCE = 512;
  private static final int PAUSE_MILLIS = 100;

  private final HikariDataSource database;
  private final ProcessEngine engine;
  private final RuntimeService cases;

  private Main(HikariDataSource database, ProcessEngine engine) {
    this.database = database;
    this.engine = engine;
    this.cases = engine.getRuntimeService();
  }

  public static void main(String[] args) throws Exception {
    HikariDataSource database = Database.open();
    var configuration = new StandaloneProcessEngineConfiguration();
    configuration.setDataSource(database);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setAsyncExecutorActivate(false);
    configuration.setHistory("activity");
    configuration.setAsyncExecutorCorePoolSize(THREADS);
    configuration.setAsyncExecutorMaxPoolSize(THREADS);
    configuration.setAsyncExecutorThreadPoolQueueSize(WAITING);
    configuration.setAsyncExecutorDefaultTimerJobAcquireWaitTime(PAUSE_MILLIS);
    configuration.setAsyncExecutorDefaultAsyncJobAcquireWaitTime(PAUSE_MILLIS);
    configuration.setAsyncExecutorMaxAsyncJobsDuePerAcquisition(AT_ONCE);
    configuration.setAsyncExecutorMaxTimerJobsPerAcquisition(AT_ONCE);
    ProcessEngine engine = configuration.buildProcessEngine();
    var bpmn =
        new Bpmn("http://flowable.org/bpmn", "", "x:async=\"true\"", Main.class.getPackageName());
    var deployment = engine.getRepositoryService().createDeployment();
    for (String workload : List.of("W1", "W2", "W3", "W4", "W5")) {
      deployment.addString(workload + ".bpmn20.xml", bpmn.of(workload));
    }
    deployment.deploy();
    configuration.getAsyncExecutor().start();
    try (Engine main = new Main(database, engine)) {
      Driver.serve(main);
    }
    System.exit(0);
  }

  @Override
  public void start(String workload, String key, long due) {
    Map<String, Object> variables = new HashMap<>();
    if (workload.equals("W1")) {
      variables.put("number", 0);
    }
    if (workload.equals("W4")) {
      variables.put("due", new Date(due));
    }
    cases.startProcessInstanceByKey(workload, key, variables);
  }

  @Override
  public void signal(String key) {
    String waiting =
        cases
            .createExecutionQuery()
            .processInstanceBusinessKey(key, true)
            .messageEventSubscriptionName("go")
            .singleResult()
            .getId();
    cases.messageEventReceived("go", waiting);
  }

  @Override
  public void awaitEnded(int count) throws Exception {
    Database.awaitNone(database, "SELECT 1 FROM act_ru_execution LIMIT 1");
  }

  @Override
  public void close() {
    engine.close();
    database.close();
  }
}
