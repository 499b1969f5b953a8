package io.baton.it.kafka.whole;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * Everything that a consumer of committed records sees on the topics of an installation; may be
 * asked by several tests at a time.
 */
public final class Told implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration SOON = Duration.ofMillis(20);

  private final KafkaConsumer<String, String> consumer;
  private final Admin admin;
  private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

  Told(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    admin = Admin.create(settings);
    Collection<TopicPartition> all =
        consumer.listTopics().values().stream()
            .flatMap(List::stream)
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .filter(place -> !place.topic().startsWith("_"))
            .filter(place -> !place.topic().matches("baton-(connect-.*|.*-offsets)"))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** The values of so many records of a key, as soon as they are there. */
  public List<String> await(String topic, String key, int count) {
    return awaitThat(topic, one -> key.equals(one.key()), count).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  /** The value of the first record of a key, as soon as it is there. */
  public String await(String topic, String key) {
    return await(topic, key, 1).get(0);
  }

  /** So many records that are as wanted, as soon as they are there. */
  public List<ConsumerRecord<String, String>> awaitThat(
      String topic, Predicate<ConsumerRecord<String, String>> wanted, int count) {
    long end = System.nanoTime() + LONG.toNanos();
    while (that(topic, wanted).size() < count) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "not %d on %s within %s, but %s"
                .formatted(count, topic, LONG, that(topic, any -> true)));
      }
      poll();
    }
    return that(topic, wanted);
  }

  private synchronized List<ConsumerRecord<String, String>> that(
      String topic, Predicate<ConsumerRecord<String, String>> wanted) {
    return records.stream()
        .filter(record -> record.topic().equals(topic) && wanted.test(record))
        .toList();
  }

  private synchronized void poll() {
    consumer.poll(POLL).forEach(records::add);
  }

  /** What a header says, as text. */
  static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** All records of a key on a topic, when nothing that was begun is open any more. */
  public List<String> all(String topic, String key) {
    return all(topic).stream()
        .filter(record -> key.equals(record.key()))
        .map(ConsumerRecord::value)
        .toList();
  }

  /** All records of a topic, when nothing that was begun is open any more. */
  public List<ConsumerRecord<String, String>> all(String topic) {
    Map<TopicPartition, Long> ends =
        Awaitility.await()
            .atMost(LONG)
            .pollDelay(Duration.ZERO)
            .pollInterval(SOON)
            .until(this::ends, this::nothingIsOpen);
    while (isBehind(ends)) {
      poll();
    }
    return that(topic, any -> true);
  }

  private synchronized boolean isBehind(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private synchronized Map<TopicPartition, Long> ends()
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        consumer.assignment().stream()
            .collect(Collectors.toMap(place -> place, any -> OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  /** For consumers of committed records a topic ends before its first open transaction. */
  private synchronized boolean nothingIsOpen(Map<TopicPartition, Long> ends) {
    return consumer.endOffsets(ends.keySet()).equals(ends);
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
