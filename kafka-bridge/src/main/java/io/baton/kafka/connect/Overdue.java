package io.baton.kafka.connect;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says so when the records of a transaction do not reach their topics. Kafka's producer waits for
 * ever for a topic that is not there, in the thread that would call the task again.
 */
final class Overdue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Overdue.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SAID_AGAIN = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final String queue;
  private final UnaryOperator<Set<String>> missing;
  private final Runnable count;
  private final ScheduledThreadPoolExecutor clock;
  private volatile @Nullable Flight flight;
  private @Nullable Flight told;
  private long toldAt;

  /**
   * @param missing those of some topics that are not there, as far as can be known
   * @param count called each time people are told
   */
  Overdue(String queue, UnaryOperator<Set<String>> missing, Runnable count) {
    this.queue = queue;
    this.missing = missing;
    this.count = count;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "baton-overdue-" + queue);
              thread.setDaemon(true);
              return thread;
            });
  }

  private record Flight(List<SourceRecord> records, long since) {}

  void watch() {
    long every = LOOK.toMillis();
    var unused =
        clock.scheduleWithFixedDelay(
            () -> look(System.nanoTime()), every, every, TimeUnit.MILLISECONDS);
  }

  void sent(List<SourceRecord> records) {
    flight = new Flight(records, System.nanoTime());
  }

  void arrived() {
    flight = null;
  }

  synchronized void look(long now) {
    Flight late = flight;
    if (told != null && !told.equals(late)) {
      LOG.info("queue {} goes on", queue);
      told = null;
    }
    if (late == null || now - late.since() < PATIENCE.toNanos()) {
      return;
    }
    if (told == null || now - toldAt >= SAID_AGAIN.toNanos()) {
      told = late;
      toldAt = now;
      tell(late.records(), Duration.ofNanos(now - late.since()).toSeconds());
    }
  }

  private void tell(List<SourceRecord> records, long seconds) {
    count.run();
    Set<String> topics =
        records.stream().map(SourceRecord::topic).collect(Collectors.toCollection(TreeSet::new));
    Set<String> gone = missing.apply(topics);
    if (gone.isEmpty()) {
      LOG.warn(
          "BATON-1702 queue {} stands still: for {} s Kafka has not taken {} records for {}; when it does, the queue goes on",
          queue,
          seconds,
          records.size(),
          topics);
    } else {
      LOG.error(
          "BATON-1701 queue {} stands still: Kafka has no topic {}. Make it, and the queue goes on; {} records wait since {} s, and all behind them, and none is lost",
          queue,
          String.join(", ", gone),
          records.size(),
          seconds);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
