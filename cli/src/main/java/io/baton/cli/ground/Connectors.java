package io.baton.cli.ground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Starts connectors by the REST interface of a worker. */
public final class Connectors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofMinutes(2);
  private static final int LOWEST_ERROR = 300;
  private static final int CONFLICT = 409;

  private final ConnectWorker worker;

  public Connectors(ConnectWorker worker) {
    this.worker = worker;
  }

  /**
   * Starts connectors, or gives them other settings, and waits until all their tasks run.
   *
   * @param files such as server-config/kafka/connectors/baton-outputs.json
   * @param instead settings that go before those of a file, where it has them
   */
  public void start(Collection<Path> files, Map<String, String> instead) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      names.add(put(file, instead));
    }
    for (String name : names) {
      if (!Until.holds(START, () -> runs(name))) {
        throw new GroundFailure(
            "BATON-9056 connector %s does not run: %s".formatted(name, status(name)));
      }
    }
  }

  /** Answers its name. */
  private String put(Path file, Map<String, String> instead) throws IOException {
    JsonNode connector = JSON.readTree(file.toFile());
    String name = connector.path("name").textValue();
    ObjectNode config = (ObjectNode) connector.path("config");
    instead.forEach(
        (setting, value) -> {
          if (config.has(setting)) {
            config.put(setting, value);
          }
        });
    put(name, config.toString());
    return name;
  }

  /** Waits until all tasks of these connectors run on this worker. */
  public void awaitHeld(Collection<String> names) throws IOException {
    String here = worker.address();
    for (String name : names) {
      if (!Until.holds(START, () -> runs(name) && workersOf(name).equals(Set.of(here)))) {
        throw new GroundFailure(
            "BATON-9056 connector %s does not run on %s: %s".formatted(name, here, status(name)));
      }
    }
  }

  private Set<String> workersOf(String name) {
    Set<String> workers = new TreeSet<>();
    try {
      for (JsonNode task : JSON.readTree(status(name)).path("tasks")) {
        workers.add(task.path("worker_id").asText());
      }
      return workers;
    } catch (IOException notYet) {
      return Set.of();
    }
  }

  /** While the worker still looks who is in its group, it answers with a conflict. */
  private void put(String name, String config) throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      HttpResponse<String> answer = worker.put("/connectors/%s/config".formatted(name), config);
      if (answer.statusCode() < LOWEST_ERROR) {
        return;
      }
      if (answer.statusCode() != CONFLICT || System.nanoTime() > end) {
        throw new GroundFailure(
            "BATON-9055 Kafka Connect refuses connector %s: %d %s"
                .formatted(name, answer.statusCode(), answer.body()));
      }
    }
  }

  private boolean runs(String name) {
    try {
      JsonNode status = JSON.readTree(status(name));
      JsonNode tasks = status.path("tasks");
      boolean all = !tasks.isEmpty() && isRunning(status.path("connector"));
      for (JsonNode task : tasks) {
        all &= isRunning(task);
      }
      return all;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean isRunning(JsonNode part) {
    return part.path("state").asText().equals("RUNNING");
  }

  private String status(String name) throws IOException {
    return worker.get("/connectors/%s/status".formatted(name)).body();
  }
}
