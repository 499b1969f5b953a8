package io.baton.cli.ground;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One distributed worker of Kafka Connect on 127.0.0.1 that has Baton's plugin. */
public final class ConnectWorker {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final String HEAP = "384m";
  private static final int HTTP_OK = 200;

  private final KafkaPrograms programs;
  private final Brokers brokers;
  private final Map<String, String> more;
  private final Path plugins;
  private final Background process;
  private final Path home;
  private final NumberedLog logs;
  private final Path portFile;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Where Kafka is, which may change while the worker is down. */
  @FunctionalInterface
  public interface Brokers {
    /** As {@code bootstrap.servers}. */
    String addresses() throws IOException;
  }

  /**
   * @param name tells the workers of one state folder apart
   * @param plugins a folder with the unpacked plugin
   */
  public ConnectWorker(
      StateDir state, String name, KafkaPrograms programs, KafkaServer kafka, Path plugins)
      throws IOException {
    this(state, name, programs, kafka::address, plugins, Map.of());
  }

  /**
   * @param brokers looked up at each start
   * @param more settings in place of those of connect.properties
   */
  public ConnectWorker(
      StateDir state,
      String name,
      KafkaPrograms programs,
      Brokers brokers,
      Path plugins,
      Map<String, String> more)
      throws IOException {
    this.programs = programs;
    this.brokers = brokers;
    this.more = Map.copyOf(more);
    this.plugins = plugins.toAbsolutePath();
    this.home = state.dir(name);
    this.logs = new NumberedLog(state.dir("log"), name);
    this.portFile = state.resolve(name + ".port");
    this.process = new Background(state.resolve(name + ".pid"));
  }

  /**
   * Starts it and waits until it answers; nothing to do when it runs.
   *
   * @param secrets what connectors may name as {@code ${env:…}}
   */
  public void start(Map<String, String> secrets) throws IOException {
    begin(secrets);
    awaitAnswer();
  }

  /** As {@link #start}, without waiting. */
  public void begin(Map<String, String> secrets) throws IOException {
    if (isRunning()) {
      return;
    }
    Map<String, String> instead = new HashMap<>(more);
    instead.put("bootstrap.servers", brokers.addresses());
    instead.put("listeners", url());
    instead.put("plugin.path", plugins.toString());
    Path settings =
        programs.write("connect.properties", instead, home.resolve("connect.properties"));
    process.start(
        programs.command(
            HEAP, "org.apache.kafka.connect.cli.ConnectDistributed", List.of(settings.toString())),
        new HashMap<>(secrets),
        home,
        logs.next());
  }

  /** Waits until it answers. */
  public void awaitAnswer() {
    if (!Until.holds(START, () -> !process.isRunning() || answers()) || !process.isRunning()) {
      throw new GroundFailure(
          "BATON-9052 Kafka Connect does not start, see %s".formatted(logs.last()));
    }
  }

  private boolean answers() {
    try {
      return get("/connectors").statusCode() == HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Answers what the worker's REST interface answers at this path. */
  public HttpResponse<String> get(String path) throws IOException {
    return send(HttpRequest.newBuilder().GET(), path);
  }

  public HttpResponse<String> put(String path, String json) throws IOException {
    return send(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json)),
        path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws IOException {
    try {
      return http.send(
          request.uri(URI.create(url() + path)).timeout(ANSWER).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GroundFailure("BATON-9001 interrupted while waiting", e);
    }
  }

  /** Where its REST interface listens. */
  public String url() throws IOException {
    if (!Files.exists(portFile)) {
      Files.writeString(portFile, Integer.toString(FreePorts.one()));
    }
    return "http://127.0.0.1:" + Files.readString(portFile).strip();
  }

  public HttpResponse<String> delete(String path) throws IOException {
    return send(HttpRequest.newBuilder().DELETE(), path);
  }

  /** Changes a part, as the offsets of a connector. */
  public HttpResponse<String> patch(String path, String json) throws IOException {
    return send(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(json)),
        path);
  }

  /** Where its REST interface listens: {@code host:port}, by which workers name each other. */
  public String address() throws IOException {
    return url().substring("http://".length());
  }

  /** The id of its process, if it runs. */
  public Optional<Long> pid() {
    return process.pid();
  }

  /** Stops its clock, as a long pause of its machine would. */
  public void freeze() throws IOException {
    process.signal("STOP");
  }

  public void thaw() throws IOException {
    process.signal("CONT");
  }

  public boolean isRunning() {
    return process.isRunning();
  }

  /** Stops it in order: its connectors end their transactions. */
  public void stop() throws IOException {
    process.stop("TERM", STOP);
  }

  /** Kills it, as a crash would. */
  public void kill9() throws IOException {
    process.kill9();
  }
}
