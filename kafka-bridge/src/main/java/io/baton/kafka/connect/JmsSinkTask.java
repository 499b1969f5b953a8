package io.baton.kafka.connect;

import static java.util.Objects.requireNonNull;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the records of its partitions on one queue. The records of a put and the offsets that they
 * reach are one transaction of the broker ({@link Tokens}), so the broker alone says what was put:
 * after each connection that is lost the task reads it there and has Kafka deliver from there on,
 * also when the broker has become an older copy of itself.
 *
 * <p>A broker that is away is waited for; the task does not fail.
 */
public final class JmsSinkTask extends SinkTask {
  private static final Logger LOG = LoggerFactory.getLogger(JmsSinkTask.class);

  /** So often the task is called though no record comes: the brokers may have changed. */
  private static final long LOOK_MILLIS = 2_000;

  private final Function<SinkSettings, Origins> cluster;
  private @Nullable SinkSettings settings;
  private @Nullable SinkMetrics metrics;
  private @Nullable Places places;
  private @Nullable Putting putting;

  public JmsSinkTask() {
    this(settings -> new Cluster(settings.kafka()));
  }

  JmsSinkTask(Function<SinkSettings, Origins> cluster) {
    this.cluster = cluster;
  }

  @Override
  public String version() {
    return Version.TEXT;
  }

  @Override
  public void start(Map<String, String> given) {
    SinkSettings read = new SinkSettings(given);
    settings = read;
    context.timeout(LOOK_MILLIS);
    metrics = new SinkMetrics(context.pluginMetrics());
    places = new Places(cluster.apply(read), context);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    Places known = requireNonNull(places);
    context.timeout(LOOK_MILLIS);
    try {
      Map<TopicPartition, List<SinkRecord>> byPartition = new LinkedHashMap<>();
      for (SinkRecord record : records) {
        byPartition.computeIfAbsent(placeOf(record), any -> new ArrayList<>()).add(record);
      }
      Putting queue = link();
      known.find(queue, byPartition.keySet());
      byPartition.keySet().removeIf(known::willComeAgain);
      if (!byPartition.isEmpty()) {
        put(byPartition, queue);
      }
    } catch (JMSException e) {
      throw lost(e);
    } catch (RetriableException e) {
      drop();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriableException("interrupted", e);
    }
  }

  private void put(Map<TopicPartition, List<SinkRecord>> byPartition, Putting queue)
      throws JMSException, InterruptedException {
    Places known = requireNonNull(places);
    SinkMetrics counts = requireNonNull(metrics);
    Map<TopicPartition, Long> reached = new LinkedHashMap<>();
    int sent = 0;
    for (Map.Entry<TopicPartition, List<SinkRecord>> entry : byPartition.entrySet()) {
      Origin origin = known.origin(entry.getKey());
      Progress progress = queue.tokens().take(origin);
      for (SinkRecord record : entry.getValue()) {
        if (record.originalKafkaOffset() <= progress.offset()) {
          counts.repeated();
          continue;
        }
        try {
          queue.send(record, origin, progress);
          sent++;
        } catch (UnfitException e) {
          refuse(record, e, origin, queue);
          progress.pass(record.originalKafkaOffset());
          counts.refused();
        }
      }
      queue.tokens().put(origin, progress);
      reached.put(entry.getKey(), progress.offset());
    }
    queue.commit();
    reached.forEach(known::reached);
    counts.put(sent);
  }

  /** On the dead-letter topic before the offset passes it; without one, on the parked queue. */
  private void refuse(SinkRecord record, UnfitException why, Origin origin, Putting queue)
      throws JMSException, InterruptedException {
    ErrantRecordReporter topic = context.errantRecordReporter();
    if (topic == null) {
      queue.park(record, why.reason(), origin);
      return;
    }
    try {
      topic.report(record, why).get();
    } catch (ExecutionException e) {
      throw new RetriableException("the dead-letter topic does not take a record", e);
    }
  }

  private static TopicPartition placeOf(SinkRecord record) {
    // As the record was read: a transformation may have given it another topic.
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }

  /** What the broker knows to be put, and nothing else. */
  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> delivered) {
    return requireNonNull(places).put().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, last -> new OffsetAndMetadata(last.getValue() + 1)));
  }

  @Override
  public void close(Collection<TopicPartition> gone) {
    Putting queue = putting;
    for (TopicPartition place : gone) {
      Origin origin = requireNonNull(places).forget(place);
      if (queue != null && origin != null) {
        try {
          queue.tokens().release(origin);
        } catch (JMSException e) {
          LOG.debug("nothing to release on a lost connection", e);
          drop();
          return;
        }
      }
    }
  }

  private Putting link() throws JMSException {
    Putting known = putting;
    if (known != null && known.isLost()) {
      // Also while no record comes: a broker that has become an older copy lacks some.
      throw new JMSException("the connection was lost");
    }
    if (known == null) {
      requireNonNull(places).ask();
      known = Putting.to(requireNonNull(settings));
      putting = known;
      LOG.info("puts records on {}", known);
    }
    return known;
  }

  private RetriableException lost(JMSException e) {
    SinkSettings given = requireNonNull(settings);
    requireNonNull(metrics).lostBroker();
    drop();
    context.timeout(given.jms().retryMillis());
    return new RetriableException("the broker is away: " + e.getMessage(), e);
  }

  private void drop() {
    Putting last = putting;
    putting = null;
    if (last != null) {
      try {
        last.close();
      } catch (JMSException e) {
        LOG.debug("a connection that was lost could not be closed", e);
      }
    }
  }

  @Override
  public void stop() {
    drop();
    if (places != null) {
      places.close();
    }
    if (metrics != null) {
      metrics.close();
    }
  }
}
