package io.baton.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * A scheduler in a cluster. Quartz' rows never have to be committed together with anything of
 * Baton's, since what is due stands in Baton's own tables; hence its job store with transactions of
 * its own ({@link JobStoreTX}), which needs no transaction manager, and uses connections outside of
 * the server's transactions, so that the data source of the cases will do.
 */
final class Clustered {
  private Clustered() {}

  /**
   * @throws IllegalStateException when Quartz cannot be made
   */
  static Scheduler scheduler(String cluster, String node, DataSource source) {
    String name = cluster + "-" + node;
    DBConnectionManager.getInstance().addConnectionProvider(name, new Borrowed(source));
    try {
      var factory = new StdSchedulerFactory(properties(cluster, node, name, source));
      Scheduler made = factory.getScheduler();
      // Otherwise a second engine in this JVM would get the first one's scheduler.
      SchedulerRepository.getInstance().remove(cluster);
      return made;
    } catch (SchedulerException | SQLException e) {
      throw new IllegalStateException("BATON-1416 Quartz does not come up: " + e.getMessage(), e);
    }
  }

  private static Properties properties(
      String cluster, String node, String sourceName, DataSource source) throws SQLException {
    Properties p = new Properties();
    p.setProperty("org.quartz.scheduler.instanceName", cluster);
    p.setProperty("org.quartz.scheduler.instanceId", node);
    p.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    p.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    p.setProperty("org.quartz.scheduler.interruptJobsOnShutdown", "false");
    // The default, 30 s, is how long a node may sleep on a trigger that another one moved.
    p.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
    p.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    p.setProperty("org.quartz.threadPool.threadCount", "2");
    p.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    p.setProperty(
        "org.quartz.threadPool.threadsInheritContextClassLoaderOfInitializingThread", "true");
    p.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    p.setProperty("org.quartz.jobStore.driverDelegateClass", delegate(source).getName());
    p.setProperty("org.quartz.jobStore.dataSource", sourceName);
    p.setProperty("org.quartz.jobStore.tablePrefix", Tables.PREFIX);
    p.setProperty("org.quartz.jobStore.useProperties", "true"); // No serialized objects in rows.
    p.setProperty("org.quartz.jobStore.isClustered", "true");
    p.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    p.setProperty("org.quartz.jobStore.clusterCheckinInterval", "2000");
    p.setProperty("org.quartz.jobStore.misfireThreshold", "2000");
    return p;
  }

  private static Class<?> delegate(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
          ? PostgreSQLDelegate.class
          : StdJDBCDelegate.class;
    }
  }

  /** The server's pool, which is not Quartz' to open or close. */
  private record Borrowed(DataSource source) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return source.getConnection();
    }

    @Override
    public void shutdown() {}

    @Override
    public void initialize() {}
  }
}
