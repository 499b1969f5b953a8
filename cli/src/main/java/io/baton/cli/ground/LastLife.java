package io.baton.cli.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lets a broker that was killed be dead before it starts anew. Else it finds itself registered,
 * takes itself for the leader of its partitions and ends the transactions it knows of, until its
 * old registration expires. From then on its partitions have no leader for a moment; Kafka 4.3.1
 * takes them for deleted, counts their transactions as ended and never writes their ends: nobody
 * reads past them any more. Beside other brokers there is always a leader.
 *
 * <p>So its controller runs alone first, with little patience, until it has fenced the broker off.
 */
final class LastLife {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String HEAP = "256m";
  private static final String FENCED = "Fencing broker";

  private final KafkaPrograms programs;
  private final Background process;
  private final Path home;

  LastLife(KafkaPrograms programs, Background process, Path home) {
    this.programs = programs;
    this.process = process;
    this.home = home;
  }

  /** Whether the broker with this data was killed, or its machine. */
  static boolean endedSuddenly(Path data) {
    return Files.exists(data.resolve("meta.properties"))
        && !Files.exists(data.resolve(".kafka_cleanshutdown"));
  }

  /** Goes on after a while, too: who was killed before it was registered is not fenced off. */
  void end(Map<String, String> broker, String controller, Path log) throws IOException {
    Map<String, String> alone = new HashMap<>(broker);
    alone.put("process.roles", "controller");
    alone.put("listeners", "CONTROLLER://" + controller);
    alone.put("advertised.listeners", "CONTROLLER://" + controller);
    alone.put("broker.session.timeout.ms", "1000");
    alone.put("metadata.max.idle.interval.ms", "100"); // It writes something each time.
    Path settings =
        programs.write("broker.properties", alone, home.resolve("controller.properties"));
    process.start(
        programs.command(HEAP, "kafka.Kafka", List.of(settings.toString())), Map.of(), home, log);
    Until.holds(LIMIT, () -> !process.isRunning() || says(log));
    // It tells of the fence before it has written it, and its end does not wait for that. What is
    // written first may be from before, what is written next is not.
    awaitMoreWritten();
    awaitMoreWritten();
    process.stop("TERM", LIMIT);
  }

  private void awaitMoreWritten() {
    long before = written();
    Until.holds(LIMIT, () -> !process.isRunning() || written() > before);
  }

  /** Bytes of the controllers' log. */
  private long written() {
    try (Stream<Path> files = Files.list(home.resolve("data/__cluster_metadata-0"))) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static boolean says(Path log) {
    try {
      return Files.readString(log).contains(FENCED);
    } catch (IOException notYet) {
      return false;
    }
  }
}
