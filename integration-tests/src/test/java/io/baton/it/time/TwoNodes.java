package io.baton.it.time;

import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.FreePorts;
import io.baton.cli.ground.PostgresServer;
import io.baton.cli.ground.StateDir;
import io.baton.cli.ground.WildFlyHome;
import io.baton.cli.ground.WildFlyNode;
import io.baton.cli.ground.WildFlyServer;
import io.baton.cli.local.StartQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two servers on one database. Each has a broker of its own; timers and cases are shared. */
final class TwoNodes {
  private static final Duration BOOT = Duration.ofSeconds(120);

  final FakeTime clocks;
  private final StateDir state;
  private final PostgresServer postgres;
  private final List<WildFlyServer> servers;

  TwoNodes(Path folder, String wakeUp) throws IOException {
    state = StateDir.at(folder);
    FileTree.delete(state.resolve("nodes"));
    FileTree.delete(state.resolve("postgres-data"));
    Files.deleteIfExists(state.resolve("postgres.port"));
    postgres = new PostgresServer(state);
    Path scripts = StateDir.checkout(Path.of("")).resolve("server-config/wildfly");
    Path zip = Path.of(System.getProperty("baton.wildfly.zip"));
    WildFlyHome home = WildFlyHome.provision(state, zip, scripts);
    clocks = new FakeTime(state.resolve("clock"));
    servers = List.of(server(home, "time-1", wakeUp), server(home, "time-2", wakeUp));
  }

  void start(Path archive) throws IOException {
    postgres.start();
    for (WildFlyServer server : servers) {
      server.deploy(archive, BOOT);
      server.start();
    }
    for (WildFlyServer server : servers) {
      server.awaitReady(BOOT);
    }
  }

  private WildFlyServer server(WildFlyHome home, String id, String wakeUp) throws IOException {
    Map<String, String> environment = new HashMap<>(clocks.environment());
    environment.put("BATON_DB_PASSWORD", postgres.password());
    Map<String, String> properties =
        Map.of("baton.db.port", Integer.toString(postgres.port()), "baton.wakeup", wakeUp);
    return new WildFlyServer(
        state, home, new WildFlyNode(id, FreePorts.wildflyOffset(), properties, environment));
  }

  /** Starts cases by message. */
  void send(int server, List<String> requests) throws IOException {
    new StartQueue(
            servers.get(server).node().httpPort(),
            WildFlyHome.CLIENT,
            WildFlyHome.clientPassword(state))
        .send(requests);
  }

  void kill9(int server) throws IOException {
    servers.get(server).kill9();
  }

  void restart(int server) throws IOException {
    servers.get(server).start();
    servers.get(server).awaitReady(BOOT);
  }

  Connection connect() throws IOException, SQLException {
    return postgres.connect();
  }

  void end() throws IOException {
    for (WildFlyServer server : servers) {
      server.kill9();
    }
    postgres.kill9();
  }
}
