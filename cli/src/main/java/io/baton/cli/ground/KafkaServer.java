package io.baton.cli.ground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One Kafka broker on 127.0.0.1 that is its own controller. */
public final class KafkaServer {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final String HEAP = "512m";

  private final KafkaPrograms programs;
  private final Background process;
  private final Path home;
  private final NumberedLog lives;
  private final Path toolLog;
  private final Path ports;
  private final Map<String, String> more;

  /** The broker of this state folder, running or not. */
  public KafkaServer(StateDir state, KafkaPrograms programs) throws IOException {
    this(state, programs, Map.of());
  }

  /**
   * @param more settings beyond those of broker.properties; listeners are added to its own
   */
  public KafkaServer(StateDir state, KafkaPrograms programs, Map<String, String> more)
      throws IOException {
    this.programs = programs;
    this.more = Map.copyOf(more);
    this.home = state.dir("kafka");
    Path logs = state.dir("log");
    this.lives = new NumberedLog(logs, "kafka");
    this.toolLog = logs.resolve("kafka-tools.log");
    this.ports = state.resolve("kafka.ports");
    this.process = new Background(state.resolve("kafka.pid"));
  }

  /** Starts it, after making its data folder at the first time; nothing to do when it runs. */
  public void start() throws IOException {
    if (isRunning()) {
      return;
    }
    Path data = home.resolve("data");
    String controller = "127.0.0.1:" + port(1);
    Map<String, String> instead =
        new HashMap<>(
            Map.of(
                "log.dirs",
                data.toString(),
                "controller.quorum.voters",
                "1@" + controller,
                "listeners",
                "PLAINTEXT://%s,CONTROLLER://%s".formatted(address(), controller),
                "advertised.listeners",
                "PLAINTEXT://" + address()));
    more.forEach((name, value) -> instead.merge(name, value, KafkaServer::added));
    Path settings = programs.write("broker.properties", instead, home.resolve("broker.properties"));
    if (!Files.exists(data.resolve("meta.properties"))) {
      format(settings);
    } else if (LastLife.endedSuddenly(data)) {
      new LastLife(programs, process, home).end(instead, controller, lives.next());
    }
    Path log = lives.next();
    process.start(
        programs.command(HEAP, "kafka.Kafka", List.of(settings.toString())), Map.of(), home, log);
    if (!Until.holds(START, () -> !process.isRunning() || answers()) || !process.isRunning()) {
      throw new GroundFailure("BATON-9051 Kafka does not start, see %s".formatted(log));
    }
  }

  private static String added(String listeners, String further) {
    return listeners + "," + further;
  }

  private void format(Path settings) throws IOException {
    Tool.run(
        toolLog,
        START,
        Map.of(),
        programs.command(
            HEAP,
            "kafka.tools.StorageTool",
            // With an equals sign, for an id may begin with a hyphen.
            List.of("format", "--cluster-id=" + ClusterIds.next(), "--config=" + settings)));
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(0))) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What clients are given as {@code bootstrap.servers}. */
  public String address() throws IOException {
    return "127.0.0.1:" + port(0);
  }

  private int port(int index) throws IOException {
    if (!Files.exists(ports)) {
      int first = FreePorts.one();
      int second = FreePorts.one();
      while (second == first) {
        second = FreePorts.one();
      }
      Files.write(ports, List.of(Integer.toString(first), Integer.toString(second)));
    }
    return Integer.parseInt(Files.readAllLines(ports).get(index));
  }

  public boolean isRunning() {
    return process.isRunning();
  }

  /** Stops it in order: its files are closed, and the next start is quick. */
  public void stop() throws IOException {
    process.stop("TERM", STOP);
  }

  /** Kills it, as a crash would. */
  public void kill9() throws IOException {
    process.kill9();
  }
}
