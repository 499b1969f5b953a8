package io.baton.it.kafka;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How fast one task of each connector is, exactly once, when much waits for it, beside a plain
 * producer that writes as many records in transactions. Not a test of the build, by its name;
 * docs/reference/performance.md says how to run it.
 */
final class BridgeSpeed {
  private static final int COUNT = Integer.getInteger("baton.kafka.speed.records", 60_000);
  private static final int ROUNDS = Integer.getInteger("baton.kafka.speed.rounds", 3);
  private static final int TRANSACTION = 2000;
  private static final String TEXT = "x".repeat(200);

  /** When the broker of Kafka has its files written to the disk. */
  enum Flush {
    EACH_BATCH(Map.of()),
    WHEN_THE_SYSTEM_DOES(Map.of("log.flush.interval.messages", Long.toString(Long.MAX_VALUE)));

    private final Map<String, String> settings;

    Flush(Map<String, String> settings) {
      this.settings = settings;
    }
  }

  private final Map<String, List<Double>> speeds = new TreeMap<>();
  private Bridge bridge;

  @ParameterizedTest
  @EnumSource(Flush.class)
  void records_in_a_second(Flush flush) throws Exception {
    try (Bridge started = Bridge.fastIn(Path.of("target/bridge-speed"), flush.settings)) {
      bridge = started;
      for (int round = 0; round <= ROUNDS; round++) {
        double plain = plain("plain-" + round);
        double source = source("source-" + round);
        double sink = sink("sink-" + round);
        if (round > 0) { // The first one is for the compilers of the JVMs.
          add("plain producer", plain);
          add("source", source);
          add("sink", sink);
        }
      }
      speeds.forEach((what, all) -> print(flush, what, all));
    }
  }

  private double plain(String name) throws Exception {
    bridge.topic(name, 1);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bridge.address(), "transactional.id", name);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      long began = System.nanoTime();
      for (int i = 0; i < COUNT; i += TRANSACTION) {
        producer.beginTransaction();
        for (int j = i; j < Math.min(i + TRANSACTION, COUNT); j++) {
          producer.send(new ProducerRecord<>(name, key(j), TEXT));
        }
        producer.commitTransaction();
      }
      return COUNT * 1e9 / (System.nanoTime() - began);
    }
  }

  private double source(String name) throws Exception {
    fillQueue(name);
    bridge.topic(name, 1);
    Map<String, String> settings = new HashMap<>();
    settings.put("jms.queues", name);
    settings.put("kafka.topic", name);
    settings.put("offsets.storage.topic", name + "-offsets");
    for (String other : System.getProperty("baton.kafka.speed.source", "").split(",")) {
      String[] pair = other.split("=");
      if (pair.length == 2) {
        settings.put(pair[0], pair[1]);
      }
    }
    bridge.connector(name, "baton-outputs", settings);
    try (KafkaConsumer<String, String> consumer = consumer(name)) {
      return speed(() -> consumer.poll(Duration.ofSeconds(1)).count());
    } finally {
      bridge.remove(name);
    }
  }

  private double sink(String name) throws Exception {
    bridge.topic(name, 1);
    fillTopic(name);
    bridge.connector(name, "baton-records", Map.of("topics", name, "jms.queue", name));
    try (ActiveMQConnectionFactory factory = bridge.artemis().clients();
        JMSContext session = factory.createContext(JMSContext.DUPS_OK_ACKNOWLEDGE);
        JMSConsumer consumer = session.createConsumer(session.createQueue(name))) {
      return speed(() -> consumer.receive(1000) == null ? 0 : 1);
    } finally {
      bridge.remove(name);
    }
  }

  /** Per second, from the first one to the last. */
  private static double speed(IntSupplier received) {
    int first = 0;
    while (first == 0) {
      first = received.getAsInt();
    }
    long began = System.nanoTime();
    for (int all = first; all < COUNT; ) {
      all += received.getAsInt();
    }
    return (COUNT - first) * 1e9 / (System.nanoTime() - began);
  }

  private void fillQueue(String name) {
    try (ActiveMQConnectionFactory factory = bridge.artemis().clients();
        JMSContext session = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      Queue queue = session.createQueue(name);
      JMSProducer producer = session.createProducer();
      for (int i = 1; i <= COUNT; i++) {
        producer.setProperty("baton_key", key(i)).send(queue, TEXT);
        if (i % 1000 == 0 || i == COUNT) {
          session.commit();
        }
      }
    }
  }

  private void fillTopic(String name) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bridge.address(), "linger.ms", 20);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < COUNT; i++) {
        producer.send(new ProducerRecord<>(name, key(i), TEXT));
      }
    }
  }

  private static String key(int number) {
    return "k" + number % 200;
  }

  private KafkaConsumer<String, String> consumer(String topic) {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bridge.address(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> places = List.of(new TopicPartition(topic, 0));
    consumer.assign(places);
    consumer.seekToBeginning(places);
    return consumer;
  }

  private void add(String what, double speed) {
    speeds.computeIfAbsent(what, any -> new ArrayList<>()).add(speed);
  }

  private void print(Flush flush, String what, List<Double> all) {
    System.out.printf(
        "%s, %s: %.0f per second, %.2f of the plain producer, each round %s, load %.1f%n",
        flush,
        what,
        median(all),
        median(all) / median(speeds.get("plain producer")),
        all.stream().map("%.0f"::formatted).toList(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static double median(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }
}
