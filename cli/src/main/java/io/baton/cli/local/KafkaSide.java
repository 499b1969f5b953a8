package io.baton.cli.local;

import io.baton.cli.ground.ConnectGroup;
import io.baton.cli.ground.ConnectWorker;
import io.baton.cli.ground.Connectors;
import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.KafkaPrograms;
import io.baton.cli.ground.KafkaServer;
import io.baton.cli.ground.KafkaTopics;
import io.baton.cli.ground.Lifetime;
import io.baton.cli.ground.StateDir;
import io.baton.cli.ground.Until;
import io.baton.cli.ground.WildFlyHome;
import io.baton.port.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One Kafka broker, one worker of Kafka Connect and Baton's connectors, beside a server. */
public final class KafkaSide {
  private static final String PLUGIN = "kafka-bridge/target/baton-kafka-bridge-plugin.zip";
  private static final String FILES = "server-config/kafka";
  private static final String OUTPUTS = "baton-outputs";
  private static final String RECORDS = "baton-records";
  private static final String MARK = "kafka.on";
  private static final List<String> PORTS = List.of("kafka.ports", "connect.port");

  private final Path checkout;
  private final StateDir state;
  private final Progress progress;
  private final KafkaServer kafka;
  private final ConnectWorker connect;
  private final ConnectWorker second;

  KafkaSide(Path checkout, StateDir state, Progress progress, Lifetime lifetime)
      throws IOException {
    this.checkout = checkout;
    this.state = state;
    this.progress = progress;
    KafkaPrograms programs = KafkaPrograms.ofCheckout(checkout, lifetime);
    this.kafka = new KafkaServer(state, programs);
    this.connect = new ConnectWorker(state, "connect", programs, kafka, plugins());
    this.second = new ConnectWorker(state, "connect-2", programs, kafka, plugins());
  }

  private Path plugins() {
    return state.resolve("plugins");
  }

  /** Whether the server of this state folder was started for Kafka. */
  static boolean isOn(StateDir state) {
    return Files.exists(state.resolve(MARK));
  }

  /** What the server has to know. */
  static Map<String, String> serverSettings(StateDir state) {
    return isOn(state) ? Map.of("baton.outputs.shards", "4") : Map.of();
  }

  /** Starts Kafka and its Connect, which waits for it; nobody else does. */
  void begin() throws IOException {
    if (!kafka.isRunning()) {
      connect.stop(); // It knows Kafka by its port, so it cannot stay when that changes.
      for (String ports : PORTS) {
        Files.deleteIfExists(state.resolve(ports));
      }
      kafka.begin();
    }
    beginConnect();
  }

  /**
   * Starts what does not run, with the topics of topics.properties and those of the application.
   *
   * @param httpPort of the server, by which the bridge reaches its broker
   * @param settings of the server: some name topics
   * @param more topics to be made
   * @param read topics to be made and to be read, beyond those that the application reads
   */
  void up(
      int httpPort,
      Path ear,
      ServerSettings settings,
      Collection<String> more,
      Collection<String> read)
      throws IOException {
    startKafka();
    KafkaTopics all = KafkaTopics.of(checkout.resolve(FILES).resolve("topics.properties"));
    ApplicationTopics ofApplication = ApplicationTopics.of(ear);
    String document = settings.all().get(Settings.TOPICS);
    if (document != null) {
      ofApplication.addThoseOf(Path.of(document));
    }
    Set<String> brought = new TreeSet<>(ofApplication.read());
    brought.add(settings.answers());
    brought.addAll(read);
    brought.forEach(all::add);
    ofApplication.written().forEach(all::add);
    settings.written().forEach(all::add);
    more.forEach(all::add);
    all.makeAt(kafka.address());
    startConnect();
    Connectors connectors = new Connectors(connect);
    Path files = checkout.resolve(FILES).resolve("connectors");
    Map<String, String> here =
        Map.of(
            "jms.url",
            "tcp://127.0.0.1:%d?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor&activemqServerName=default"
                .formatted(httpPort),
            "jms.user",
            WildFlyHome.BRIDGE,
            "topics",
            String.join(",", brought),
            "kafka.bootstrap.servers",
            kafka.address());
    connectors.start(
        List.of(files.resolve(OUTPUTS + ".json"), files.resolve(RECORDS + ".json")), here);
    progress.step("the bridge runs; it brings the records of " + String.join(", ", brought));
  }

  void mark() throws IOException {
    if (!isOn(state)) {
      Files.createFile(state.resolve(MARK));
    }
  }

  /** Also after it was killed, as it was. */
  public void startKafka() throws IOException {
    kafka.start();
    progress.step("Kafka is up on %s".formatted(kafka.address()));
  }

  public void startConnect() throws IOException {
    beginConnect();
    connect.awaitAnswer();
    progress.step("Kafka Connect is up on %s".formatted(connect.url()));
  }

  private void beginConnect() throws IOException {
    if (!connect.isRunning()) {
      FileTree.delete(plugins());
      FileTree.unzip(checkout.resolve(PLUGIN), plugins());
      connect.begin(secrets());
    }
  }

  private Map<String, String> secrets() throws IOException {
    return Map.of("BATON_JMS_PASSWORD", WildFlyHome.bridgePassword(state));
  }

  /**
   * Freezes the worker until a second has all its tasks; then it goes on, and does not know that it
   * was held for dead. When it knows, and somewhat later, the second is killed.
   */
  public void haveZombie(Duration together) throws IOException {
    second.start(secrets());
    connect.freeze();
    try {
      new Connectors(second).awaitHeld(List.of(OUTPUTS, RECORDS));
    } finally {
      connect.thaw();
    }
    // Who is killed before leaves tasks to one that thinks it has them, and Connect starts none.
    new ConnectGroup(kafka.address()).awaitMembers(2);
    Until.holds(together, () -> false);
    second.kill9();
  }

  /** What clients are given as {@code bootstrap.servers}. */
  public String address() throws IOException {
    return kafka.address();
  }

  /** Its worker of Kafka Connect, to be asked how its connectors are. */
  public ConnectWorker connect() {
    return connect;
  }

  public void killKafka() throws IOException {
    kafka.kill9();
  }

  public void killConnect() throws IOException {
    connect.kill9();
  }

  void stopConnect() throws IOException {
    if (connect.isRunning()) {
      progress.step("stopping Kafka Connect …");
      connect.stop();
    }
    second.stop(); // Only who was interrupted leaves one behind.
  }

  void stopKafka() throws IOException {
    if (kafka.isRunning()) {
      progress.step("stopping Kafka …");
      kafka.stop();
    }
  }

  /** Drops all records and offsets, and the server is for Kafka no more. Only when down. */
  static void dropData(StateDir state) throws IOException {
    FileTree.delete(state.resolve("kafka"));
    FileTree.delete(state.resolve("connect"));
    Files.deleteIfExists(state.resolve(MARK));
  }
}
