package io.baton.it.kafka;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How fast one task of each connector is, exactly once, when much waits for it. Not a test of the
 * build, by its name; docs/reference/performance.md says how to run it.
 */
@ExtendWith(SharedBridge.class)
final class BridgeSpeed {
  private static final int COUNT = Integer.getInteger("baton.kafka.speed.records", 60_000);
  private static final int RUNS = 3;
  private static final String TEXT = "x".repeat(200);

  @Test
  void source(Bridge bridge) throws Exception {
    List<Double> speeds = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      String name = "speed-source-" + run;
      fillQueue(bridge, name);
      bridge.topic(name, 1);
      bridge.connector(
          name,
          "baton-outputs",
          Map.of(
              "jms.queues", name,
              "kafka.topic", name,
              "offsets.storage.topic", name + "-offsets"));
      try (KafkaConsumer<String, String> consumer = consumer(bridge, name)) {
        speeds.add(speed(() -> consumer.poll(Duration.ofSeconds(1)).count()));
      }
      bridge.remove(name);
    }
    print("source", speeds);
  }

  @Test
  void sink(Bridge bridge) throws Exception {
    List<Double> speeds = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      String name = "speed-sink-" + run;
      bridge.topic(name, 1);
      fillTopic(bridge, name);
      bridge.connector(name, "baton-records", Map.of("topics", name, "jms.queue", name));
      try (ActiveMQConnectionFactory factory = bridge.artemis().clients();
          JMSContext session = factory.createContext(JMSContext.DUPS_OK_ACKNOWLEDGE);
          JMSConsumer consumer = session.createConsumer(session.createQueue(name))) {
        speeds.add(speed(() -> consumer.receive(1000) == null ? 0 : 1));
      }
      bridge.remove(name);
    }
    print("sink", speeds);
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

  private static void fillQueue(Bridge bridge, String name) {
    try (ActiveMQConnectionFactory factory = bridge.artemis().clients();
        JMSContext session = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
      Queue queue = session.createQueue(name);
      JMSProducer producer = session.createProducer();
      for (int i = 1; i <= COUNT; i++) {
        producer.setProperty("baton_key", "k" + i % 200).send(queue, TEXT);
        if (i % 1000 == 0 || i == COUNT) {
          session.commit();
        }
      }
    }
  }

  private static void fillTopic(Bridge bridge, String name) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bridge.address(), "linger.ms", 20);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < COUNT; i++) {
        producer.send(new ProducerRecord<>(name, "k" + i % 200, TEXT));
      }
    }
  }

  private static KafkaConsumer<String, String> consumer(Bridge bridge, String topic) {
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

  private static void print(String what, List<Double> speeds) {
    List<Double> sorted = new ArrayList<>(speeds);
    Collections.sort(sorted);
    System.out.printf(
        "%s: %.0f per second, median of %s, load %.1f%n",
        what,
        sorted.get(RUNS / 2),
        speeds.stream().map("%.0f"::formatted).toList(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
