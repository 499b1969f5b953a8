package io.baton.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.worker.Desk;
import io.baton.worker.Handler;
import io.baton.worker.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A worker's thread on clients of Kafka that are doubles. */
@DisplayName("5.4 a worker over Kafka")
class LoopTest {
  private static final TopicPartition HOTELS = new TopicPartition("hotels", 0);
  private static final Duration SOON = Duration.ofSeconds(20);

  private final List<String> requests = new ArrayList<>();
  private final List<Doubles> lives = new CopyOnWriteArrayList<>();
  private Loop loop = new Loop(new Lives(life -> {}), Set.of(), desk((args, task) -> ""), "none");

  @AfterEach
  void end() throws InterruptedException {
    loop.end();
    loop.join(SOON.toMillis());
  }

  private static Desk desk(Handler handler) {
    return new Desk(Map.of("Booking.reserveHotel", handler), new ObjectMapper());
  }

  private void work(Handler handler, Consumer<Doubles> trouble) {
    loop = new Loop(new Lives(trouble), Set.of("hotels"), desk(handler), "loop");
    loop.start();
  }

  private void request(String caseId, String activity, Instant deadline) {
    requests.add(
        "{'schema':1,'case':'%s','ref':'2','activity':'%s','undo':false,'attempt':1,'args':['Ada'],'deadline':'%s','idempotencyKey':'k','starter':'s','replyTo':'answers'}"
            .formatted(caseId, activity, deadline)
            .replace('\'', '"'));
  }

  private static Instant later() {
    return Instant.now().plusSeconds(60);
  }

  private void awaitOffset(long offset) {
    await()
        .atMost(SOON)
        .until(() -> !lives.isEmpty() && lives.get(lives.size() - 1).offset() == offset);
  }

  private List<String> answers() {
    return lives.get(lives.size() - 1).producer.history().stream()
        .map(answer -> answer.topic() + " " + answer.key() + " " + answer.value())
        .toList();
  }

  @Test
  void anAnswerAndThatItsRequestWasTakenAreOneTransaction() {
    request("t-1", "Booking.reserveHotel", later());
    request("t-2", "Booking.reserveHotel", later());
    work((args, task) -> args.get(0, String.class) + " of " + task.caseId(), life -> {});
    awaitOffset(2);
    Doubles life = lives.get(0);
    assertThat(life.producer.commitCount()).isEqualTo(1);
    assertThat(answers().get(0))
        .startsWith("answers t-1 {")
        .contains("\"ref\":\"2\"", "\"attempt\":1", "\"value\":\"Ada of t-1\"");
    assertThat(answers()).hasSize(2);
    assertThat(
            new String(life.producer.history().get(0).headers().lastHeader("traceparent").value()))
        .isEqualTo("00-trace");
    assertThat(life.producer.history().get(0).headers().toArray()).hasSize(1);
  }

  @Test
  void aRefusalAndAFailureAreAnswers() {
    request("no", "Booking.reserveHotel", later());
    request("down", "Booking.reserveHotel", later());
    work(
        (args, task) -> {
          if (task.caseId().equals("no")) {
            throw new Refusal("NoRooms", "full");
          }
          throw new IllegalStateException("no line");
        },
        life -> {});
    awaitOffset(2);
    assertThat(answers().get(0)).contains("\"type\":\"NoRooms\"", "\"retry\":false");
    assertThat(answers().get(1)).contains("no line", "\"retry\":true");
  }

  @Test
  void whatCannotBeReadIsLateOrForOthersIsPassedOver() {
    requests.add("{");
    request("late", "Booking.reserveHotel", Instant.EPOCH);
    request("other", "Booking.reserveCar", later());
    request("mine", "Booking.reserveHotel", later());
    work((args, task) -> "done", life -> {});
    awaitOffset(4);
    assertThat(answers()).singleElement().satisfies(text -> assertThat(text).contains("mine"));
  }

  @Test
  void aTransactionThatFailsIsDoneAgainByNewClients() {
    request("t-1", "Booking.reserveHotel", later());
    work(
        (args, task) -> "done",
        life -> {
          if (lives.isEmpty()) {
            life.producer.commitTransactionException = new KafkaException("a broker that died");
          }
        });
    await().atMost(SOON).until(() -> lives.size() == 2);
    awaitOffset(1);
    assertThat(lives.get(0).producer.history()).isEmpty();
    assertThat(lives.get(0).producer.closed()).isTrue();
    assertThat(lives.get(0).consumer.closed()).isTrue();
    assertThat(answers()).hasSize(1);
  }

  @Test
  void aSignOfLifeIsSeenBeforeTheAnswer() {
    request("t-1", "Booking.reserveHotel", later());
    List<List<ProducerRecord<String, String>>> before = new CopyOnWriteArrayList<>();
    work(
        (args, task) -> {
          task.heartbeat();
          before.add(lives.get(0).atOnce.history());
          return "done";
        },
        life -> {});
    awaitOffset(1);
    assertThat(before.get(0))
        .singleElement()
        .satisfies(beat -> assertThat(beat.value()).contains("\"heartbeat\":true"));
    assertThat(answers()).hasSize(1);
  }

  /** What one life of the thread works with. */
  private static final class Doubles {
    final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
    final MockProducer<String, String> producer =
        new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
    final MockProducer<String, String> atOnce =
        new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());

    long offset() {
      return producer.consumerGroupOffsetsHistory().stream()
          .map(groups -> groups.values().iterator().next().get(HOTELS))
          .mapToLong(OffsetAndMetadata::offset)
          .max()
          .orElse(0);
    }
  }

  private final class Lives extends Clients {
    private final Consumer<Doubles> trouble;
    private Doubles next = new Doubles();

    Lives(Consumer<Doubles> trouble) {
      super("nowhere:1", "group", "name", Map.of());
      this.trouble = trouble;
    }

    @Override
    MockConsumer<String, String> consumer() {
      next = new Doubles();
      trouble.accept(next);
      next.consumer.schedulePollTask(
          () -> {
            next.consumer.rebalance(List.of(HOTELS));
            next.consumer.updateBeginningOffsets(Map.of(HOTELS, 0L));
            for (int i = 0; i < requests.size(); i++) {
              var record = new ConsumerRecord<>("hotels", 0, i, "key", requests.get(i));
              record.headers().add("traceparent", "00-trace".getBytes());
              record.headers().add("baton_case", "x".getBytes());
              next.consumer.addRecord(record);
            }
          });
      lives.add(next);
      return next.consumer;
    }

    @Override
    MockProducer<String, String> producer() {
      return next.producer;
    }

    @Override
    MockProducer<String, String> atOnce() {
      return next.atOnce;
    }
  }
}
