package io.baton.cli.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** One WildFly server: a home that it shares and a base folder of its own. */
public final class WildFlyServer {
  private static final String CONFIGURATION = "standalone-full.xml";
  private static final Duration STOP = Duration.ofSeconds(60);

  private final WildFlyHome home;
  private final WildFlyNode node;
  private final Path base;
  private final Path console;
  private final Background process;
  private final Deployments deployments;

  /** The server of this node in this state folder, running or not. */
  public WildFlyServer(StateDir state, WildFlyHome home, WildFlyNode node) {
    this.home = home;
    this.node = node;
    this.base = state.resolve("nodes").resolve(node.id());
    this.console = base.resolve("console.log");
    this.process = new Background(base.resolve("server.pid"));
    this.deployments = new Deployments(base.resolve("deployments"));
  }

  /** Starts the process and returns at once; see {@link #awaitReady}. */
  public void start() throws IOException {
    if (isRunning()) {
      return;
    }
    layOut();
    process.start(command(), node.environment(), base, console);
  }

  /** Waits until all services and deployments are up; each failure of theirs ends the wait. */
  public void awaitReady(Duration limit) throws IOException {
    boolean decided =
        Until.holds(limit, () -> !isRunning() || says("WFLYSRV0025") || says("WFLYSRV0026"));
    deployments.refuseFailures();
    if (says("WFLYSRV0026")) {
      throw new GroundFailure(
          "BATON-9027 %s came up with errors:%n%s".formatted(node.id(), errors()));
    }
    if (!isRunning()) {
      throw new GroundFailure(
          "BATON-9028 %s ended while starting:%n%s".formatted(node.id(), errors()));
    }
    if (!decided) {
      throw new GroundFailure(
          "BATON-9029 %s was not ready within %d s, see %s"
              .formatted(node.id(), limit.toSeconds(), console));
    }
  }

  /** Deploys an archive and waits for it; on a server that does not run, just puts it in place. */
  public void deploy(Path archive, Duration limit) throws IOException {
    deployments.put(archive);
    if (isRunning()) {
      deployments.await(archive.getFileName().toString(), limit);
    }
  }

  public void undeploy(String name, Duration limit) throws IOException {
    deployments.remove(name, limit);
  }

  /** Stops it in order: requests and transactions end first. */
  public void stop() throws IOException {
    process.stop("TERM", STOP);
  }

  /** Kills it without a warning, as a crash would. */
  public void kill9() throws IOException {
    process.kill9();
  }

  public boolean isRunning() {
    return process.isRunning();
  }

  public WildFlyNode node() {
    return node;
  }

  /** The server's log, over all its starts. */
  public Path log() {
    return base.resolve("log/server.log");
  }

  /** Runs management commands on the running server and returns what they print. */
  public String cli(String commands) throws IOException {
    Files.createDirectories(base.resolve("log"));
    Path script = Files.createTempFile(base, "commands", ".cli");
    try {
      Files.writeString(script, commands);
      return home.cli(
          base.resolve("log/cli.log"),
          List.of(
              "--connect", "--controller=127.0.0.1:" + node.managementPort(), "--file=" + script));
    } finally {
      Files.delete(script);
    }
  }

  private void layOut() throws IOException {
    Path mark = base.resolve("baton.provisioned");
    if (!Files.exists(mark) || !Files.readString(mark).equals(home.fingerprint())) {
      FileTree.copy(home.configuration(), base.resolve("configuration"));
      Files.createDirectories(base.resolve("deployments"));
      Files.writeString(mark, home.fingerprint());
    }
  }

  private List<String> command() {
    StandaloneCommandBuilder builder =
        StandaloneCommandBuilder.of(home.path())
            .setBaseDirectory(base)
            .setServerConfiguration(CONFIGURATION)
            .setJavaOptions(
                "-Xms256m",
                "-Xmx768m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true",
                "-Dorg.jboss.logmanager.nocolor=true")
            .addServerArgument("-Djboss.socket.binding.port-offset=" + node.portOffset())
            .addServerArgument("-Djboss.node.name=" + node.id())
            .addServerArgument("-Dbaton.node.id=" + node.id());
    node.properties()
        .forEach((name, value) -> builder.addServerArgument("-D%s=%s".formatted(name, value)));
    return builder.build();
  }

  private boolean says(String code) {
    return ServerLog.read(console).says(code);
  }

  private String errors() {
    return ServerLog.read(console).errors();
  }
}
