package io.baton.kafka.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmsSinkTaskTest {
  private static final Runnable NOTHING = () -> {};

  private Broker broker;
  private SinkWorker worker;

  @BeforeEach
  void start() throws Exception {
    broker = new Broker();
    worker = worker("true");
  }

  private SinkWorker worker(String keyRequired) {
    return new SinkWorker(
        Map.of(
            "name", "records",
            "jms.url", broker.url(),
            "jms.queue", "in",
            "jms.state.wait.ms", "200",
            "kafka.bootstrap.servers", "127.0.0.1:1",
            "key.required", keyRequired,
            "key.max.length", "10",
            "record.max.bytes", "100",
            "headers.max", "3"),
        2);
  }

  @AfterEach
  void end() throws Exception {
    worker.stop();
    broker.close();
  }

  @Test
  void a_record_becomes_a_message_that_says_who_it_is() throws Exception {
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString("traceparent", "00-1-2-01").addString("x-y", "1").addString("x-y", "2");
    worker.write(1, "case-1", "{\"a\":1}", headers);
    worker.write(1, "case-1", null, new ConnectHeaders());

    all();

    List<TextMessage> messages = broker.take("in", 2);
    TextMessage first = messages.get(0);
    assertThat(first.getText()).isEqualTo("{\"a\":1}");
    assertThat(first.getStringProperty("baton_key")).isEqualTo("case-1");
    int lane = Progress.laneOf("case-1");
    assertThat(first.getIntProperty("baton_lane")).isEqualTo(lane);
    assertThat(first.getLongProperty("baton_previous")).isEqualTo(-1);
    assertThat(first.getStringProperty("JMSXGroupID")).isEqualTo("first/1/" + lane);
    assertThat(first.getStringProperty("baton_topic")).isEqualTo("in");
    assertThat(first.getStringProperty("baton_record")).isEqualTo("cluster/first/1/0");
    assertThat(first.getLongProperty("baton_timestamp")).isEqualTo(1000);
    assertThat(first.getBooleanProperty("baton_tombstone")).isFalse();
    assertThat(first.getStringProperty("traceparent")).isEqualTo("00-1-2-01");
    assertThat(first.getStringProperty("baton_headers"))
        .isEqualTo("[[\"x-y\",\"1\"],[\"x-y\",\"2\"]]");
    assertThat(messages.get(1).getBooleanProperty("baton_tombstone")).isTrue();
    assertThat(messages.get(1).getLongProperty("baton_previous")).isEqualTo(0);
    assertThat(worker.preCommit().get(new TopicPartition("in", 1)).offset()).isEqualTo(2);
  }

  @Test
  void what_was_put_is_not_put_again_however_old_the_offsets_of_kafka_are() throws Exception {
    worker.step(1, NOTHING); // It learns where to go on.
    write(0, 10);
    worker.step(4, NOTHING);
    worker.takeOver().run();

    all();

    assertThat(texts(10)).isEqualTo(numbers(0, 10));
  }

  @Test
  void a_task_that_takes_over_waits_until_the_frozen_one_is_gone() throws Exception {
    worker.step(1, NOTHING); // It learns where to go on.
    write(0, 10);
    worker.step(4, NOTHING);
    Runnable endOfTheOldOne = worker.takeOver();
    int[] tries = {0};
    Thread later =
        new Thread(
            () -> {
              while (tries[0] == 0) {
                Thread.onSpinWait();
              }
              endOfTheOldOne.run();
            });
    later.start();
    worker.step(4, () -> tries[0]++);
    later.join();

    all();

    assertThat(texts(10)).isEqualTo(numbers(0, 10));
  }

  @Test
  void an_older_copy_of_the_broker_gets_what_it_lacks() throws Exception {
    write(0, 10);
    all();
    worker.commitOffsets();
    assertThat(texts(10)).hasSize(10);

    broker.close();
    broker = new Broker(broker.port());
    // As it was after the third record.
    remember(broker, "records/cluster/first/0", 2, null);
    worker.write(0, "k0", "10", new ConnectHeaders());
    all();

    assertThat(texts(8)).isEqualTo(numbers(3, 11));
  }

  @Test
  void what_an_older_copy_gets_again_names_the_same_record_before_it() throws Exception {
    writeOfKeys(0, 40);
    all();
    Chain first = new Chain();
    List<TextMessage> before = broker.take("in", 40);
    before.forEach(first::enter);

    broker.close();
    broker = new Broker(broker.port());
    Progress third = Progress.none();
    for (TextMessage message : before.subList(0, 3)) {
      third.put(Chain.offset(message), message.getIntProperty("baton_lane"));
    }
    remember(broker, "records/cluster/first/0", 2, third.lanes());
    // Also without a new record.
    await().until(() -> worker.step(4, NOTHING));
    all();

    List<TextMessage> again = broker.take("in", 37);
    for (int i = 0; i < again.size(); i++) {
      assertThat(again.get(i).getLongProperty("baton_previous"))
          .isEqualTo(before.get(3 + i).getLongProperty("baton_previous"));
    }
    assertThat(again).noneMatch(first::enter);
  }

  @Test
  void after_offsets_were_set_the_chain_of_each_lane_has_no_gap_and_no_wrong_link()
      throws Exception {
    worker.step(1, NOTHING);
    writeOfKeys(0, 60);
    Chain chain = new Chain();
    worker.step(40, NOTHING);
    broker.take("in", 40).forEach(chain::enter);

    worker.setTo(0, 10);
    all();

    assertThat(broker.take("in", 50).stream().filter(chain::enter)).hasSize(20);
    writeOfKeys(0, 20);
    worker.setTo(0, 70);
    all();
    assertThat(broker.take("in", 10)).allMatch(chain::enter);
  }

  @Test
  void a_memory_of_before_there_were_lanes_knows_of_no_record_before() throws Exception {
    remember(broker, "records/cluster/first/0", 2, null);
    write(0, 5);
    all();

    List<TextMessage> messages = broker.take("in", 2);
    assertThat(messages.get(0).getLongProperty("baton_previous")).isEqualTo(-1);
    assertThat(messages.get(1).getLongProperty("baton_previous")).isEqualTo(3);
  }

  @Test
  void a_record_without_a_key_or_one_that_is_refused_is_no_part_of_the_chain() throws Exception {
    worker.stop();
    worker = worker("false");
    worker.write(0, "k", "first", new ConnectHeaders());
    worker.write(0, "k", "x".repeat(101), new ConnectHeaders());
    worker.write(0, null, "no key", new ConnectHeaders());
    worker.write(0, "k", "last", new ConnectHeaders());
    all();

    List<TextMessage> messages = broker.take("in", 3);
    assertThat(messages.get(1).propertyExists("baton_lane")).isFalse();
    assertThat(messages.get(1).propertyExists("baton_previous")).isFalse();
    assertThat(messages.get(1).propertyExists("JMSXGroupID")).isFalse();
    assertThat(messages.get(2).getLongProperty("baton_previous")).isEqualTo(0);
  }

  @Test
  void a_topic_that_was_made_anew_is_read_from_its_beginning() throws Exception {
    write(0, 10);
    all();
    assertThat(texts(10)).hasSize(10);

    worker.commitOffsets();
    worker.makeAnew();
    write(0, 12);
    worker.takeOver().run();
    all();

    assertThat(texts(12)).isEqualTo(numbers(0, 12));
  }

  @Test
  void records_of_a_topic_that_was_made_anew_are_never_taken_for_those_of_the_old_one()
      throws Exception {
    write(0, 5);
    all();
    assertThat(texts(5)).hasSize(5);

    worker.makeAnew();
    write(0, 8);
    all();

    List<String> records = new ArrayList<>();
    for (TextMessage message : broker.take("in", 8)) {
      records.add(message.getStringProperty("baton_record"));
    }
    assertThat(records)
        .containsExactlyElementsOf(
            numbers(0, 8).stream().map(number -> "cluster/second/0/" + number).toList());
  }

  @Test
  void a_broker_that_remembers_nothing_gets_everything_whatever_kafka_remembers() throws Exception {
    write(0, 10);
    all();
    worker.commitOffsets();
    assertThat(texts(10)).hasSize(10);
    broker.close();
    broker = new Broker(broker.port());
    worker.takeOver().run();

    all();

    assertThat(texts(10)).isEqualTo(numbers(0, 10));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_cannot_be_a_message_is_refused_and_the_others_go_on(boolean deadLetters)
      throws Exception {
    worker.hasDeadLetterTopic = deadLetters;
    ConnectHeaders many = new ConnectHeaders();
    for (int i = 0; i < 10_000; i++) {
      many.addString("h" + i, "x");
    }
    worker.write(0, null, "no key", new ConnectHeaders());
    worker.write(0, "a key too long", "v", new ConnectHeaders());
    worker.write(0, "k", "x".repeat(101), new ConnectHeaders());
    worker.write(0, "k", "many", many);
    worker.write(0, "k", "good", new ConnectHeaders());

    all();

    assertThat(texts(1)).containsExactly("good");
    assertThat(worker.metrics.value("records-refused")).isEqualTo(4);
    if (deadLetters) {
      assertThat(worker.deadLetters).hasSize(4);
      assertThat(broker.count("baton.parked")).isZero();
    } else {
      List<String> reasons = new ArrayList<>();
      for (TextMessage parked : broker.take("baton.parked", 4)) {
        reasons.add(parked.getStringProperty("baton_reason"));
      }
      assertThat(reasons)
          .containsExactly(
              "it has no key",
              "its key has 14 characters, at most 10 can be",
              "it has 101 bytes, at most 100 can be",
              "more than 3 headers");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void under_any_deaths_and_cuts_each_record_is_put_once_and_in_order(long seed) throws Exception {
    Random random = new Random(seed);
    writeOfKeys(0, 60);
    writeOfKeys(1, 60);
    for (int i = 0; i < 15; i++) {
      if (random.nextInt(3) == 0) {
        worker.commitOffsets();
      }
      if (random.nextInt(4) == 0) {
        worker.takeOver().run();
      }
      worker.step(1 + random.nextInt(9), random.nextInt(3) == 0 ? broker::cut : NOTHING);
    }
    all();

    Chain chain = new Chain();
    Map<String, List<String>> byPartition = new HashMap<>();
    for (TextMessage message : broker.take("in", 120)) {
      assertThat(chain.isNext(message)).as("its true previous, seed %d", seed).isTrue();
      chain.enter(message);
      byPartition
          .computeIfAbsent(
              message.getStringProperty("baton_key").substring(0, 2), any -> new ArrayList<>())
          .add(message.getText());
    }
    assertThat(byPartition)
        .as("seed %d", seed)
        .isEqualTo(Map.of("k0", numbers(0, 60), "k1", numbers(0, 60)));
    assertThat(broker.count("in")).isZero();
    assertThat(broker.count("baton.bridge")).as("what is remembered, seed %d", seed).isEqualTo(2);
  }

  private static void remember(Broker broker, String place, long offset, @Nullable String lanes) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("baton_place", place);
    properties.put("baton_offset", offset);
    if (lanes != null) {
      properties.put("baton_lanes", lanes);
    }
    broker.send("baton.bridge", properties, place);
  }

  private void write(int partition, int count) {
    for (int i = 0; i < count; i++) {
      worker.write(partition, "k" + partition, Integer.toString(i), new ConnectHeaders());
    }
  }

  private void writeOfKeys(int partition, int count) {
    for (int i = 0; i < count; i++) {
      String key = "k%d-%d".formatted(partition, i % 13);
      worker.write(partition, key, Integer.toString(i), new ConnectHeaders());
    }
  }

  private void all() {
    int steps = 0;
    while (worker.step(4, NOTHING)) {
      assertThat(steps++).isLessThan(1000);
    }
  }

  private List<String> texts(long count) throws Exception {
    List<String> texts = new ArrayList<>();
    for (TextMessage message : broker.take("in", count)) {
      texts.add(message.getText());
    }
    assertThat(broker.count("in")).isZero();
    return texts;
  }

  private static List<String> numbers(int from, int to) {
    List<String> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add(Integer.toString(i));
    }
    return all;
  }
}
