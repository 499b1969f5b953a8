package io.baton.cli.demo;

import io.baton.cli.local.KafkaSide;
import io.baton.cli.local.Local;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the demo has besides the server when workers on Kafka do the work. */
final class KafkaStage {
  static final String WORKFLOW = "trip-over-kafka";
  private static final String ANSWERS = "baton-answers";
  private static final List<String> TOPICS =
      List.of("trip-cars", "trip-hotels", "trip-flights", TopicRecord.STEPS);
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Local local;
  private final KafkaSide kafka;

  private KafkaStage(Local local, KafkaSide kafka) {
    this.local = local;
    this.kafka = kafka;
  }

  static KafkaStage up(Local local) throws IOException {
    KafkaSide kafka = local.upWithKafka(local.tripApplication(), TOPICS, List.of());
    local.startTripWorkers(kafka);
    return new KafkaStage(local, kafka);
  }

  void kill() throws IOException {
    kafka.killConnect();
    kafka.killKafka();
    local.tripWorkers().kill9();
  }

  /** Before the server: nobody needs the other. */
  void startKafkaAgain() throws IOException {
    kafka.startKafka();
    local.startTripWorkers(kafka);
  }

  void startConnectAgain() throws IOException {
    kafka.startConnect();
  }

  /** Waits for what is on its way, but not for long. */
  RecordAudit audit(Demands demands) throws IOException {
    long end = System.nanoTime() + LATE.toNanos();
    RecordAudit audit = RecordAudit.of(demands, records());
    while (!audit.missing().isEmpty() && System.nanoTime() < end) {
      audit = RecordAudit.of(demands, records());
    }
    return audit;
  }

  /** All that has been committed. */
  private List<TopicRecord> records() throws IOException {
    List<TopicRecord> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.address(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new StringDeserializer())) {
      Collection<TopicPartition> all =
          Stream.concat(TOPICS.stream(), Stream.of(ANSWERS))
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
          records.add(TopicRecord.read(record.topic(), record.key(), record.value()));
        }
      }
    }
    return records;
  }
}
