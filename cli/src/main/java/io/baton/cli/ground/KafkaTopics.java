package io.baton.cli.ground;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics that are not there yet. */
public final class KafkaTopics {
  private static final int LIMIT_SECONDS = 60;
  private static final int PARTITIONS = 4;

  private final Map<String, Integer> partitions = new TreeMap<>();

  /**
   * Those of a file with a line {@code name=partitions} for each.
   *
   * @throws GroundFailure when a number is none
   */
  public static KafkaTopics of(Path file) throws IOException {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    KafkaTopics topics = new KafkaTopics();
    for (String name : lines.stringPropertyNames()) {
      String number = lines.getProperty(name).strip();
      if (!number.matches("[1-9][0-9]{0,3}")) {
        throw new GroundFailure(
            "BATON-9053 %s: topic %s has '%s' partitions".formatted(file, name, number));
      }
      topics.partitions.put(name, Integer.parseInt(number));
    }
    return topics;
  }

  /** One more, if it is not among them. */
  public void add(String name) {
    partitions.putIfAbsent(name, PARTITIONS);
  }

  public Set<String> names() {
    return Set.copyOf(partitions.keySet());
  }

  public void makeAt(String bootstrapServers) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Set<String> there = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      List<NewTopic> missing =
          partitions.entrySet().stream()
              .filter(topic -> !there.contains(topic.getKey()))
              .map(
                  topic ->
                      new NewTopic(topic.getKey(), Optional.of(topic.getValue()), Optional.empty()))
              .toList();
      admin.createTopics(missing).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GroundFailure("BATON-9001 interrupted while waiting", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new GroundFailure(
          "BATON-9054 the topics %s cannot be made: %s".formatted(partitions.keySet(), e), e);
    }
  }
}
