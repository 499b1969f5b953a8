package io.baton.ejb.node;

import io.baton.ejb.jms.Names;
import io.baton.port.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.management.ObjectName;
import javax.sql.DataSource;

/** What must be right before the first command is taken; each error says what to do about it. */
public final class StartChecks {
  private static final System.Logger LOG = System.getLogger(StartChecks.class.getName());

  /** Connections beyond those of the listeners: starts, recording, time, recovery. */
  private static final int SPARE = 8;

  private final ServerModel server = new ServerModel();
  private final List<String> errors = new ArrayList<>();
  private final Optional<DataSource> source;
  private final String dataSourceName;
  private final int sessions = Integer.parseInt(Settings.get("baton.sessions", "16"));

  public StartChecks(Optional<DataSource> source, String dataSourceName) {
    this.source = source;
    this.dataSourceName = dataSourceName;
  }

  /**
   * Looks at all that can be seen now.
   *
   * @return false when the server's configuration has to be looked at later: it still boots
   * @throws IllegalStateException with every error, one a line
   */
  public boolean run() {
    boolean booting = server.isBooting();
    errors.clear();
    checkNodeId();
    if (!booting) {
      checkServer();
    }
    source.ifPresent(this::checkDatabase);
    if (!errors.isEmpty()) {
      throw new IllegalStateException("Baton does not start:\n  " + String.join("\n  ", errors));
    }
    return !booting;
  }

  private void checkServer() {
    if (server.isReadable()) {
      source.ifPresent(s -> checkDataSource(dataSourceName));
      checkBroker();
      checkJmsPool();
    } else {
      LOG.log(
          System.Logger.Level.WARNING,
          "this server's configuration cannot be read from inside: data source, dead letters and pools are not checked");
    }
  }

  private void checkNodeId() {
    String node = Settings.get(Settings.NODE, "");
    if (node.isEmpty() || node.length() > 23) {
      errors.add(
          "BATON-1406 -Dbaton.node.id is '%s'; it must have 1 to 23 characters, be unique among all servers and stay the same over restarts"
              .formatted(node));
    }
  }

  private void checkDataSource(String jndiName) {
    for (ObjectName name : server.names("subsystem=datasources,xa-data-source=*")) {
      if (server.attribute(name, "jndiName").equals(Optional.of(jndiName))) {
        checkPool("data source", name, "BATON-1402");
        return;
      }
    }
    for (ObjectName name : server.names("subsystem=datasources,data-source=*")) {
      if (server.attribute(name, "jndiName").equals(Optional.of(jndiName))
          && server.attribute(name, "connectable").equals(Optional.of("true"))) {
        checkPool("data source", name, "BATON-1402");
        return;
      }
    }
    errors.add(
        "BATON-1401 data source %s is neither an xa-data-source nor declared commit-markable (connectable); with a plain one a crash would lose or double steps"
            .formatted(jndiName));
  }

  private void checkPool(String what, ObjectName name, String code) {
    int needed = 2 * sessions + SPARE;
    int size = server.attribute(name, "maxPoolSize").map(Integer::parseInt).orElse(20);
    if (size < needed) {
      errors.add(
          "%s the pool of the %s holds %d connections, %d sessions need at least %d (max-pool-size)"
              .formatted(code, what, size, sessions, needed));
    }
  }

  private void checkJmsPool() {
    server
        .names("subsystem=messaging-activemq,server=default,pooled-connection-factory=activemq-ra")
        .forEach(name -> checkPool("JMS connection factory activemq-ra", name, "BATON-1407"));
  }

  private void checkBroker() {
    String address = Names.COMMANDS_ADDRESS;
    if (!server.hasBroker()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "no embedded broker: dead letters and redelivery of {0} are not checked",
          address);
      return;
    }
    String dead = server.addressSetting(address, "deadLetterAddress").orElse("undefined");
    if (!dead.equals(Names.DEAD_ADDRESS)) {
      errors.add(
          "BATON-1403 address %s has the dead-letter-address '%s', needed is '%s': elsewhere nobody would miss the commands that the broker gives up"
              .formatted(address, dead, Names.DEAD_ADDRESS));
    }
    if (server.addressSetting(address, "redeliveryDelay").map(Long::parseLong).orElse(0L) <= 0) {
      errors.add(
          "BATON-1404 address %s has no redelivery-delay: a command that fails would spin"
              .formatted(address));
    }
    checkRecords();
    if (!Settings.get(Settings.OUTPUT_SHARDS, "0").equals("0")) {
      checkShards();
    }
  }

  /** What would lose a record, or hold those behind one that waits its turn. */
  private void checkRecords() {
    if (server.names(ServerModel.BROKER + ",jms-queue=" + Names.RECORDS_QUEUE).isEmpty()) {
      errors.add(
          "BATON-1444 address %s has no jms-queue, where the bridge would put records of Kafka (32-records.cli)"
              .formatted(Names.RECORDS_ADDRESS));
      return;
    }
    needRecords("maxDeliveryAttempts", "-1", found -> found.equals("-1"));
    needRecords("redeliveryDelay", "at least 1", found -> Long.parseLong(found) > 0);
    needRecords("addressFullPolicy", "PAGE or BLOCK", Set.of("PAGE", "BLOCK")::contains);
  }

  private void needRecords(String attribute, String needed, Predicate<String> fits) {
    Optional<String> found = server.addressSetting(Names.RECORDS_ADDRESS, attribute);
    if (found.filter(fits).isEmpty()) {
      errors.add(
          "BATON-1444 address %s has %s = %s, needed is %s (32-records.cli)"
              .formatted(Names.RECORDS_ADDRESS, attribute, found.orElse("undefined"), needed));
    }
  }

  /** What would let a value pass another of its key, or be given up. */
  private void checkShards() {
    if (!server.names(ServerModel.BROKER + ",jms-queue=baton.outputs.*").isEmpty()) {
      errors.add(
          "BATON-1424 the server defines a jms-queue baton.outputs.0 or the like, which cannot be exclusive; remove it, the engine makes these queues");
    }
    Map<String, String> needed =
        Map.of("autoCreateQueues", "true", "maxDeliveryAttempts", "-1", "redeliveryDelay", "0");
    needed.forEach(
        (attribute, value) -> {
          String found =
              server.addressSetting(Names.FIRST_SHARD_ADDRESS, attribute).orElse("undefined");
          if (!found.equals(value)) {
            errors.add(
                "BATON-1425 address %s has %s = %s, needed is %s (31-outputs.cli)"
                    .formatted(Names.FIRST_SHARD_ADDRESS, attribute, found, value));
          }
        });
  }

  private void checkDatabase(DataSource source) {
    try (Connection connection = source.getConnection()) {
      if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        return;
      }
      int prepared = Integer.parseInt(show(connection, "SHOW max_prepared_transactions"));
      int needed = 2 * sessions + 2 * SPARE;
      if (prepared < needed) {
        errors.add(
            "BATON-1408 PostgreSQL's max_prepared_transactions is %d, %d sessions need at least %d for each server"
                .formatted(prepared, sessions, needed));
      }
      String isolation = show(connection, "SHOW transaction_isolation");
      if (!isolation.equals("read committed")) {
        errors.add(
            "BATON-1409 the data source's transaction isolation is '%s', needed is 'read committed'"
                .formatted(isolation));
      }
    } catch (SQLException e) {
      errors.add("BATON-1410 the database does not answer: " + e.getMessage());
    }
  }

  private static String show(Connection connection, String constantSql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(constantSql)) {
      row.next();
      return row.getString(1);
    }
  }
}
