package io.baton.benchmarks.server;

import io.baton.benchmarks.measure.CpuTime;
import io.baton.cli.ground.FileTree;
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
import java.util.Optional;

/** A database and a server for measuring only, empty at each start. */
final class Ground implements AutoCloseable {
  private static final Duration BOOT = Duration.ofMinutes(3);

  private final StateDir state;
  private final PostgresServer postgres;
  private final WildFlyServer server;

  /**
   * @param javaOptions for the server's JVM, such as those of a profiler; may be empty
   */
  Ground(Path checkout, Wiring wiring, String javaOptions) throws IOException, SQLException {
    state = StateDir.at(checkout.resolve(".baton/bench-" + wiring));
    FileTree.delete(state.resolve("nodes"));
    FileTree.delete(state.resolve("postgres-data"));
    Files.deleteIfExists(state.resolve("postgres.port"));
    postgres = new PostgresServer(state);
    postgres.start();
    Path scripts = checkout.resolve("server-config/wildfly");
    if (wiring == Wiring.COMMIT_MARKABLE) {
      run(Files.readString(scripts.resolve("options/commit-markable.sql")));
    }
    Path zip = Path.of(Files.readString(checkout.resolve("cli/target/wildfly.zip.path")).strip());
    WildFlyHome home = WildFlyHome.provision(state, zip, scripts, wiring.options());
    server = new WildFlyServer(state, home, node(wiring, javaOptions));
    server.deploy(checkout.resolve("benchmarks/ear/target/benchmarks.ear"), BOOT);
    server.start();
    server.awaitReady(BOOT);
  }

  private WildFlyNode node(Wiring wiring, String javaOptions) throws IOException {
    WildFlyNode plain = WildFlyNode.on(postgres, "bench-" + wiring);
    Map<String, String> environment = new HashMap<>(plain.environment());
    if (!javaOptions.isEmpty()) {
      environment.put("JAVA_TOOL_OPTIONS", javaOptions);
    }
    return new WildFlyNode(plain.id(), plain.portOffset(), plain.properties(), environment);
  }

  private void run(String sql) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  Connection connect() throws IOException, SQLException {
    return postgres.connect();
  }

  /** Sends the request for a case and waits for its end. */
  Optional<String> ask(String request, Duration patience) throws IOException {
    return new StartQueue(
            server.node().httpPort(), WildFlyHome.CLIENT, WildFlyHome.clientPassword(state))
        .ask(request, patience);
  }

  Broker broker() throws IOException {
    return new Broker(
        server.node().httpPort(), WildFlyHome.CLIENT, WildFlyHome.clientPassword(state));
  }

  /** On the disk that database and broker write to. */
  Path folder() {
    return state.root();
  }

  String manage(String commands) throws IOException {
    return server.cli(commands);
  }

  /** True when the server's log has a message with this code. */
  boolean logged(String code) throws IOException {
    return Files.readString(server.log()).contains(code);
  }

  /** The roots of all processes that do the work. */
  List<Long> processes() throws IOException {
    return List.of(
        CpuTime.root(state.resolve("postgres.pid")),
        CpuTime.root(state.resolve("nodes").resolve(server.node().id()).resolve("server.pid")));
  }

  @Override
  public void close() throws IOException {
    server.stop();
    postgres.stop();
  }
}
