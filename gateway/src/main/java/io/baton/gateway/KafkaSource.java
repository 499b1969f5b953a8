package io.baton.gateway;

import io.baton.model.Gateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer in the group of the gateway's run; where it reads is told by the listener. */
final class KafkaSource implements Source {
  private final String topic;
  private final Listener listener;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<Integer> dry = new TreeSet<>();

  KafkaSource(Gateway gateway, String node, Listener listener) {
    this.listener = listener;
    Map<String, Object> settings = KafkaSettings.of(gateway, node);
    topic = KafkaSettings.topic(gateway);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic), new Assignment());
  }

  @Override
  public List<Arrived> poll(Duration most) {
    List<Arrived> arrived = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(most)) {
        arrived.add(new Arrived(record.partition(), Records.event(record)));
      }
    } catch (OffsetOutOfRangeException e) {
      e.offsetOutOfRangePartitions().forEach(this::findAnotherPlace);
    } catch (WakeupException asked) {
      return List.of();
    }
    return arrived;
  }

  private void findAnotherPlace(TopicPartition place, long next) {
    long first = consumer.beginningOffsets(Set.of(place)).getOrDefault(place, 0L);
    long end = consumer.endOffsets(Set.of(place)).getOrDefault(place, 0L);
    goOn(place, listener.missing(place.partition(), next, first, end));
  }

  private void goOn(TopicPartition place, OptionalLong from) {
    if (from.isEmpty()) {
      dry.add(place.partition());
      consumer.seekToBeginning(Set.of(place)); // A place that is there, for it is not read.
      consumer.pause(Set.of(place));
    } else if (from.getAsLong() < 0) {
      consumer.seekToBeginning(Set.of(place));
    } else {
      consumer.seek(place, from.getAsLong());
    }
  }

  @Override
  public void pause(Set<Integer> partitions) {
    Set<TopicPartition> paused =
        consumer.assignment().stream()
            .filter(place -> partitions.contains(place.partition()) || isDry(place))
            .collect(Collectors.toSet());
    Set<TopicPartition> others = new HashSet<>(consumer.paused());
    others.removeAll(paused);
    consumer.pause(paused);
    consumer.resume(others);
  }

  private boolean isDry(TopicPartition place) {
    return dry.contains(place.partition());
  }

  @Override
  public void tell(Map<Integer, Long> next) {
    Map<TopicPartition, OffsetAndMetadata> told = new HashMap<>();
    next.forEach(
        (partition, offset) ->
            told.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
    consumer.commitAsync(told, (offsets, failed) -> {});
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    // Others need not wait: a member that is known by its name is else awaited for a while.
    consumer.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }

  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> places) {
      places.forEach(place -> goOn(place, listener.assigned(place.partition())));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> places) {
      places.forEach(
          place -> {
            dry.remove(place.partition());
            listener.revoked(place.partition());
          });
    }
  }
}
