package io.baton.examples.kafka.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends a record and waits for one that answers it. */
final class Asker implements AutoCloseable {
  private static final Duration TAKE = Duration.ofMillis(200);

  private final KafkaProducer<String, String> questions;
  private final KafkaConsumer<String, String> answers;

  /** Hears what comes on {@code topics} from now on. */
  Asker(String brokers, List<String> topics) {
    questions =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
    answers =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> places = new ArrayList<>();
    for (String topic : topics) {
      for (PartitionInfo partition : answers.partitionsFor(topic)) {
        places.add(new TopicPartition(topic, partition.partition()));
      }
    }
    answers.assign(places);
    answers.seekToEnd(places);
    places.forEach(answers::position); // Else the end is looked for at the first poll only.
  }

  /** Returns when Kafka has it. */
  void send(String topic, String key, String value) {
    try {
      questions.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not take it: " + e.getMessage(), e);
    }
  }

  /** Empty when none came in time. */
  Optional<ConsumerRecord<String, String>> await(
      Predicate<ConsumerRecord<String, String>> wanted, Duration limit) {
    Instant end = Instant.now().plus(limit);
    while (Instant.now().isBefore(end)) {
      for (ConsumerRecord<String, String> answer : answers.poll(TAKE)) {
        if (wanted.test(answer)) {
          return Optional.of(answer);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    questions.close();
    answers.close();
  }
}
