package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Records that cannot be carried out: each is on the topic of dead letters or on the parked queue
 * with its reason, and the next good one of its partition goes through.
 */
@ExtendWith(SharedInstallation.class)
@DisplayName("bad records on a real broker")
final class BadRecordsIT {
  private static final String ASKS = "wire-asks";
  private static final String DEAD = "wire-dead";

  private final Installation all;
  private final Told told;
  private @Nullable RecordMetadata bad;

  BadRecordsIT(Installation all) {
    this.all = all;
    this.told = all.told();
  }

  private void put(String topic, @Nullable String key, @Nullable String value) {
    put(new ProducerRecord<>(topic, key, value));
  }

  private void put(ProducerRecord<String, String> record) {
    bad = all.put(record);
  }

  private String reason(Predicate<ConsumerRecord<String, String>> dead) {
    return Told.header(told.awaitThat(DEAD, dead, 1).get(0).headers(), "baton_reason");
  }

  /** Of one that names its topic, as all do that were read. */
  private Predicate<ConsumerRecord<String, String>> thatRecord() {
    return dead ->
        Told.header(dead.headers(), "baton_topic").equals(place().topic())
            && Told.header(dead.headers(), "baton_record")
                .endsWith("/%d/%d".formatted(place().partition(), place().offset()));
  }

  private RecordMetadata place() {
    if (bad == null) {
      throw new IllegalStateException("nothing was put");
    }
    return bad;
  }

  @AfterEach
  void theNextOneOfThePartitionGoesThroughAndAllTasksRun() {
    String topic = place().topic();
    String thread = "behind %s %d %d".formatted(topic, place().partition(), place().offset());
    boolean timers = topic.equals("wire-timers");
    all.put(
        new ProducerRecord<>(
            topic,
            place().partition(),
            timers ? thread + "|v1" : thread,
            timers ? "1" : good(topic)));
    if (timers) {
      assertThat(told.await("wire-timed", thread)).isEqualTo("v1");
    } else if (topic.equals("wire-start")) {
      assertThat(all.awaitRows("SELECT 1 FROM baton_case WHERE case_id = ?", thread)).hasSize(1);
    } else {
      told.await("wire-out", thread);
    }
    for (String connector : new String[] {"baton-records", "baton-outputs"}) {
      assertThat(all.connect("/connectors/%s/status".formatted(connector)))
          .contains("RUNNING")
          .doesNotContain("FAILED", "PAUSED", "UNASSIGNED");
    }
  }

  private static String good(String topic) {
    return topic.equals("wire-start") ? "{\"count\":1}" : "new:{\"type\":\"asks\"}";
  }

  @Test
  void noKeyWhereItIsTheThread() {
    put(ASKS, null, "new:{}");
    assertThat(reason(thatRecord())).contains("BATON-1231", "key");
  }

  @Test
  void noValueWhereOneIsNeeded() {
    put(ASKS, "tombstone", null);
    assertThat(reason(thatRecord())).contains("BATON-1231", "value");
    assertThat(told.all(DEAD, "tombstone")).hasSize(1).containsOnlyNulls();
  }

  @Test
  void noValueWhereACaseIsToStart() {
    put("wire-start", "start tombstone", null);
    assertThat(reason(thatRecord())).contains("BATON-123");
  }

  @Test
  void moreBytesThanARecordMayHave() {
    put("wire-strict", "large", "new:\"" + "a".repeat(1_000_000) + "\"");
    assertThat(all.awaitParked(place())).isEqualTo("it has 1000006 bytes, at most 1000000 can be");
  }

  @Test
  void tenThousandHeaders() {
    ProducerRecord<String, String> record = new ProducerRecord<>("wire-brief", "heads", "new:{}");
    for (int i = 0; i < 10_000; i++) {
      record.headers().add("header" + i, new byte[] {'x'});
    }
    put(record);
    assertThat(all.awaitParked(place())).isEqualTo("more than 100 headers");
  }

  @Test
  void jsonThatIsNone() {
    put(ASKS, "broken", "new:{\"a\":");
    assertThat(reason(thatRecord())).contains("BATON-1231");
    put("wire-start", "broken start", "{\"count\":");
    assertThat(reason(thatRecord())).contains("BATON-1231");
  }

  @Test
  void aRefThatNobodyEverHas() {
    all.put("wire-brief", "unknown ref", "new:{}");
    told.await("wire-out", "unknown ref");
    put("wire-brief", "unknown ref", "{\"ref\":\"nobody's\",\"value\":1}");
    assertThat(
            all.awaitRows(
                "SELECT code || reason FROM baton_incident WHERE case_id = 'unknown ref'"))
        .singleElement()
        .asString()
        .contains("BATON-1308", "nobody's");
  }

  @Test
  void aThreadThatNeverComes() {
    put("wire-brief", "unknown thread", "{\"ref\":\"1:1\",\"value\":1}");
    assertThat(reason(thatRecord())).contains("BATON-1311");
  }

  @Test
  void aWorkflowThatIsNotThere() {
    put("wire-named", "unknown workflow", "new:{\"type\":\"third\"}");
    assertThat(reason(thatRecord())).contains("BATON-1252", "'third'", "'unknown workflow'");
  }

  @Test
  void anArgumentThatTheWorkflowDoesNotTake() {
    put("wire-start", "bad argument", "{\"count\":\"many\"}");
    assertThat(reason(thatRecord())).contains("BATON-1103");
  }

  @Test
  void aDelayThatIsNone() {
    put("wire-timers", "no bar in this key", "1000");
    assertThat(reason(thatRecord())).contains("BATON-1231");
  }
}
