package io.baton.kafka.connect;

import static java.util.Objects.requireNonNull;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far each partition of a task is put, as the broker says. */
final class Places implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Places.class);
  private static final long LOOK_AGAIN = Duration.ofSeconds(10).toNanos();

  private final Origins cluster;
  private final SinkTaskContext context;
  private final Map<TopicPartition, Origin> origins = new HashMap<>();
  private final Map<TopicPartition, Long> put = new HashMap<>();
  private final Set<TopicPartition> rewound = new HashSet<>();
  private long looked = System.nanoTime();

  Places(Origins cluster, SinkTaskContext context) {
    this.cluster = cluster;
    this.context = context;
  }

  /**
   * Learns where a new partition, or after a lost connection every one, has to go on, and has Kafka
   * deliver from there: from the beginning where nothing was put, for what Kafka itself remembers
   * may be of a topic that is no more, or of a broker that was replaced.
   *
   * @param delivered the partitions of which records are at hand. They were read before this asks
   *     whose they are, so none of a topic made anew is taken for one of its predecessor.
   */
  void find(Putting queue, Set<TopicPartition> delivered)
      throws JMSException, InterruptedException {
    rewound.clear();
    lookForTopicsMadeAnew(queue, delivered);
    Map<TopicPartition, Long> found = new HashMap<>();
    Map<TopicPartition, Long> from = new HashMap<>();
    for (TopicPartition place : context.assignment()) {
      if (put.containsKey(place)) {
        continue;
      }
      Origin origin = cluster.origin(place);
      origins.put(place, origin);
      Progress progress = queue.tokens().take(origin);
      queue.tokens().put(origin, progress);
      found.put(place, progress.offset());
      from.put(place, progress.offset() + 1);
    }
    if (found.isEmpty()) {
      return;
    }
    queue.commit();
    put.putAll(found);
    from.forEach(context::offset);
    rewound.addAll(from.keySet());
    LOG.info("goes on from {}", from);
  }

  /** A topic that was deleted and made anew has other records at the same offsets. */
  private void lookForTopicsMadeAnew(Putting queue, Set<TopicPartition> delivered)
      throws JMSException, InterruptedException {
    boolean all = System.nanoTime() - looked >= LOOK_AGAIN;
    if (all) {
      looked = System.nanoTime();
    }
    (all ? origins.keySet() : delivered)
        .stream().map(TopicPartition::topic).distinct().forEach(cluster::forget);
    for (Map.Entry<TopicPartition, Origin> known : origins.entrySet()) {
      if (!cluster.origin(known.getKey()).equals(known.getValue())) {
        LOG.warn("{} was made anew: it is read from its beginning", known.getKey());
        put.remove(known.getKey());
        queue.tokens().release(known.getValue());
      }
    }
  }

  /** Whether Kafka delivers this partition again, from where {@link #find} said. */
  boolean willComeAgain(TopicPartition place) {
    return rewound.contains(place);
  }

  Origin origin(TopicPartition place) {
    return requireNonNull(origins.get(place), "not found yet: " + place);
  }

  void reached(TopicPartition place, long offset) {
    put.put(place, offset);
  }

  /** The offset of the last record put, of the partitions that have one. */
  Map<TopicPartition, Long> put() {
    return put.entrySet().stream()
        .filter(last -> last.getValue() > Progress.NONE)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The broker is to be asked again: its answers may have changed. */
  void ask() {
    put.clear();
  }

  /** Another task has this partition from now on; returns what it was. */
  @Nullable Origin forget(TopicPartition place) {
    put.remove(place);
    cluster.forget(place.topic());
    return origins.remove(place);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
