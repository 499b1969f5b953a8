package io.baton.cli.local;

import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.FreePorts;
import io.baton.cli.ground.GroundFailure;
import io.baton.cli.ground.JavaProgram;
import io.baton.cli.ground.Lifetime;
import io.baton.cli.ground.NodeIdCheck;
import io.baton.cli.ground.PostgresServer;
import io.baton.cli.ground.StateDir;
import io.baton.cli.ground.WildFlyHome;
import io.baton.cli.ground.WildFlyNode;
import io.baton.cli.ground.WildFlyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One PostgreSQL and one WildFly with the trip application, on free ports of this machine. */
public final class Local {
  private static final String NODE = "node-1";
  private static final Duration BOOT = Duration.ofMinutes(2);
  private static final String EAR = "examples/trip-booking/ear/target/trip-booking.ear";
  private static final String TRIP_WORKERS = "io.baton.examples.trip.workers.TripWorkers";
  private static final String ZIP_PATH = "cli/target/wildfly.zip.path";

  private final Path checkout;
  private final StateDir state;
  private final Progress progress;
  private final Lifetime lifetime;
  private ServerSettings settings;

  private Local(Path checkout, StateDir state, Progress progress, Lifetime lifetime)
      throws IOException {
    this.checkout = checkout;
    this.state = state;
    this.progress = progress;
    this.lifetime = lifetime;
    this.settings = ServerSettings.kept(state);
  }

  /** The installation of the checkout that the program was started in, running or not. */
  public static Local here(Progress progress) throws IOException {
    return in(StateDir.ofCheckout(Path.of("")), progress, Lifetime.LONG);
  }

  /**
   * The installation of any folder, with the programs of the checkout one is in.
   *
   * @param lifetime of Kafka, of its Connect and of workers; the server's is always long
   */
  public static Local in(StateDir state, Progress progress, Lifetime lifetime) throws IOException {
    return new Local(StateDir.checkout(Path.of("")), state, progress, lifetime);
  }

  /** A file of the checkout. */
  public Path file(String name) {
    return checkout.resolve(name);
  }

  public Path tripApplication() {
    return file(EAR);
  }

  /**
   * Settings with which the server is to run, beyond those with which it last came up; an empty
   * value takes one back.
   *
   * @throws SettingRefused when one of them is no setting, or cannot be set here
   */
  public void set(Map<String, String> wishes) {
    settings = settings.with(wishes);
  }

  /** Starts what does not run; a server whose application or settings have changed, anew. */
  public void up(Path ear) throws IOException {
    if (!Files.exists(state.resolve("wildfly/baton.provisioned"))) {
      progress.step("unpacking PostgreSQL and WildFly, configuring them …");
    }
    PostgresServer postgres = postgres();
    WildFlyServer server = server();
    if (!postgres.isRunning()) {
      // The server knows the database by its port, so it cannot stay when that changes.
      server.stop();
      Files.deleteIfExists(state.resolve("postgres.port"));
      progress.step("starting PostgreSQL …");
      postgres.start();
    }
    progress.step("PostgreSQL is up on port %d".formatted(postgres.port()));
    if (!settings.all().isEmpty()) {
      progress.step("settings: %s (kept; --set NAME= takes one back)".formatted(settings));
    }
    boolean sameSettings = settings.equals(ServerSettings.kept(state));
    if (server.isRunning() && sameSettings && isDeployed(ear)) {
      progress.step("WildFly is up on http://127.0.0.1:%d".formatted(server.node().httpPort()));
    } else {
      server.stop();
      startOnFreePorts(ear);
    }
    writeConnection(postgres);
  }

  /**
   * As {@link #up(Path)}, with Kafka, Kafka Connect and the bridge beside the server.
   *
   * @param topics to be made, beyond those that Baton itself uses and the application reads
   * @param read to be made and to be read
   */
  public KafkaSide upWithKafka(Path ear, Collection<String> topics, Collection<String> read)
      throws IOException {
    KafkaSide kafka = kafka();
    if (!KafkaSide.isOn(state)) {
      kafka.mark();
      if (Files.exists(state.resolve("wildfly"))) {
        server().stop(); // It has to come up with other settings.
      }
    }
    kafka.begin(); // It comes up while the server does.
    up(ear);
    kafka.up(server().node().httpPort(), ear, settings, topics, read);
    return kafka;
  }

  /** The workers of the trip on Kafka, running or not. */
  public JavaProgram tripWorkers() throws IOException {
    return new JavaProgram(
        state, "trip-workers", file("examples/trip-booking/workers"), TRIP_WORKERS, lifetime);
  }

  /** Has them take requests from this Kafka. */
  public void startTripWorkers(KafkaSide kafka) throws IOException {
    PostgresServer postgres = postgres();
    tripWorkers()
        .start(
            List.of(kafka.address()),
            Map.of(
                "TRIP_DB_URL", postgres.jdbcUrl(),
                "TRIP_DB_USER", PostgresServer.USER,
                "TRIP_DB_PASSWORD", postgres.password()));
  }

  private KafkaSide kafka() throws IOException {
    return new KafkaSide(checkout, state, progress, lifetime);
  }

  private boolean isDeployed(Path ear) throws IOException {
    Path deployed = deployments().resolve(ear.getFileName());
    return Files.exists(deployed) && Files.mismatch(ear, deployed) < 0;
  }

  private void startOnFreePorts(Path ear) throws IOException {
    FileTree.delete(deployments()); // One application: two would share queues and tables.
    Files.writeString(offsetFile(), Integer.toString(FreePorts.wildflyOffset()));
    WildFlyServer server = server();
    server.deploy(ear, BOOT);
    progress.step("starting WildFly with %s …".formatted(ear.getFileName()));
    start(server);
  }

  /** Starts the server again as it was, after a stop or a crash. */
  public void startServerAgain() throws IOException {
    start(server());
  }

  private void start(WildFlyServer server) throws IOException {
    try (Connection database = connect()) {
      NodeIdCheck.refuseIfHeld(
          database, NODE, state.resolve("nodes").resolve(NODE).resolve("data"));
    } catch (SQLException e) {
      throw new IOException("whose node id is it? " + e.getMessage(), e);
    }
    server.start();
    try {
      server.awaitReady(BOOT);
    } catch (GroundFailure failure) {
      server.kill9(); // Half a server is in the way of the next try.
      throw failure;
    }
    settings.keep(state); // Only those with which it came up.
    progress.step(
        "WildFly is ready on http://127.0.0.1:%d (log: %s)"
            .formatted(server.node().httpPort(), checkout.relativize(server.log())));
  }

  public void killServer() throws IOException {
    server().kill9();
  }

  /** Stops what runs; nothing happens when nothing does. */
  public void down() throws IOException {
    Files.deleteIfExists(connectionFile());
    if (KafkaSide.isOn(state)) {
      tripWorkers().stop();
      kafka().stopConnect(); // While there still is somebody to end its transactions with.
    }
    if (Files.exists(state.resolve("postgres"))) {
      stopServer();
    }
    if (KafkaSide.isOn(state)) {
      kafka().stopKafka();
    }
    if (Files.exists(state.resolve("postgres"))) {
      stopDatabase();
    }
  }

  private void stopServer() throws IOException {
    // The process is known by its file alone, so no home is needed to stop it.
    if (Files.exists(state.resolve("wildfly")) && server().isRunning()) {
      progress.step("stopping WildFly …");
      server().stop();
    }
  }

  private void stopDatabase() throws IOException {
    PostgresServer postgres = postgres();
    if (postgres.isRunning()) {
      progress.step("stopping PostgreSQL …");
      postgres.stop();
    }
  }

  /** Drops all cases, messages, logs and settings; programs and passwords stay. Only when down. */
  public void dropData() throws IOException {
    settings = ServerSettings.NONE;
    ServerSettings.drop(state);
    FileTree.delete(state.resolve("nodes"));
    FileTree.delete(state.resolve("postgres-data"));
    KafkaSide.dropData(state);
  }

  /** Deletes everything. Only when down. */
  public void delete() throws IOException {
    FileTree.delete(state.root());
  }

  public boolean isUp() throws IOException {
    return Files.exists(connectionFile()) && postgres().isRunning();
  }

  public Connection connect() throws IOException, SQLException {
    return postgres().connect();
  }

  /** The queue on which cases are started, seen from here. */
  public StartQueue startQueue() throws IOException {
    return new StartQueue(
        server().node().httpPort(), WildFlyHome.CLIENT, WildFlyHome.clientPassword(state));
  }

  /** Where the server is reached, by its broker's clients, too. */
  public int httpPort() throws IOException {
    return server().node().httpPort();
  }

  /** The way to cases, seen from here. */
  public CommandDoor commandDoor() throws IOException {
    return new CommandDoor(startQueue());
  }

  /** The way to the gateways of what is deployed, for operators. */
  public GatewayDoor gatewayDoor() throws IOException {
    try (Stream<Path> deployed = Files.list(deployments())) {
      String application =
          deployed
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".ear"))
              .map(name -> name.substring(0, name.length() - ".ear".length()))
              .findFirst()
              .orElseThrow(() -> new GroundFailure("BATON-1619 no gateways are deployed"));
      return gatewayDoor(application);
    }
  }

  private GatewayDoor gatewayDoor(String application) throws IOException {
    return new GatewayDoor(
        server().node().httpPort(),
        application,
        WildFlyHome.OPERATOR,
        WildFlyHome.operatorPassword(state));
  }

  /** Runs management commands on the running server. */
  public String manage(List<String> commands) throws IOException {
    return server().cli(String.join("\n", commands) + "\n");
  }

  /** The latest log of {@code kafka} or {@code connect}. */
  public Optional<Path> logOf(String program) throws IOException {
    Path logs = state.dir("log");
    try (Stream<Path> all = Files.list(logs)) {
      return all.filter(log -> log.getFileName().toString().matches(program + "(\\.\\d+)?\\.log"))
          .max(Comparator.comparing(log -> log.toFile().lastModified()));
    }
  }

  public Path serverLog() {
    return state.resolve("nodes").resolve(NODE).resolve("log/server.log");
  }

  public Path connectionFile() {
    return state.resolve("connection.properties");
  }

  private Path deployments() {
    return state.resolve("nodes").resolve(NODE).resolve("deployments");
  }

  private Path offsetFile() {
    return state.resolve("wildfly.port-offset");
  }

  private void writeConnection(PostgresServer postgres) throws IOException {
    Files.writeString(
        connectionFile(),
        "url=%s%nuser=%s%npassword=%s%n"
            .formatted(postgres.jdbcUrl(), PostgresServer.USER, postgres.password()));
  }

  private PostgresServer postgres() throws IOException {
    return new PostgresServer(state);
  }

  private WildFlyServer server() throws IOException {
    Path zip = Path.of(Files.readString(file(ZIP_PATH)).strip());
    WildFlyHome home = WildFlyHome.provision(state, zip, file("server-config/wildfly"));
    return new WildFlyServer(state, home, node());
  }

  private WildFlyNode node() throws IOException {
    PostgresServer postgres = postgres();
    int offset =
        Files.exists(offsetFile()) ? Integer.parseInt(Files.readString(offsetFile()).strip()) : 0;
    Map<String, String> all = new HashMap<>(settings.all());
    all.putAll(KafkaSide.serverSettings(state));
    all.put("baton.db.port", Integer.toString(postgres.port()));
    return new WildFlyNode(NODE, offset, all, Map.of("BATON_DB_PASSWORD", postgres.password()));
  }
}
