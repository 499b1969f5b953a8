package io.baton.kafka.connect;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** A worker of Connect that reads one topic, and the topic. */
final class SinkWorker {
  final Map<TopicPartition, List<SinkRecord>> topic = new HashMap<>();
  final TaskMetrics metrics = new TaskMetrics();
  final List<SinkRecord> deadLetters = new ArrayList<>();
  boolean hasDeadLetterTopic;
  private final Map<String, String> settings;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final Map<TopicPartition, Long> rewinds = new HashMap<>();
  private String topicId = "first";
  private JmsSinkTask task;

  SinkWorker(Map<String, String> settings, int partitions) {
    this.settings = settings;
    for (int i = 0; i < partitions; i++) {
      topic.put(new TopicPartition("in", i), new ArrayList<>());
    }
    this.task = newTask();
  }

  private JmsSinkTask newTask() {
    JmsSinkTask made = new JmsSinkTask(any -> new Names());
    made.initialize(new Context());
    made.start(settings);
    made.open(topic.keySet());
    topic.keySet().forEach(place -> positions.put(place, committed.getOrDefault(place, 0L)));
    rewinds.clear();
    return made;
  }

  void write(int partition, @Nullable String key, @Nullable String value, ConnectHeaders headers) {
    List<SinkRecord> all = requireNonNull(topic.get(new TopicPartition("in", partition)));
    all.add(
        new SinkRecord(
            "in",
            partition,
            null,
            key,
            null,
            value,
            all.size(),
            1_000L,
            TimestampType.CREATE_TIME,
            headers));
  }

  /** One delivery, tried again as a worker does. Returns whether there was anything. */
  boolean step(int most, Runnable beforeIt) {
    rewinds.forEach(positions::put);
    rewinds.clear();
    List<SinkRecord> batch = new ArrayList<>();
    topic.forEach(
        (place, all) -> {
          int position = requireNonNull(positions.get(place)).intValue();
          int from = position > all.size() ? 0 : position; // As auto.offset.reset says.
          List<SinkRecord> next = all.subList(from, Math.min(all.size(), from + most));
          batch.addAll(next);
          positions.put(place, (long) from + next.size());
        });
    beforeIt.run();
    for (int attempt = 1; ; attempt++) {
      try {
        task.put(batch);
        return !batch.isEmpty() || !rewinds.isEmpty();
      } catch (RetriableException e) {
        if (attempt == 20) {
          throw e;
        }
      }
    }
  }

  void commitOffsets() {
    task.preCommit(Map.of()).forEach((place, offset) -> committed.put(place, offset.offset()));
  }

  Map<TopicPartition, OffsetAndMetadata> preCommit() {
    return task.preCommit(Map.of());
  }

  /** A new task takes over while the old one does not know it. Returns what ends the old one. */
  Runnable takeOver() {
    JmsSinkTask old = task;
    task = newTask();
    return old::stop;
  }

  /** As with PATCH on the connector's offsets: it is stopped meanwhile. */
  void setTo(int partition, long offset) {
    TopicPartition place = new TopicPartition("in", partition);
    task.stop();
    new JmsSinkConnector(any -> new Names()).alterOffsets(settings, Map.of(place, offset));
    committed.put(place, offset);
    task = newTask();
  }

  /** The topic is deleted and made anew, with nothing in it; who reads it goes on where it was. */
  void makeAnew() {
    topicId = "second";
    topic.values().forEach(List::clear);
  }

  void stop() {
    task.stop();
  }

  private final class Names implements Origins {
    private final Map<String, String> known = new HashMap<>();

    @Override
    public Origin origin(TopicPartition place) {
      String id = known.computeIfAbsent(place.topic(), any -> topicId);
      return new Origin("cluster", id, place.partition());
    }

    @Override
    public void forget(String name) {
      known.remove(name);
    }

    @Override
    public void close() {}
  }

  private final class Context implements SinkTaskContext {
    @Override
    public Map<String, String> configs() {
      return settings;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
      rewinds.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition place, long offset) {
      rewinds.put(place, offset);
    }

    @Override
    public void timeout(long millis) {}

    @Override
    public Set<TopicPartition> assignment() {
      return topic.keySet();
    }

    @Override
    public void pause(TopicPartition... places) {}

    @Override
    public void resume(TopicPartition... places) {}

    @Override
    public void requestCommit() {}

    @Override
    public @Nullable ErrantRecordReporter errantRecordReporter() {
      return hasDeadLetterTopic ? this::report : null;
    }

    private Future<Void> report(SinkRecord record, Throwable why) {
      deadLetters.add(record);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public PluginMetrics pluginMetrics() {
      return metrics;
    }
  }
}
