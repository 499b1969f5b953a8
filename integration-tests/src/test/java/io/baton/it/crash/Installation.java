package io.baton.it.crash;

import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.FreePorts;
import io.baton.cli.ground.GroundFailure;
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
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A database and a server of one's own; the server's lives differ by the rules that kill it. */
final class Installation {
  private static final String NODE = "crash-1";
  private static final Duration BOOT = Duration.ofSeconds(120);

  private final StateDir state;
  private final PostgresServer postgres;
  private final WildFlyHome home;
  private final WildFlyNode node;
  private final Path byteman;
  private WildFlyServer server;

  /**
   * Programs are kept from run to run, data is not.
   *
   * @param options of server-config, e.g. {@code commit-markable}
   */
  Installation(Path folder, Path archive, List<String> options) throws IOException, SQLException {
    state = StateDir.at(folder);
    FileTree.delete(state.resolve("nodes"));
    FileTree.delete(state.resolve("postgres-data"));
    Files.deleteIfExists(state.resolve("postgres.port"));
    postgres = new PostgresServer(state);
    postgres.start();
    for (String option : options) {
      prepareDatabase(scripts().resolve("options").resolve(option + ".sql"));
    }
    home = WildFlyHome.provision(state, property("baton.wildfly.zip"), scripts(), options);
    byteman = property("baton.byteman");
    node =
        new WildFlyNode(
            NODE,
            FreePorts.wildflyOffset(),
            Map.of("baton.db.port", Integer.toString(postgres.port())),
            Map.of("BATON_DB_PASSWORD", postgres.password()));
    server = new WildFlyServer(state, home, node);
    server.deploy(archive, BOOT);
  }

  private void prepareDatabase(Path script) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(script));
    }
  }

  private static Path scripts() {
    return StateDir.checkout(Path.of("")).resolve("server-config/wildfly");
  }

  static Path property(String name) {
    return Path.of(System.getProperty(name));
  }

  /**
   * Starts the server for another life.
   *
   * @param rules Byteman rules, empty for none
   * @return false when it died before it was ready, as it may when the rules say so
   */
  boolean live(String rules) throws IOException {
    server = new WildFlyServer(state, home, withRules(rules));
    server.start();
    try {
      server.awaitReady(BOOT);
      return true;
    } catch (GroundFailure failure) {
      if (rules.isEmpty() || server.isRunning()) {
        throw failure;
      }
      return false;
    }
  }

  private WildFlyNode withRules(String rules) throws IOException {
    if (rules.isEmpty()) {
      return node;
    }
    Path script = Files.writeString(state.resolve("crash.btm"), rules);
    Map<String, String> environment = new HashMap<>(node.environment());
    environment.put(
        "JAVA_TOOL_OPTIONS",
        "-javaagent:%s=script:%s,boot:%s -Djboss.modules.system.pkgs=org.jboss.byteman"
            .formatted(byteman, script, byteman));
    return new WildFlyNode(node.id(), node.portOffset(), node.properties(), environment);
  }

  boolean lives() {
    return server.isRunning();
  }

  void kill9() throws IOException {
    server.kill9();
  }

  Connection connect() throws IOException, SQLException {
    return postgres.connect();
  }

  void send(List<String> requests) throws IOException {
    new StartQueue(node.httpPort(), WildFlyHome.CLIENT, WildFlyHome.clientPassword(state))
        .send(requests);
  }

  String manage(List<String> commands) throws IOException {
    return server.cli(String.join("\n", commands) + "\n");
  }

  void end() throws IOException {
    server.kill9();
    postgres.kill9();
  }
}
