package io.baton.cli.ground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Kafka broker on 127.0.0.1 that is its own controller, alone or one of three. */
public final class KafkaServer {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final String HEAP = "512m";

  private static final String ALONE = "broker.properties";
  private static final String VOTERS = "controller.quorum.voters";

  private final KafkaPrograms programs;
  private final String shipped;
  private final String clusterId;
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
    this(state, "kafka", programs, ALONE, ClusterIds.next(), more);
  }

  private KafkaServer(
      StateDir state,
      String name,
      KafkaPrograms programs,
      String shipped,
      String clusterId,
      Map<String, String> more)
      throws IOException {
    this.programs = programs;
    this.shipped = shipped;
    this.clusterId = clusterId;
    this.more = Map.copyOf(more);
    this.home = state.dir(name);
    Path logs = state.dir("log");
    this.lives = new NumberedLog(logs, name);
    this.toolLog = logs.resolve(name + "-tools.log");
    this.ports = state.resolve(name + ".ports");
    this.process = new Background(state.resolve(name + ".pid"));
  }

  /** Three of one cluster, as broker-of-three.properties has them; to be started together. */
  public static List<KafkaServer> three(StateDir state, KafkaPrograms programs) throws IOException {
    String clusterId = ClusterIds.next();
    List<String> voters = new ArrayList<>();
    for (int id = 1; id <= 3; id++) {
      voters.add(id + "@" + one(state, id, programs, clusterId, Map.of()).controller());
    }
    List<KafkaServer> all = new ArrayList<>();
    for (int id = 1; id <= 3; id++) {
      Map<String, String> place =
          Map.of("node.id", Integer.toString(id), VOTERS, String.join(",", voters));
      all.add(one(state, id, programs, clusterId, place));
    }
    return all;
  }

  private static KafkaServer one(
      StateDir state, int id, KafkaPrograms programs, String clusterId, Map<String, String> place)
      throws IOException {
    return new KafkaServer(
        state, "kafka-" + id, programs, "broker-of-three.properties", clusterId, place);
  }

  /** Starts it, after making its data folder at the first time; nothing to do when it runs. */
  public void start() throws IOException {
    begin();
    awaitAnswer();
  }

  /** Starts it without waiting: one of three answers when two are there. */
  public void begin() throws IOException {
    if (isRunning()) {
      return;
    }
    Path data = home.resolve("data");
    String controller = controller();
    Map<String, String> instead =
        new HashMap<>(
            Map.of(
                "log.dirs",
                data.toString(),
                VOTERS,
                "1@" + controller,
                "listeners",
                "PLAINTEXT://%s,CONTROLLER://%s".formatted(address(), controller),
                "advertised.listeners",
                "PLAINTEXT://" + address()));
    more.forEach(
        (name, value) ->
            instead.merge(
                name,
                value,
                (own, other) -> name.endsWith("listeners") ? own + "," + other : other));
    Path settings = programs.write(shipped, instead, home.resolve("broker.properties"));
    if (!Files.exists(data.resolve("meta.properties"))) {
      format(settings);
    } else if (shipped.equals(ALONE) && LastLife.endedSuddenly(data)) {
      new LastLife(programs.briefly(), process, home).end(instead, controller, lives.next());
    }
    process.start(
        programs.command(HEAP, "kafka.Kafka", List.of(settings.toString())),
        Map.of(),
        home,
        lives.next());
  }

  /** Waits until it answers. */
  public void awaitAnswer() {
    if (!Until.holds(START, () -> !process.isRunning() || answers()) || !process.isRunning()) {
      throw new GroundFailure(
          "BATON-9051 Kafka does not start, see %s".formatted(toolLog.getParent()));
    }
  }

  private void format(Path settings) throws IOException {
    Tool.run(
        toolLog,
        START,
        Map.of(),
        programs
            .briefly()
            .command(
                HEAP,
                "kafka.tools.StorageTool",
                // With an equals sign, for an id may begin with a hyphen.
                List.of("format", "--cluster-id=" + clusterId, "--config=" + settings)));
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

  private String controller() throws IOException {
    return "127.0.0.1:" + port(1);
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
