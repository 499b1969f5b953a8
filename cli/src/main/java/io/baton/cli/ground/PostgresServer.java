package io.baton.cli.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One PostgreSQL on 127.0.0.1 that forgets nothing: it syncs what it commits and has room for
 * prepared transactions, and each start checks both.
 */
public final class PostgresServer {
  public static final String USER = "baton";
  public static final String DATABASE = "baton";

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final PostgresBinaries binaries;
  private final Unprivileged user;
  private final Background process;
  private final Path data;
  private final Path log;
  private final Path toolLog;
  private final Path portFile;
  private final String password;

  /** The server of this state folder, running or not. */
  public PostgresServer(StateDir state) throws IOException {
    this.binaries = PostgresBinaries.in(state);
    Path logs = state.dir("log");
    this.log = logs.resolve("postgres.log");
    this.toolLog = logs.resolve("postgres-tools.log");
    this.data = state.resolve("postgres-data");
    this.portFile = state.resolve("postgres.port");
    this.user = Unprivileged.reaching(state.root(), toolLog);
    this.process = new Background(state.resolve("postgres.pid"));
    this.password = state.secret("postgres.password");
  }

  /** Starts it, after making its data folder at the first time; nothing to do when it runs. */
  public void start() throws IOException {
    if (isRunning()) {
      return;
    }
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise();
    }
    process.start(serverCommand(), Map.of("LC_ALL", "C"), data, log);
    try {
      awaitAnswer();
      createDatabase();
      try (Connection connection = connect()) {
        DurableSettings.verify(connection);
      }
    } catch (SQLException e) {
      throw new GroundFailure("BATON-9013 PostgreSQL cannot be used, see %s".formatted(log), e);
    }
  }

  /** Ends all sessions and stops; what was prepared stays prepared. */
  public void stop() throws IOException {
    process.stop("INT", STOP);
  }

  /** Kills the postmaster, as a crash would; its children end by themselves. */
  public void kill9() throws IOException {
    process.kill9();
  }

  public boolean isRunning() {
    return process.isRunning();
  }

  public int port() throws IOException {
    if (!Files.exists(portFile)) {
      Files.writeString(portFile, Integer.toString(FreePorts.one()));
    }
    return Integer.parseInt(Files.readString(portFile).strip());
  }

  public String password() {
    return password;
  }

  public String jdbcUrl() throws IOException {
    return jdbcUrl(DATABASE);
  }

  public Connection connect() throws IOException, SQLException {
    return connect(DATABASE);
  }

  public Path log() {
    return log;
  }

  private String jdbcUrl(String database) throws IOException {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
  }

  private Connection connect(String database) throws IOException, SQLException {
    return DriverManager.getConnection(jdbcUrl(database), USER, password);
  }

  private void initialise() throws IOException {
    Files.createDirectories(data);
    user.own(data);
    Path passwordFile = Files.createTempFile("baton", ".pw");
    Files.writeString(passwordFile, password);
    user.own(passwordFile);
    try {
      Tool.run(
          toolLog,
          START,
          Map.of("LC_ALL", "C"),
          user.command(
              binaries.program("initdb"),
              "--pgdata=" + data,
              "--username=" + USER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C"));
    } finally {
      Files.delete(passwordFile);
    }
  }

  private List<String> serverCommand() throws IOException {
    List<String> command =
        user.command(
            binaries.program("postgres"),
            "-D",
            data.toString(),
            "--port=" + port(),
            "--listen_addresses=127.0.0.1",
            // No Unix socket: its path may have 107 bytes at most, and nobody needs it.
            "--unix_socket_directories=");
    command.addAll(DurableSettings.arguments());
    return command;
  }

  private void awaitAnswer() {
    boolean answered = Until.holds(START, () -> !isRunning() || answers());
    if (!answered || !isRunning()) {
      throw new GroundFailure(
          "BATON-9014 PostgreSQL %s, see %s"
              .formatted(
                  answered
                      ? "ended at once"
                      : "gave no answer for %d s".formatted(START.toSeconds()),
                  log));
    }
  }

  private boolean answers() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException | IOException notYet) {
      return false;
    }
  }

  private void createDatabase() throws IOException, SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      String known = "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'";
      boolean exists;
      try (ResultSet found = statement.executeQuery(known)) {
        exists = found.next();
      }
      if (!exists) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    }
  }
}
