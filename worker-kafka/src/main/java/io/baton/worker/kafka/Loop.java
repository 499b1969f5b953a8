package io.baton.worker.kafka;

import io.baton.worker.Desk;
import io.baton.worker.Reply;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * One thread: takes requests, runs handlers, answers. After any trouble with Kafka it begins anew
 * behind the last transaction that it knows to have committed.
 */
final class Loop extends Thread {
  private static final Logger LOG = System.getLogger(Loop.class.getName());
  private static final Duration LOOK_UP = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Set<String> TRACE = Set.of("traceparent", "tracestate");

  /** Answers wait for those that are worked on after them, but not for longer. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

  private final Clients clients;
  private final Set<String> topics;
  private final Desk desk;
  private final CountDownLatch end = new CountDownLatch(1);
  private Duration pause = LOOK_UP;

  Loop(Clients clients, Set<String> topics, Desk desk, String name) {
    super(name);
    this.clients = clients;
    this.topics = Set.copyOf(topics);
    this.desk = desk;
  }

  void end() {
    end.countDown();
  }

  private boolean goesOn() {
    return end.getCount() > 0 && !isInterrupted();
  }

  @Override
  public void run() {
    while (goesOn()) {
      try (Consumer<String, String> requests = clients.consumer();
          Producer<String, String> answers = clients.producer();
          Beats beats = new Beats(clients)) {
        answers.initTransactions();
        requests.subscribe(topics);
        takeRequests(requests, answers, beats);
      } catch (KafkaException e) {
        LOG.log(Level.WARNING, "{0}: Kafka, again in {1}: {2}", getName(), pause, e.toString());
        rest();
      } catch (InterruptedException e) {
        interrupt();
      }
    }
  }

  private void rest() {
    try {
      if (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      interrupt();
    }
  }

  private void takeRequests(
      Consumer<String, String> requests, Producer<String, String> answers, Beats beats)
      throws InterruptedException {
    while (goesOn()) {
      Taken taken = new Taken(requests, answers);
      for (ConsumerRecord<String, String> request : requests.poll(LOOK_UP)) {
        if (!goesOn()) {
          break;
        }
        reply(request, beats).ifPresent(reply -> taken.answer(reply, request));
        taken.add(request);
        if (taken.isOlderThan(LONGEST_WAIT)) {
          taken.commit();
        }
      }
      taken.commit();
    }
  }

  private Optional<Reply> reply(ConsumerRecord<String, String> request, Beats beats)
      throws InterruptedException {
    try {
      String text = request.value();
      return text == null ? Optional.empty() : desk.reply(text, beats::send);
    } catch (IllegalArgumentException e) {
      LOG.log(
          Level.ERROR,
          "{0}-{1} offset {2} is passed over, its attempt will time out: {3}",
          request.topic(),
          request.partition(),
          request.offset(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** What the next transaction is about. It is opened when all its work is done. */
  private final class Taken {
    private final Consumer<String, String> requests;
    private final Producer<String, String> producer;
    private final List<ProducerRecord<String, String>> answers = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private long began = System.nanoTime();

    Taken(Consumer<String, String> requests, Producer<String, String> producer) {
      this.requests = requests;
      this.producer = producer;
    }

    void answer(Reply reply, ConsumerRecord<String, String> request) {
      var answer = new ProducerRecord<>(reply.to(), reply.caseId(), reply.text());
      for (Header header : request.headers()) {
        if (TRACE.contains(header.key())) {
          answer.headers().add(header);
        }
      }
      answers.add(answer);
    }

    void add(ConsumerRecord<String, String> request) {
      offsets.put(
          new TopicPartition(request.topic(), request.partition()),
          new OffsetAndMetadata(request.offset() + 1));
    }

    boolean isOlderThan(Duration age) {
      return System.nanoTime() - began > age.toNanos();
    }

    void commit() {
      if (!offsets.isEmpty()) {
        producer.beginTransaction();
        for (ProducerRecord<String, String> answer : answers) {
          Future<RecordMetadata> unused = producer.send(answer); // The commit fails if this does.
        }
        producer.sendOffsetsToTransaction(offsets, requests.groupMetadata());
        producer.commitTransaction();
        answers.clear();
        offsets.clear();
        pause = LOOK_UP;
      }
      began = System.nanoTime();
    }
  }
}
