package io.baton.worker.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the clients of one thread. */
class Clients {
  /** Who died is missed after this, and its partitions go to others. */
  private static final int SESSION_MILLIS = 10_000;

  /** Of a dead worker nothing stays undecided for longer, so that readers go on. */
  private static final int TRANSACTION_MILLIS = 15_000;

  private static final int BATCH = 50;

  private final String bootstrapServers;
  private final String group;
  private final String name;
  private final Map<String, Object> properties;

  Clients(String bootstrapServers, String group, String name, Map<String, Object> properties) {
    this.bootstrapServers = bootstrapServers;
    this.group = group;
    this.name = name;
    this.properties = Map.copyOf(properties);
  }

  Consumer<String, String> consumer() {
    Map<String, Object> all = new HashMap<>();
    all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    ConsumerConfig.configNames().stream()
        .filter(properties::containsKey)
        .forEach(key -> all.put(key, properties.get(key)));
    all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group + "-" + name);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
  }

  /** For answers. */
  Producer<String, String> producer() {
    Map<String, Object> all = ofProducer();
    all.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group + "-" + name);
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  /** For what is said at once. */
  Producer<String, String> atOnce() {
    return new KafkaProducer<>(ofProducer(), new StringSerializer(), new StringSerializer());
  }

  private Map<String, Object> ofProducer() {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    ProducerConfig.configNames().stream()
        .filter(properties::containsKey)
        .forEach(key -> all.put(key, properties.get(key)));
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    return all;
  }
}
