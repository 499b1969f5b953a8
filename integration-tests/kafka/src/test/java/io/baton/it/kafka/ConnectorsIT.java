package io.baton.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.TextMessage;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What administrators and clients see of the two connectors in a real worker. */
@ExtendWith(SharedBridge.class)
@Execution(ExecutionMode.SAME_THREAD) // A rebalance for one restarts what others look at.
final class ConnectorsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SINK = "io.baton.kafka.connect.JmsSinkConnector";
  private static final String SOURCE = "io.baton.kafka.connect.JmsSourceConnector";

  private final List<String> made = new ArrayList<>();
  private Bridge bridge;
  private Clients clients;

  @BeforeEach
  void find(Bridge shared) {
    bridge = shared;
    clients = new Clients(shared);
  }

  @AfterEach
  void removeWhatWasMade() throws Exception {
    for (String name : made) {
      bridge.remove(name);
    }
  }

  @Test
  void the_plugins_tell_their_version() throws Exception {
    Map<String, String> versions = new HashMap<>();
    for (JsonNode plugin : JSON.readTree(bridge.connect().get("/connector-plugins").body())) {
      versions.put(plugin.get("class").asText(), plugin.path("version").asText());
    }
    assertThat(versions)
        .containsEntry(SINK, System.getProperty("baton.version"))
        .containsEntry(SOURCE, System.getProperty("baton.version"));
  }

  @Test
  void each_wrong_setting_is_reported_at_its_name() throws Exception {
    assertThat(
            wrong(
                SINK,
                "baton-records",
                Map.of("jms.url", "http://x", "key.max.length", "0", "headers.max", "many")))
        .containsOnlyKeys("jms.url", "key.max.length", "headers.max");
    assertThat(
            wrong(
                SOURCE,
                "baton-outputs",
                Map.of(
                    "jms.queues",
                    "a,b,c,d,e,f",
                    "kafka.topics.allowed",
                    "(",
                    "batch.messages",
                    "0")))
        .containsOnlyKeys("jms.queues", "kafka.topics.allowed", "batch.messages");
  }

  private Map<String, String> wrong(String plugin, String shipped, Map<String, String> settings)
      throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("name", "wrong");
    HttpResponse<String> answer =
        bridge
            .connect()
            .put(
                "/connector-plugins/%s/config/validate".formatted(plugin),
                bridge.settings(shipped, all));
    Map<String, String> errors = new HashMap<>();
    for (JsonNode config : JSON.readTree(answer.body()).get("configs")) {
      JsonNode value = config.get("value");
      if (!value.get("errors").isEmpty()) {
        errors.put(value.get("name").asText(), value.get("errors").toString());
      }
    }
    return errors;
  }

  @Test
  void a_password_stands_in_the_environment_and_is_shown_to_nobody() throws Exception {
    sink("secret", Map.of());
    clients.write("secret.resume", "k", "crossed");

    assertThat(clients.takeTexts("secret.in", 1)).containsExactly("crossed");
    assertThat(bridge.connect().get("/connectors/secret/config").body())
        .contains("${env:BATON_JMS_PASSWORD}")
        .doesNotContain(Bridge.PASSWORD);
    assertThat(bridge.connect().get("/connectors/secret/tasks").body())
        .doesNotContain(Bridge.PASSWORD);
  }

  @Test
  void what_cannot_be_a_message_is_on_the_dead_letter_topic_with_its_reason() throws Exception {
    bridge.topics("bad.dead");
    sink(
        "bad",
        Map.of(
            "errors.tolerance", "all",
            "errors.deadletterqueue.topic.name", "bad.dead",
            "errors.deadletterqueue.topic.replication.factor", "1",
            "errors.deadletterqueue.context.headers.enable", "true",
            "key.required", "true",
            "record.max.bytes", "1000"));
    ProducerRecord<String, String> many = new ProducerRecord<>("bad.resume", "k", "many headers");
    for (int i = 0; i < 10_000; i++) {
      many.headers().add("h" + i, new byte[] {'x'});
    }
    clients.write("bad.resume", null, "no key");
    clients.write("bad.resume", "k".repeat(1001), "long key");
    clients.write("bad.resume", "k", "x".repeat(1001));
    clients.write(List.of(many));
    clients.write("bad.resume", "k", "good", null);

    List<TextMessage> put = clients.take("bad.in", 2);
    assertThat(put.get(0).getText()).isEqualTo("good");
    assertThat(put.get(1).getBooleanProperty("baton_tombstone")).isTrue();
    List<String> reasons = new ArrayList<>();
    for (ConsumerRecord<String, String> dead : clients.read("bad.dead", 4)) {
      byte[] reason = dead.headers().lastHeader("__connect.errors.exception.message").value();
      reasons.add(new String(reason, StandardCharsets.UTF_8));
    }
    assertThat(reasons)
        .containsExactlyInAnyOrder(
            "it has no key",
            "its key has 1001 characters, at most 1000 can be",
            "it has 1001 bytes, at most 1000 can be",
            "more than 100 headers");
    assertThat(bridge.status("bad")).contains("RUNNING").doesNotContain("FAILED");
  }

  @Test
  void headers_and_the_trace_cross_in_both_directions() throws Exception {
    sink("headers", Map.of());
    connector(
        "headers-outputs",
        "baton-outputs",
        Map.of("jms.queues", "headers.out", "offsets.storage.topic", "headers-outputs-offsets"));
    bridge.topics("headers.results");
    ProducerRecord<String, String> record = new ProducerRecord<>("headers.resume", "k", "v");
    record.headers().add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
    record.headers().add("version", "1.0".getBytes(StandardCharsets.UTF_8));
    clients.write(List.of(record));

    TextMessage message = clients.take("headers.in", 1).get(0);
    assertThat(message.getStringProperty("traceparent")).isEqualTo("00-1-2-01");
    assertThat(message.getStringProperty("baton_headers")).isEqualTo("[[\"version\",\"1.0\"]]");

    clients.send(
        "headers.out",
        "back",
        Map.of(
            "baton_topic",
            "headers.results",
            "baton_key",
            "k",
            "traceparent",
            message.getStringProperty("traceparent"),
            "baton_headers",
            message.getStringProperty("baton_headers")));
    ConsumerRecord<String, String> back = clients.read("headers.results", 1).get(0);
    assertThat(back.key()).isEqualTo("k");
    assertThat(text(back, "traceparent")).isEqualTo("00-1-2-01");
    assertThat(text(back, "version")).isEqualTo("1.0");
  }

  @Test
  void a_topic_that_is_not_there_is_told_with_a_code_and_its_queue_goes_on_once_it_is()
      throws Exception {
    connector(
        "late-outputs",
        "baton-outputs",
        Map.of("jms.queues", "late.out", "offsets.storage.topic", "late-outputs-offsets"));
    bridge.topics("late.there");
    clients.send("late.out", "1", Map.of("baton_topic", "late.missing", "baton_key", "k"));
    clients.send("late.out", "2", Map.of("baton_topic", "late.there", "baton_key", "k"));

    await()
        .atMost(Bridge.LONG)
        .until(
            () ->
                bridge
                    .logOfConnect()
                    .contains(
                        "BATON-1701 queue late.out stands still: Kafka has no topic late.missing."));
    bridge.topics("late.missing");
    assertThat(clients.read("late.missing", 1))
        .extracting(ConsumerRecord::value)
        .containsExactly("1");
    assertThat(clients.read("late.there", 1))
        .extracting(ConsumerRecord::value)
        .containsExactly("2");
    assertThat(bridge.status("late-outputs")).doesNotContain("FAILED");
    await().until(() -> bridge.logOfConnect().contains("queue late.out goes on"));
  }

  private static String text(ConsumerRecord<String, String> record, String header) {
    return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }

  @Test
  void offsets_that_are_deleted_put_nothing_twice_and_those_that_are_set_are_believed()
      throws Exception {
    sink("offsets", Map.of());
    writeTo0("offsets.resume", "0", "1", "2");
    assertThat(clients.takeTexts("offsets.in", 3)).containsExactly("0", "1", "2");

    stopped("offsets", () -> bridge.connect().delete("/connectors/offsets/offsets"));
    writeTo0("offsets.resume", "3");
    assertThat(clients.takeTexts("offsets.in", 1)).containsExactly("3");

    bridge.stopped(
        "offsets",
        () -> {
          await()
              .atMost(Bridge.LONG)
              .until(() -> offsets("offsets").contains("\"kafka_offset\":4"));
          awaitGood(
              () ->
                  bridge
                      .connect()
                      .patch(
                          "/connectors/offsets/offsets",
                          """
                          {"offsets": [{"partition": {"kafka_topic": "offsets.resume", "kafka_partition": 0},
                            "offset": {"kafka_offset": 2}}]}"""));
        });
    assertThat(clients.takeTexts("offsets.in", 2)).containsExactly("2", "3");
  }

  @Test
  void offsets_of_the_source_are_shown_and_cannot_be_set() throws Exception {
    bridge.topics("ids.results");
    connector(
        "ids",
        "baton-outputs",
        Map.of("jms.queues", "ids.out", "offsets.storage.topic", "ids-offsets"));
    Map<String, String> place = Map.of("baton_topic", "ids.results", "baton_key", "k");
    clients.send("ids.out", "0", place);
    clients.read("ids.results", 1);
    await().atMost(Bridge.LONG).until(() -> offsets("ids").contains("\"ids\":\"ID:"));

    bridge.stopped(
        "ids",
        () -> {
          HttpResponse<String> refused =
              bridge
                  .connect()
                  .patch(
                      "/connectors/ids/offsets",
                      """
                      {"offsets": [{"partition": {"queue": "ids.out"}, "offset": {"ids": "1"}}]}""");
          assertThat(refused.statusCode()).as(refused.body()).isGreaterThanOrEqualTo(400);
          assertThat(refused.body()).contains("are ids of messages");
          assertThat(offsets("ids")).contains("\"ids\":\"ID:");
          clients.send("ids.out", "1", place);
        });
    assertThat(clients.read("ids.results", 2))
        .extracting(ConsumerRecord::value)
        .containsExactly("0", "1");
  }

  private interface Request {
    HttpResponse<String> send() throws Exception;
  }

  private void stopped(String name, Request request) throws Exception {
    bridge.stopped(name, () -> awaitGood(request));
  }

  private static void awaitGood(Request request) {
    await()
        .atMost(Bridge.LONG)
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = request.send();
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            });
  }

  private String offsets(String name) throws Exception {
    return bridge.connect().get("/connectors/%s/offsets".formatted(name)).body();
  }

  private void writeTo0(String topic, String... values) throws Exception {
    List<ProducerRecord<String, String>> records = new ArrayList<>();
    for (String value : values) {
      records.add(new ProducerRecord<>(topic, 0, "k", value));
    }
    clients.write(records);
  }

  @Test
  void partitions_that_are_added_and_a_topic_that_is_made_anew_lose_nothing() throws Exception {
    sink("anew", Map.of("consumer.override.metadata.max.age.ms", "1000"));
    clients.write("anew.resume", "k", "0", "1");
    assertThat(clients.takeTexts("anew.in", 2)).containsExactly("0", "1");

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bridge.address()))) {
      admin.createPartitions(Map.of("anew.resume", NewPartitions.increaseTo(3))).all().get();
      clients.write(List.of(new ProducerRecord<>("anew.resume", 2, "k", "added")));
      assertThat(clients.takeTexts("anew.in", 1)).containsExactly("added");

      admin.deleteTopics(List.of("anew.resume")).all().get();
      await().until(() -> !admin.listTopics().names().get().contains("anew.resume"));
    }
    bridge.topic("anew.resume", 3);
    clients.write("anew.resume", "k", "new 0", "new 1", "new 2");
    assertThat(clients.takeTexts("anew.in", 3)).containsExactly("new 0", "new 1", "new 2");
    assertThat(bridge.status("anew")).doesNotContain("FAILED");
  }

  @Test
  void both_brokers_are_reached_over_tls_and_kafka_with_a_login() throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("jms.url", bridge.artemis().tlsUrl());
    settings.put("jms.ssl.truststore.location", bridge.certificates().trust().toString());
    settings.put("jms.ssl.truststore.password", "${env:BATON_TRUST_PASSWORD}");
    settings.putAll(bridge.secure().ofClient("kafka."));
    settings.putAll(bridge.secure().ofClient("consumer.override."));
    sink("secure", settings);
    clients.write("secure.resume", "k", "crossed");

    assertThat(clients.takeTexts("secure.in", 1)).containsExactly("crossed");
  }

  @Test
  void the_source_logs_in_at_kafka_as_well() throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("jms.queues", "login.out");
    settings.put("offsets.storage.topic", "login-offsets");
    for (String client : List.of("producer", "consumer", "admin")) {
      settings.putAll(bridge.secure().ofClient(client + ".override."));
    }
    bridge.topics("login.results");
    connector("login", "baton-outputs", settings);
    clients.send("login.out", "crossed", Map.of("baton_topic", "login.results", "baton_key", "k"));

    assertThat(clients.read("login.results", 1).get(0).value()).isEqualTo("crossed");
  }

  @Test
  void what_the_tasks_did_can_be_watched_by_jmx() throws Exception {
    sink("watched", Map.of("record.max.bytes", "3"));
    clients.write("watched.resume", "k", "1", "2", "too long");

    await()
        .atMost(Bridge.LONG)
        .untilAsserted(
            () -> {
              assertThat(Watched.value(bridge.connect(), "watched", "records-put")).isEqualTo(2);
              assertThat(Watched.value(bridge.connect(), "watched", "records-refused"))
                  .isEqualTo(1);
            });
  }

  private void sink(String name, Map<String, String> more) throws Exception {
    bridge.topics(name + ".resume");
    Map<String, String> settings = new HashMap<>(more);
    settings.put("topics", name + ".resume");
    settings.put("jms.queue", name + ".in");
    connector(name, "baton-records", settings);
  }

  private void connector(String name, String shipped, Map<String, String> settings)
      throws Exception {
    made.add(name);
    bridge.connector(name, shipped, settings);
  }
}
