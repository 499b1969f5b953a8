package io.baton.kafka.connect;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages that are on their topics and may still be on their queue: those of the open JMS
 * transaction, and those of earlier ones whose commit was never heard of. They are the source
 * offset of every record, so they are durable with the records.
 *
 * <p>Exactly one key stands in the partition and one in the offset: with two, their order differs
 * from one JVM to the next, and the offset is not found.
 */
final class Forwarded {
  private static final String QUEUE = "queue";
  private static final String IDS = "ids";
  private static final String BETWEEN = "\n";

  private final Map<String, ?> partition;
  private final int most;
  private final Set<String> ids = new LinkedHashSet<>();

  /**
   * @param most how many ids are kept; four batches are enough for three commits in a row that
   *     nothing was heard of
   */
  Forwarded(String queue, int most) {
    this.partition = partitionOf(queue);
    this.most = most;
  }

  static Map<String, String> partitionOf(String queue) {
    return Map.of(QUEUE, queue);
  }

  Map<String, ?> partition() {
    return partition;
  }

  /** Takes up what was stored with the last records; null when there were none. */
  void restore(@Nullable Map<String, Object> offset) {
    ids.clear();
    if (offset != null && offset.get(IDS) instanceof String stored && !stored.isEmpty()) {
      ids.addAll(List.of(stored.split(BETWEEN)));
    }
  }

  boolean contains(String id) {
    return ids.contains(id);
  }

  /**
   * The offset of records whose transaction holds the messages {@code taken}. They count as
   * forwarded only when their records are on their topics: {@link #add}.
   */
  Map<String, ?> with(Collection<String> taken) {
    Set<String> all = new LinkedHashSet<>(ids);
    all.addAll(taken);
    return Map.of(IDS, String.join(BETWEEN, all));
  }

  /** The records of these are on their topics. */
  void add(Collection<String> taken) {
    ids.addAll(taken);
    Iterator<String> oldest = ids.iterator();
    while (ids.size() > most) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The broker has these no more. */
  void remove(Collection<String> taken) {
    taken.forEach(ids::remove);
  }
}
