package io.baton.it.kafka;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.cli.ground.ConnectWorker;
import io.baton.cli.ground.FileTree;
import io.baton.cli.ground.KafkaPrograms;
import io.baton.cli.ground.KafkaServer;
import io.baton.cli.ground.Lifetime;
import io.baton.cli.ground.StateDir;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker of Kafka, Artemis, and a worker of Connect between them, as server-config has them. */
final class Bridge implements AutoCloseable {
  static final String PASSWORD = "known to the broker and the worker only";
  static final Duration LONG = Duration.ofMinutes(3);
  private static final Map<String, String> SECRETS =
      Map.of(
          "BATON_JMS_PASSWORD", PASSWORD,
          "BATON_TRUST_PASSWORD", Certificates.PASSWORD,
          "BATON_KAFKA_LOGIN", SecureListener.LOGIN);
  private static final int ERRORS = 300;
  private static final int CONFLICT = 409;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StateDir state;
  private final KafkaPrograms programs;
  private final Path plugins;
  private final List<KafkaServer> brokers;
  private final Certificates certificates;
  private final SecureListener secure;
  private final Artemis artemis;
  private final ConnectWorker connect;

  private Bridge(Path folder, boolean three, Map<String, String> ofBroker, Lifetime lifetime)
      throws IOException {
    FileTree.delete(folder);
    state = StateDir.at(folder);
    programs = KafkaPrograms.ofCheckout(Path.of(""), lifetime);
    plugins = Unzipped.in(state.dir("plugins"), Path.of(System.getProperty("baton.kafka.plugin")));
    certificates = Certificates.in(state.dir("certificates"));
    secure = new SecureListener(certificates);
    brokers =
        three
            ? KafkaServer.three(state, programs)
            : List.of(new KafkaServer(state, programs, all(secure.ofBroker(), ofBroker)));
    artemis =
        new Artemis(
            state.dir("artemis"), state.dir("log").resolve("artemis.log"), certificates, lifetime);
    connect = worker("connect");
  }

  /** Starts all of it; the folder is made anew. */
  static Bridge in(Path folder) throws IOException {
    return started(new Bridge(folder.toAbsolutePath(), false, Map.of(), Lifetime.SHORT));
  }

  /** As {@link #in}, to be measured, with settings that go before those of broker.properties. */
  static Bridge fastIn(Path folder, Map<String, String> ofBroker) throws IOException {
    return started(new Bridge(folder.toAbsolutePath(), false, ofBroker, Lifetime.LONG));
  }

  /** As {@link #in}, with three brokers of Kafka. */
  static Bridge withThreeIn(Path folder) throws IOException {
    return started(new Bridge(folder.toAbsolutePath(), true, Map.of(), Lifetime.SHORT));
  }

  private static Map<String, String> all(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(others);
    return all;
  }

  private static Bridge started(Bridge bridge) throws IOException {
    try {
      bridge.artemis.begin();
      for (KafkaServer broker : bridge.brokers) {
        broker.begin();
      }
      if (bridge.brokers.size() > 1) {
        bridge.awaitAllBrokers(); // Connect makes its topics with a copy on each.
      }
      begin(bridge.connect); // It waits for Kafka itself.
      bridge.artemis.awaitAnswer();
      bridge.brokers.forEach(KafkaServer::awaitAnswer);
      bridge.connect.awaitAnswer();
      return bridge;
    } catch (IOException | IllegalStateException e) {
      bridge.close();
      throw e;
    }
  }

  private void awaitAllBrokers() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      await()
          .atMost(LONG)
          .ignoreExceptions()
          .until(() -> admin.describeCluster().nodes().get().size() == brokers.size());
    }
  }

  /** Another worker of the same group, not started yet. */
  ConnectWorker worker(String name) throws IOException {
    String copies = Integer.toString(brokers.size());
    return new ConnectWorker(
        state,
        name,
        programs,
        this::address,
        plugins,
        Map.of(
            "config.storage.replication.factor", copies,
            "offset.storage.replication.factor", copies,
            "status.storage.replication.factor", copies));
  }

  void startConnect() throws IOException {
    connect.start(SECRETS);
  }

  /** Without waiting. */
  static void begin(ConnectWorker worker) throws IOException {
    worker.begin(SECRETS);
  }

  /** The broker, or one of three. */
  KafkaServer kafka() {
    return brokers.get(brokers.size() - 1);
  }

  List<KafkaServer> brokers() {
    return brokers;
  }

  Artemis artemis() {
    return artemis;
  }

  ConnectWorker connect() {
    return connect;
  }

  /** Of all its lives. */
  String logOfConnect() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> logs = Files.list(state.dir("log"))) {
      for (Path log :
          logs.filter(log -> log.getFileName().toString().startsWith("connect")).toList()) {
        all.append(Files.readString(log));
      }
    }
    return all.toString();
  }

  Certificates certificates() {
    return certificates;
  }

  SecureListener secure() {
    return secure;
  }

  void topics(String... names) throws Exception {
    for (String name : names) {
      topic(name, 2);
    }
  }

  void topic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      // With as many copies as the brokers' settings say.
      NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  /** Runs a connector as the shipped file says, but for what is given, and waits for its task. */
  void connector(String name, String shipped, Map<String, String> instead) throws IOException {
    begin(name, shipped, instead);
    awaitTask(connect, name);
  }

  /** As {@link #connector}, without waiting. */
  void begin(String name, String shipped, Map<String, String> instead) throws IOException {
    tell("/connectors/%s/config".formatted(name), settings(shipped, instead));
  }

  /** While its workers share out their tasks, Connect answers with a conflict. */
  private void tell(String path, String json) {
    HttpResponse<String> answer =
        await()
            .atMost(LONG)
            .pollDelay(Duration.ZERO)
            .until(() -> connect.put(path, json), put -> put.statusCode() != CONFLICT);
    if (answer.statusCode() >= ERRORS) {
      throw new IllegalStateException(answer.body());
    }
  }

  /** Tried again while the workers share out their tasks. */
  void remove(String name) {
    await()
        .atMost(LONG)
        .until(
            () -> List.of(204, 404).contains(connect.delete("/connectors/" + name).statusCode()));
  }

  interface Work {
    void run() throws Exception;
  }

  /** Does this while the connector has no task, as changes of its offsets need it. */
  void stopped(String name, Work work) throws Exception {
    tell("/connectors/%s/stop".formatted(name), "");
    await().atMost(LONG).until(() -> status(name).contains("\"tasks\":[]"));
    work.run();
    tell("/connectors/%s/resume".formatted(name), "");
    awaitTask(connect, name);
  }

  static void awaitTask(ConnectWorker worker, String name) {
    await()
        .atMost(LONG)
        .until(() -> status(worker, name).contains("\"tasks\":[{\"id\":0,\"state\":\"RUNNING\""));
  }

  String status(String name) throws IOException {
    return status(connect, name);
  }

  static String status(ConnectWorker worker, String name) throws IOException {
    return worker.get("/connectors/" + name + "/status").body();
  }

  /** The settings of a file in server-config/kafka/connectors for these brokers. */
  String settings(String shipped, Map<String, String> instead) throws IOException {
    Path file =
        StateDir.checkout(Path.of(""))
            .resolve("server-config/kafka/connectors/%s.json".formatted(shipped));
    Map<String, String> all =
        JSON.convertValue(
            JSON.readTree(file.toFile()).get("config"),
            new TypeReference<HashMap<String, String>>() {});
    all.replaceAll((setting, value) -> value.replace("jms.queue.baton.", "baton."));
    all.put("jms.url", artemis.url());
    all.computeIfPresent("kafka.bootstrap.servers", (setting, value) -> address());
    all.putAll(instead);
    return JSON.writeValueAsString(all);
  }

  /** All brokers of Kafka, for clients. */
  String address() {
    return brokers.stream().map(Bridge::address).collect(Collectors.joining(","));
  }

  private static String address(KafkaServer broker) {
    try {
      return broker.address();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    connect.kill9();
    artemis.kill9();
    for (KafkaServer broker : brokers) {
      broker.kill9();
    }
  }
}
