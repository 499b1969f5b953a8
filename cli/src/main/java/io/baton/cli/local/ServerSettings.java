package io.baton.cli.local;

import io.baton.cli.ground.StateDir;
import io.baton.port.Settings;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings of the server that a person has chosen, name by name. They are kept until they are taken
 * back, or the data they were for is dropped.
 */
record ServerSettings(SortedMap<String, String> all) {
  static final ServerSettings NONE = new ServerSettings(new TreeMap<>());

  private static final String FILE = "server-settings.properties";
  private static final int LONGEST = 1_000;
  private static final String OF_KAFKA = "kafka:";

  static ServerSettings kept(StateDir state) throws IOException {
    Path file = state.resolve(FILE);
    if (!Files.exists(file)) {
      return NONE;
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    SortedMap<String, String> all = new TreeMap<>();
    lines.stringPropertyNames().forEach(name -> all.put(name, lines.getProperty(name)));
    return new ServerSettings(all);
  }

  void keep(StateDir state) throws IOException {
    Properties lines = new Properties();
    lines.putAll(all);
    try (Writer writer = Files.newBufferedWriter(state.resolve(FILE))) {
      lines.store(writer, "Given by ./baton up --set; an empty value takes one back.");
    }
  }

  static void drop(StateDir state) throws IOException {
    Files.deleteIfExists(state.resolve(FILE));
  }

  /**
   * These and others; an empty value takes one back.
   *
   * @throws SettingRefused when one of them is no setting, or cannot be set here
   */
  ServerSettings with(Map<String, String> wishes) {
    SortedMap<String, String> more = new TreeMap<>(all);
    wishes.forEach(
        (name, value) -> {
          KnownSettings.check(name);
          if (value.isEmpty()) {
            more.remove(name);
          } else {
            more.put(name, checked(name, value));
          }
        });
    return new ServerSettings(more);
  }

  private static String checked(String name, String value) {
    if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
      throw new SettingRefused(
          "BATON-9060 the value of %s has more than %d characters, or ends a line"
              .formatted(name, LONGEST));
    }
    // The server runs elsewhere.
    return name.equals(Settings.TOPICS) ? Path.of(value).toAbsolutePath().toString() : value;
  }

  /** Topics of Kafka on which the server writes because of them. */
  SortedSet<String> written() {
    SortedSet<String> topics = new TreeSet<>();
    all.forEach(
        (name, value) -> {
          if (name.equals(Settings.TASK_TOPICS) || name.startsWith(Settings.TASK_TOPICS + ".")) {
            addThoseOfKafka(value, topics);
          } else if (name.equals(Settings.KAFKA_CALLED_OFF)) {
            topics.add(value);
          } else if (name.equals(Settings.EXECUTIONS)) {
            topics.add(
                all.getOrDefault(Settings.EXECUTIONS_TOPIC, Settings.DEFAULT_EXECUTIONS_TOPIC));
          }
        });
    return topics;
  }

  private static void addThoseOfKafka(String list, SortedSet<String> topics) {
    for (String topic : list.split(",", -1)) {
      String name = topic.strip();
      if (name.startsWith(OF_KAFKA)) {
        topics.add(name.substring(OF_KAFKA.length()));
      }
    }
  }

  /** The topic on which workers answer. */
  String answers() {
    return all.getOrDefault(Settings.KAFKA_ANSWERS, Settings.DEFAULT_KAFKA_ANSWERS);
  }

  @Override
  public String toString() {
    return String.join(
        ", ", all.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
