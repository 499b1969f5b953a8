package io.baton.kafka.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.kafka.connect.SourceWorker.Death;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JmsSourceTaskTest {
  private static final Runnable NOTHING = () -> {};

  private Broker broker;
  private SourceWorker worker;

  @BeforeEach
  void start() throws Exception {
    broker = new Broker();
    worker = worker(5);
  }

  private SourceWorker worker(int batch) {
    return new SourceWorker(
        Map.of(
            "jms.url", broker.url(),
            "jms.queues", "out",
            "jms.retry.ms", "100",
            "batch.messages", Integer.toString(batch),
            "poll.wait.ms", "200",
            "record.max.bytes", "100"));
  }

  @AfterEach
  void end() throws Exception {
    worker.stop();
    broker.close();
  }

  @Test
  void a_message_becomes_a_record_of_the_topic_that_it_names() throws Exception {
    broker.send(
        "out",
        4,
        "{\"a\":1}",
        Map.of(
            "baton_topic", "bills",
            "baton_key", "case-1",
            "traceparent", "00-1-2-01",
            "baton_headers", "[[\"x-y\",\"1\"],[\"x-y\",null]]"));

    empty();

    assertThat(worker.topics)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.topic()).isEqualTo("bills");
              assertThat(record.key()).isEqualTo("case-1");
              assertThat(record.value()).isEqualTo("{\"a\":1}");
              assertThat(record.headers().lastWithName("traceparent").value())
                  .isEqualTo("00-1-2-01");
              assertThat(record.headers().allWithName("x-y")).toIterable().hasSize(2);
            });
    assertThat(broker.count("out")).isZero();
    assertThat(worker.metrics.value("messages-forwarded")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Death.class)
  void whoever_dies_wherever_each_message_is_one_record(Death death) throws Exception {
    send(12);
    worker.step(death, NOTHING);

    empty();

    assertThat(values()).isEqualTo(numbers(12));
  }

  @Test
  void a_commit_of_which_nothing_is_heard_is_no_reason_for_a_second_record() throws Exception {
    send(12);
    worker.step(Death.NONE, broker::cut);

    empty();

    assertThat(values()).isEqualTo(numbers(12));
    assertThat(worker.metrics.value("messages-dropped")).isEqualTo(5);
  }

  @Test
  void a_message_that_overtakes_those_that_come_again_does_not_make_them_forgotten()
      throws Exception {
    send(5);
    worker.step(Death.BEFORE_THE_BROKER_COMMITS, NOTHING);
    broker.send("out", 9, "urgent", Map.of("baton_topic", "t"));

    empty();

    assertThat(values()).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "urgent");
  }

  @Test
  void what_cannot_be_a_record_is_parked_once_with_the_reason() throws Exception {
    broker.send("out", 4, "no topic", Map.of());
    broker.send("out", 4, "x".repeat(101), Map.of("baton_topic", "t"));
    broker.send("out", 4, "bad name", Map.of("baton_topic", "a topic"));
    broker.send("out", 4, "good", Map.of("baton_topic", "t"));
    broker.send("out", 4, "bad header", Map.of("baton_topic", "t", "baton_headers", "{"));
    worker.step(Death.BEFORE_THE_BROKER_COMMITS, NOTHING);

    empty();

    assertThat(values()).containsExactly("good");
    List<String> reasons = new ArrayList<>();
    for (TextMessage parked : broker.take("baton.parked", 4)) {
      reasons.add(parked.getStringProperty("baton_reason"));
    }
    assertThat(reasons)
        .containsExactly(
            "it names no topic in baton_topic",
            "it has 101 bytes, at most 100 can be",
            "'a topic' is no topic that may be written to",
            "baton_headers must be [[name, text], …]");
    assertThat(broker.count("baton.parked")).isZero();
  }

  @Test
  void a_worker_that_does_not_commit_each_poll_is_refused() throws Exception {
    send(12);
    worker.step(Death.NONE, NOTHING);
    List<Throwable> seen = new ArrayList<>();
    worker.step(
        Death.NONE,
        () -> {
          try {
            worker.pollAgain();
          } catch (ConnectException | InterruptedException e) {
            seen.add(e);
          }
        });

    assertThat(seen)
        .singleElement()
        .satisfies(e -> assertThat(e).hasMessageContaining("exactly.once.source.support"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void under_any_deaths_and_cuts_each_message_is_one_record(long seed) throws Exception {
    Random random = new Random(seed);
    send(60);
    for (int i = 0; i < 15; i++) {
      Death death = Death.values()[random.nextInt(3)];
      worker.step(death, random.nextInt(4) == 0 ? broker::cut : NOTHING);
    }
    empty();

    assertThat(values()).as("seed %d", seed).isEqualTo(numbers(60));
  }

  @Test
  void settings_that_cannot_be_are_refused_each_at_its_name() {
    var checked =
        new JmsSourceConnector()
            .validate(
                Map.of(
                    "jms.url", "http://somewhere",
                    "jms.queues", "a,b",
                    "tasks.max", "1",
                    "kafka.topics.allowed", "(",
                    "batch.messages", "0"));
    assertThat(checked.configValues())
        .filteredOn(value -> !value.errorMessages().isEmpty())
        .extracting(value -> value.name())
        .contains("jms.url", "jms.queues", "kafka.topics.allowed", "batch.messages");
    assertThatThrownBy(
            () ->
                new JmsSourceConnector()
                    .alterOffsets(Map.of(), Map.of(Map.of("queue", "q"), Map.of("ids", "1"))))
        .isInstanceOf(ConnectException.class);
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      broker.send("out", 4, Integer.toString(i), Map.of("baton_topic", "t", "baton_key", "k"));
    }
  }

  private void empty() throws Exception {
    while (worker.step(Death.NONE, NOTHING) || broker.count("out") > 0) {
      assertThat(worker.topics).hasSizeLessThan(1000);
    }
  }

  private List<String> values() {
    return worker.topics.stream().map(SourceRecord::value).map(String::valueOf).toList();
  }

  private static List<String> numbers(int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(Integer.toString(i));
    }
    return all;
  }
}
