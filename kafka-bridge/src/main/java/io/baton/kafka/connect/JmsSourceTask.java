package io.baton.kafka.connect;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties one queue. One poll is one transaction of the broker and one of Kafka: the records commit
 * first, together with the ids of their messages ({@link Forwarded}), then the messages. Whoever
 * dies between the two leaves messages whose ids stand in the offset, and they are dropped when
 * they come again. The queue must be exclusive, so that who takes over sees them before anything
 * else does.
 *
 * <p>A broker that is away is waited for; the task does not fail.
 */
public final class JmsSourceTask extends SourceTask {
  private static final Logger LOG = LoggerFactory.getLogger(JmsSourceTask.class);
  private static final int BATCHES_REMEMBERED = 4;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable SourceSettings settings;
  private @Nullable Forwarded forwarded;
  private @Nullable SourceMetrics metrics;
  private @Nullable Taking taking;
  private @Nullable Overdue overdue;

  /** The messages whose records are on their way; empty when no transaction is open. */
  private List<String> open = List.of();

  private int onTheirWay;
  private int unsent;
  private boolean sent;

  @Override
  public String version() {
    return Version.TEXT;
  }

  @Override
  public void start(Map<String, String> given) {
    SourceSettings read = new SourceSettings(given);
    String queue = read.queues().get(0);
    settings = read;
    forwarded = new Forwarded(queue, BATCHES_REMEMBERED * read.batch());
    forwarded.restore(context.offsetStorageReader().offset(Forwarded.partitionOf(queue)));
    SourceMetrics counts = new SourceMetrics(context.pluginMetrics());
    metrics = counts;
    Map<String, Object> kafka = read.kafka();
    overdue =
        new Overdue(
            queue,
            topics -> kafka.isEmpty() ? Set.of() : Topics.missing(kafka, topics),
            counts::overdue);
    overdue.watch();
  }

  @Override
  public synchronized @Nullable List<SourceRecord> poll() throws InterruptedException {
    if (stopped.getCount() == 0) {
      return null;
    }
    finishWhatNobodySends();
    try {
      List<SourceRecord> records = next(link());
      return records.isEmpty() ? null : records;
    } catch (JMSException e) {
      lose(e);
      return null;
    }
  }

  private List<SourceRecord> next(Taking queue) throws JMSException {
    Forwarded known = Objects.requireNonNull(forwarded);
    SourceMetrics counts = Objects.requireNonNull(metrics);
    List<String> ids = new ArrayList<>();
    Map<String, Object> offset = new HashMap<>(); // One for all records, full when all are known.
    List<SourceRecord> records = new ArrayList<>();
    for (Message message : queue.take()) {
      if (known.contains(message.getJMSMessageID())) {
        ids.add(message.getJMSMessageID());
        counts.dropped();
        continue;
      }
      try {
        records.add(queue.recordOf(message, known.partition(), offset));
        ids.add(message.getJMSMessageID());
      } catch (UnfitException e) {
        queue.park(message, e.reason()); // Without its id: if it comes again, it is parked again.
        counts.parked();
      }
    }
    offset.putAll(known.with(ids));
    if (records.isEmpty()) {
      queue.commit(); // What is parked or known needs no transaction of Kafka.
      known.remove(ids);
    } else {
      open = ids;
      Objects.requireNonNull(overdue).sent(records);
      onTheirWay = records.size();
      unsent = records.size();
      sent = false;
    }
    return records;
  }

  /** A transformation may have dropped all records of the last poll: then there is no commit. */
  private void finishWhatNobodySends() throws InterruptedException {
    if (open.isEmpty()) {
      return;
    }
    if (sent || unsent > 0) {
      throw new ConnectException(
          "records are asked for before the last ones are committed: this connector needs a worker"
              + " with exactly.once.source.support=enabled");
    }
    commit();
  }

  @Override
  public synchronized void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
    unsent--;
    sent |= metadata != null;
  }

  /** The records are on their topics, so the messages can go. */
  @Override
  public synchronized void commit() throws InterruptedException {
    if (open.isEmpty()) {
      return;
    }
    List<String> ids = open;
    open = List.of();
    Objects.requireNonNull(overdue).arrived();
    Objects.requireNonNull(forwarded).add(ids);
    Objects.requireNonNull(metrics).forwarded(onTheirWay);
    Taking queue = taking;
    if (queue == null) {
      return; // The broker gives them again, and they are dropped then.
    }
    try {
      queue.commit();
      forwarded.remove(ids);
    } catch (JMSException e) {
      lose(e);
    }
  }

  private Taking link() throws JMSException {
    Taking known = taking;
    if (known == null) {
      known = Taking.from(Objects.requireNonNull(settings));
      taking = known;
      LOG.info("takes messages from {}", known);
    }
    return known;
  }

  private void lose(JMSException e) throws InterruptedException {
    SourceSettings given = Objects.requireNonNull(settings);
    LOG.warn(
        "the broker is away, asked again in {} ms: {}", given.jms().retryMillis(), e.toString());
    Objects.requireNonNull(metrics).lostBroker();
    drop();
    if (stopped.await(given.jms().retryMillis(), TimeUnit.MILLISECONDS)) {
      LOG.info("stopped while the broker was away");
    }
  }

  private void drop() {
    Taking last = taking;
    taking = null;
    if (last != null) {
      try {
        last.close();
      } catch (JMSException e) {
        LOG.debug("a connection that was lost could not be closed", e);
      }
    }
  }

  /** What is taken and not committed goes back to its queue before another task takes over. */
  @Override
  public void stop() {
    stopped.countDown();
    synchronized (this) {
      open = List.of();
      drop();
      if (overdue != null) {
        overdue.close();
      }
      if (metrics != null) {
        metrics.close();
      }
    }
  }
}
