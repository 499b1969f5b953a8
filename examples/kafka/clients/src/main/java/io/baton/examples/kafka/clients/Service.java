package io.baton.examples.kafka.clients;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Answers each record with at most one other, exactly once: the answers and how far it has read are
 * one transaction of Kafka. Two of the same name share the work. It ends with the first error of
 * Kafka; whoever is started next begins where the last commit left off.
 */
final class Service implements AutoCloseable {
  private static final Duration TAKE = Duration.ofMillis(200);
  private static final Duration LEAVE = Duration.ofSeconds(5);

  private final KafkaConsumer<String, String> requests;
  private final KafkaProducer<String, String> answers;
  private volatile boolean ended;

  /**
   * @param name of the consumer group
   * @param instance of two that run at once, each has its own; it may come again after a crash
   */
  Service(String brokers, String name, String instance) {
    this.requests =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                brokers,
                "group.id",
                name,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                100),
            new StringDeserializer(),
            new StringDeserializer());
    this.answers =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "transactional.id", name + "-" + instance),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Until the program is told to end: then others of its name have its share at once. */
  void runUntilTheEnd(
      List<String> topics,
      Function<ConsumerRecord<String, String>, Optional<ProducerRecord<String, String>>> work) {
    Thread runs = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  close();
                  join(runs);
                }));
    run(topics, work);
  }

  private static void join(Thread thread) {
    try {
      thread.join(LEAVE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until it is closed. */
  void run(
      List<String> topics,
      Function<ConsumerRecord<String, String>, Optional<ProducerRecord<String, String>>> work) {
    answers.initTransactions();
    requests.subscribe(topics);
    while (!ended) {
      ConsumerRecords<String, String> batch = requests.poll(TAKE);
      if (!batch.isEmpty()) {
        answer(batch, work);
      }
    }
    requests.close();
    answers.close();
  }

  private void answer(
      ConsumerRecords<String, String> batch,
      Function<ConsumerRecord<String, String>, Optional<ProducerRecord<String, String>>> work) {
    answers.beginTransaction();
    for (ConsumerRecord<String, String> request : batch) {
      work.apply(request).ifPresent(this::send);
    }
    answers.sendOffsetsToTransaction(behind(batch), requests.groupMetadata());
    answers.commitTransaction();
  }

  private void send(ProducerRecord<String, String> answer) {
    Future<RecordMetadata> unused = answers.send(answer); // The commit fails if this does.
  }

  private static Map<TopicPartition, OffsetAndMetadata> behind(
      ConsumerRecords<String, String> batch) {
    Map<TopicPartition, OffsetAndMetadata> behind = new HashMap<>();
    for (ConsumerRecord<String, String> read : batch) {
      behind.put(
          new TopicPartition(read.topic(), read.partition()),
          new OffsetAndMetadata(read.offset() + 1));
    }
    return behind;
  }

  @Override
  public void close() {
    ended = true;
  }
}
