package io.baton.cli.local;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far behind the end of its topic somebody is. */
public final class TopicEnds {
  private static final long PATIENCE_MILLIS = 5_000;

  private TopicEnds() {}

  /**
   * How many offsets are not read yet.
   *
   * @param next by partition, the offset that is read next; none, or -1: nothing is read
   * @return empty when Kafka does not say so to who has not logged in
   */
  public static OptionalLong lag(String brokers, String topic, Map<Integer, Long> next) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", brokers,
            "request.timeout.ms", (int) PATIENCE_MILLIS,
            "default.api.timeout.ms", (int) PATIENCE_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      Collection<TopicPartition> places =
          admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
              .map(TopicDescription::partitions)
              .flatMap(List::stream)
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, Long> ends = offsets(admin, places, OffsetSpec.latest());
      Map<TopicPartition, Long> firsts = offsets(admin, places, OffsetSpec.earliest());
      return OptionalLong.of(
          ends.entrySet().stream()
              .mapToLong(
                  end -> {
                    long read = next.getOrDefault(end.getKey().partition(), -1L);
                    return end.getValue() - Math.max(read, firsts.getOrDefault(end.getKey(), 0L));
                  })
              .map(behind -> Math.max(0, behind))
              .sum());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return OptionalLong.empty();
    }
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Collection<TopicPartition> places, OffsetSpec which)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    places.forEach(place -> asked.put(place, which));
    return admin
        .listOffsets(asked)
        .all()
        .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }
}
