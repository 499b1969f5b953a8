package io.baton.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The JMS broker is restored from a copy that lacks what happened since. */
@Tag("long")
@ExtendWith(SharedBridge.class)
@Execution(ExecutionMode.SAME_THREAD) // Brokers are killed.
final class OlderCopyIT {
  private static final int PART = 200;
  private static final String KEY = "k";

  @Test
  void an_older_copy_gets_each_record_that_it_lacks_and_what_comes_again_is_the_same_record(
      Bridge bridge, @TempDir Path copies) throws Exception {
    Clients clients = new Clients(bridge);
    bridge.topic("older.resume", 1);
    bridge.connector(
        "older-records",
        "baton-records",
        Map.of("topics", "older.resume", "jms.queue", "older.in"));
    clients.write("older.resume", KEY, part(0));
    List<TextMessage> taken = new ArrayList<>(clients.take("older.in", PART));
    clients.write("older.resume", KEY, part(1));
    await().atMost(Bridge.LONG).until(() -> clients.waiting("older.in") == PART);

    bridge.artemis().copyTo(copies.resolve("of records"));
    bridge.artemis().start();
    clients.write("older.resume", KEY, part(2));
    taken.addAll(clients.take("older.in", 2 * PART));
    bridge.artemis().restore(copies.resolve("of records"));
    bridge.artemis().start();
    clients.write("older.resume", KEY, part(3));
    List<TextMessage> again = clients.take("older.in", 3 * PART);

    Map<String, String> byRecord = new LinkedHashMap<>();
    for (TextMessage message : taken) {
      byRecord.put(message.getStringProperty("baton_record"), message.getText());
    }
    assertThat(byRecord.values()).containsExactlyElementsOf(numbers(0, 3));
    List<String> texts = new ArrayList<>();
    for (TextMessage message : again) {
      texts.add(message.getText());
      String before = byRecord.put(message.getStringProperty("baton_record"), message.getText());
      assertThat(before).isIn(null, message.getText());
    }
    assertThat(texts).as("what the copy had, what it lacked, what is new").isEqualTo(numbers(1, 4));
    assertThat(byRecord.values()).containsExactlyElementsOf(numbers(0, 4));
    bridge.remove("older-records");
  }

  @Test
  void what_an_older_copy_still_has_is_written_again_and_known_by_the_id_of_its_message(
      Bridge bridge, @TempDir Path copies) throws Exception {
    Clients clients = new Clients(bridge);
    bridge.topic("older.results", 1);
    bridge.connector(
        "older-outputs",
        "baton-outputs",
        Map.of(
            "jms.queues", "older.out",
            "headers.cloudevents.source", "/older",
            "offsets.storage.topic", "older-outputs-offsets"));
    send(clients, part(0));
    clients.read("older.results", PART);
    bridge.stopped(
        "older-outputs",
        () -> {
          send(clients, part(1)); // Nobody takes them before the copy is made.
          bridge.artemis().copyTo(copies.resolve("of outputs"));
          bridge.artemis().start();
        });
    send(clients, part(2));
    clients.read("older.results", 3 * PART);
    bridge.artemis().restore(copies.resolve("of outputs"));
    bridge.artemis().start();
    send(clients, part(3));

    Map<String, String> byMessage = new LinkedHashMap<>();
    List<String> again = new ArrayList<>();
    for (ConsumerRecord<String, String> record : clients.read("older.results", 5 * PART)) {
      byte[] id = record.headers().lastHeader("ce_id").value();
      if (byMessage.put(new String(id, StandardCharsets.UTF_8), record.value()) != null) {
        again.add(record.value());
      }
    }
    assertThat(byMessage.values()).containsExactlyElementsOf(numbers(0, 4));
    assertThat(again).as("what was on the queue when it was copied").isEqualTo(numbers(1, 2));
    bridge.remove("older-outputs");
  }

  private static void send(Clients clients, String... values) throws Exception {
    for (String value : values) {
      clients.send("older.out", value, Map.of("baton_topic", "older.results", "baton_key", KEY));
    }
  }

  private static String[] part(int part) {
    return numbers(part, part + 1).toArray(String[]::new);
  }

  /** Those of some parts. */
  private static List<String> numbers(int from, int to) {
    return IntStream.range(from * PART, to * PART).mapToObj(Integer::toString).toList();
  }
}
