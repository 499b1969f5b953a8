package io.baton.kafka.connect;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** A worker of Connect with exactly-once support, and its topics. */
final class SourceWorker {
  /** Where it dies, in one step. */
  enum Death {
    NONE,
    BEFORE_KAFKA_COMMITS,
    BEFORE_THE_BROKER_COMMITS
  }

  final List<SourceRecord> topics = new ArrayList<>();
  final TaskMetrics metrics = new TaskMetrics();
  private final Map<String, String> settings;
  private final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
  private SourceTask task;

  SourceWorker(Map<String, String> settings) {
    this.settings = settings;
    this.task = newTask();
  }

  private SourceTask newTask() {
    JmsSourceTask made = new JmsSourceTask();
    made.initialize(new Context());
    made.start(settings);
    return made;
  }

  /** One poll, and what follows from it. Returns whether there were records. */
  boolean step(Death death, Runnable meanwhile) throws InterruptedException {
    List<SourceRecord> records = task.poll();
    if (records == null) {
      return false;
    }
    if (death != Death.BEFORE_KAFKA_COMMITS) {
      topics.addAll(records);
      records.forEach(record -> offsets.put(copy(record.sourcePartition()), record.sourceOffset()));
    }
    meanwhile.run();
    if (death == Death.NONE) {
      records.forEach(record -> commitRecord(record));
      task.commit();
    } else {
      die();
    }
    return true;
  }

  /** Without the last word that a task has when it is stopped. */
  private void die() {
    task.stop(); // Closes with a rollback; the broker does the same for a connection that is lost.
    task = newTask();
  }

  private void commitRecord(SourceRecord record) {
    try {
      task.commitRecord(record, null);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void pollAgain() throws InterruptedException {
    task.poll();
  }

  void stop() {
    task.stop();
  }

  private static Map<String, ?> copy(Map<String, ?> partition) {
    return new HashMap<>(partition);
  }

  private final class Context implements SourceTaskContext, OffsetStorageReader {
    @Override
    public Map<String, String> configs() {
      return settings;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return this;
    }

    @Override
    public PluginMetrics pluginMetrics() {
      return metrics;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
      return (Map<String, Object>) offsets.get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      Map<Map<String, T>, Map<String, Object>> all = new HashMap<>();
      partitions.forEach(one -> all.put(one, requireNonNull(offset(one))));
      return all;
    }
  }
}
