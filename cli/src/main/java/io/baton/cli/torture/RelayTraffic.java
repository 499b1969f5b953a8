package io.baton.cli.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Starts relays and sends each its numbers, one key after the other and so all keys at once; and
 * writes down what comes back. Both sides outlive the broker.
 */
final class RelayTraffic implements AutoCloseable {
  static final String IN = "relay-in";
  static final String OUT = "relay-out";
  static final String END = "relay-end";

  private static final Duration TAKE = Duration.ofMillis(200);
  private static final int FOR_EVER_MILLIS = 3_600_000;

  private final String brokers;
  private final RelayAudit.Sent sent;
  private final Map<String, List<Integer>> handedOn = new ConcurrentHashMap<>();
  private final Map<String, List<String>> ends = new ConcurrentHashMap<>();
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
  private volatile boolean over;
  private volatile int allowed;
  private volatile long last = System.nanoTime();
  private final List<Thread> threads = new ArrayList<>();

  RelayTraffic(String brokers, RelayAudit.Sent sent) {
    this.brokers = brokers;
    this.sent = sent;
  }

  void start() {
    run("torture sends", this::send);
    run("torture hears", this::hear);
  }

  private void run(String name, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                broken.set(e);
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** The producer is idempotent and does not give up: what it sends is on the topic once. */
  private void send() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", brokers,
            "acks", "all",
            "max.block.ms", FOR_EVER_MILLIS,
            "delivery.timeout.ms", FOR_EVER_MILLIS);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i <= sent.numbers() && awaitTurn(i); i++) {
        for (int of = 0; of < sent.cases() && !over; of++) {
          String value =
              i == 0
                  ? "new:{\"count\":%d}".formatted(sent.numbers())
                  : "{\"ref\":\"next\",\"value\":%d}".formatted(i);
          send(producer, new ProducerRecord<>(IN, key(of), value));
        }
        producer.flush();
      }
    }
  }

  private void send(KafkaProducer<String, String> producer, ProducerRecord<String, String> record) {
    Future<RecordMetadata> unused =
        producer.send(
            record,
            (where, failed) -> {
              if (failed != null) {
                broken.set(new IllegalStateException("the producer gave up", failed));
              }
            });
  }

  /** False when nothing is to be sent any more. */
  private boolean awaitTurn(int number) {
    while (number > allowed && !over) {
      LockSupport.parkNanos(TAKE.toNanos());
    }
    return !over;
  }

  /** Numbers up to this one may be sent. */
  void allow(int number) {
    allowed = number;
  }

  static String key(int of) {
    return "relay-" + of;
  }

  /** Without a group: a rebalance would have it read again what it has read. */
  private void hear() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            brokers,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            "isolation.level",
            "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      Set<TopicPartition> places = new HashSet<>();
      for (String topic : List.of(OUT, END)) {
        for (PartitionInfo partition : consumer.partitionsFor(topic)) {
          places.add(new TopicPartition(topic, partition.partition()));
        }
      }
      consumer.assign(places);
      consumer.seekToBeginning(places);
      while (!over) {
        consumer.poll(TAKE).forEach(this::note);
      }
    }
  }

  private void note(ConsumerRecord<String, String> record) {
    if (record.topic().equals(OUT)) {
      handedOn
          .computeIfAbsent(record.key(), any -> new ArrayList<>())
          .add(Integer.valueOf(record.value()));
    } else {
      ends.computeIfAbsent(record.key(), any -> new ArrayList<>()).add(record.value());
    }
    received.incrementAndGet();
    last = System.nanoTime();
  }

  /** How many records have come back. */
  int received() {
    RuntimeException failed = broken.get();
    if (failed != null) {
      throw failed;
    }
    return received.get();
  }

  /** How many have to: the numbers, and one end for each case. */
  int expected() {
    return sent.cases() * (sent.numbers() + 1);
  }

  /** How many records cross in both directions. */
  int records() {
    return 2 * expected();
  }

  /** For how long nothing has come. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - last);
  }

  /**
   * @param kept numbers of the table, by case
   */
  RelayAudit audit(Map<String, List<Integer>> kept) {
    return RelayAudit.of(sent, handedOn, ends, kept);
  }

  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join(TAKE.multipliedBy(25).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
