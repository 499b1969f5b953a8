package io.baton.peers.operaton;

import com.zaxxer.hikari.HikariDataSource;
import io.baton.peers.harness.Bpmn;
import io.baton.peers.harness.Database;
import io.baton.peers.harness.Driver;
import io.baton.peers.harness.Engine;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.RuntimeService;
import org.operaton.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.jobexecutor.DefaultJobExecutor;

/** Operaton: a library, its jobs in PostgreSQL. */
public final class Main implements Engine {
  private static final int THREADS = 16;
  private static final int WAITING = 64;
  private static final int AT_ONCE = 32;
  private static final int PAUSE_MILLIS = 100;
  private static final int LONGEST_BACKOFF_MILLIS = 20;

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
    DefaultJobExecutor jobs = jobs();
    var configuration = new StandaloneProcessEngineConfiguration();
    configuration.setDataSource(database);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setJobExecutorActivate(false);
    configuration.setHistory("activity");
    configuration.setMetricsEnabled(false);
    configuration.setDbMetricsReporterActivate(false);
    configuration.setJobExecutorAcquireByDueDate(true);
    configuration.setJobExecutor(jobs);
    ProcessEngine engine = configuration.buildProcessEngine();
    var bpmn =
        new Bpmn(
            "http://operaton.org/schema/1.0/bpmn",
            "x:historyTimeToLive=\"30\"",
            "x:asyncBefore=\"true\"",
            Main.class.getPackageName());
    var deployment = engine.getRepositoryService().createDeployment();
    for (String workload : List.of("W1", "W2", "W3", "W4", "W5")) {
      deployment.addString(workload + ".bpmn", bpmn.of(workload));
    }
    deployment.deploy();
    jobs.start();
    try (Engine main = new Main(database, engine)) {
      Driver.serve(main);
    }
    System.exit(0);
  }

  private static DefaultJobExecutor jobs() {
    var jobs = new DefaultJobExecutor();
    jobs.setCorePoolSize(THREADS);
    jobs.setMaxPoolSize(THREADS);
    jobs.setQueueSize(WAITING);
    jobs.setMaxJobsPerAcquisition(AT_ONCE);
    jobs.setWaitTimeInMillis(PAUSE_MILLIS);
    jobs.setMaxWait(PAUSE_MILLIS);
    jobs.setBackoffTimeInMillis(0);
    jobs.setMaxBackoff(LONGEST_BACKOFF_MILLIS);
    return jobs;
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
    cases.createMessageCorrelation("go").processInstanceBusinessKey(key).correlate();
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
