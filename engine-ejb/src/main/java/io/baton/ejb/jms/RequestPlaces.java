package io.baton.ejb.jms;

import io.baton.port.Settings;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Where requests to workers go: to the queue of their destination, or, in the format of a system
 * whose services all listen to one topic, to that and to its other names, here or on Kafka.
 */
final class RequestPlaces {
  private static final Pattern TOPIC = Pattern.compile("(kafka:)?[A-Za-z0-9._-]{1,100}");
  private static final int MOST = 8;

  private final Map<String, List<String>> topics = new ConcurrentHashMap<>();

  /**
   * @throws IllegalStateException when a setting is no list of topics
   */
  RequestPlaces() {
    topics(Settings.TASK_TOPICS, Settings.get(Settings.TASK_TOPICS, ""));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(Settings.TASK_TOPICS + "."))
        .forEach(name -> topics(name, System.getProperty(name)));
  }

  /**
   * @param ofOtherFormat false for requests in Baton's own format, which are for one worker each
   */
  List<Destination> of(String destination, boolean ofOtherFormat, JMSContext session) {
    List<String> named = named(destination, ofOtherFormat);
    return named.isEmpty()
        ? List.of(session.createQueue(Names.WORK_QUEUES + destination))
        : named.stream()
            .filter(topic -> !KafkaRequests.isFor(topic))
            .<Destination>map(session::createTopic)
            .toList();
  }

  /** Topics of Kafka, each behind {@code kafka:}; beside those of {@link #of}. */
  List<String> onKafka(String destination, boolean ofOtherFormat) {
    return named(destination, ofOtherFormat).stream().filter(KafkaRequests::isFor).toList();
  }

  private List<String> named(String destination, boolean ofOtherFormat) {
    if (KafkaRequests.isFor(destination)) {
      return List.of(destination);
    }
    return ofOtherFormat ? topics.computeIfAbsent(destination, RequestPlaces::asSet) : List.of();
  }

  private static List<String> asSet(String destination) {
    String all = Settings.get(Settings.TASK_TOPICS, "");
    String own = Settings.TASK_TOPICS + "." + destination;
    return topics(own, Settings.get(own, all));
  }

  private static List<String> topics(String setting, String value) {
    List<String> names =
        Arrays.stream(value.split(",", -1)).map(String::strip).filter(n -> !n.isEmpty()).toList();
    if (names.size() > MOST || !names.stream().allMatch(TOPIC.asMatchPredicate())) {
      throw new IllegalStateException(
          "BATON-1341 %s: '%s' is no list of 0 to %d topics".formatted(setting, value, MOST));
    }
    return names;
  }
}
