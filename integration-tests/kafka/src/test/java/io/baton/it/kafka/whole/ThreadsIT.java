package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The topics of kafka-workflow, by plain clients of a real broker: its wire, line for line. */
@ExtendWith(SharedInstallation.class)
@DisplayName("A1.1 threads of kafka-workflow on a real broker")
final class ThreadsIT {
  /** What is passed over is counted for all threads: those who count do so one after the other. */
  private static final String COUNTERS = "counters";

  private static final String ASKS = "wire-asks";
  private static final String STRICT = "wire-strict";
  private static final String TRIP = "wire-first";
  private static final String NEW_TRIP = "new:{\"throwAfterHotel\":false}";
  private static final String HEARD = "{\"argument\":%s,\"answer\":%s}";

  private final Installation all;
  private final Told told;

  ThreadsIT(Installation all) {
    this.all = all;
    this.told = all.told();
  }

  private static String ok(String ref) {
    return "{\"ref\":\"%s\",\"value\":{\"id\":\"any\"}}".formatted(ref);
  }

  /** Starts a new thread that asks, and answers with the id of what it asks for. */
  private String asked(String topic, String thread) {
    all.put(topic, thread, "new:{}");
    return told.await("wire-out", thread);
  }

  private String result(String thread) {
    return told.await("workflow-result", thread);
  }

  /** How the turns of its case are counted: what is passed over is none. */
  private String turns(String thread) {
    return all.rows("SELECT count(*) FROM baton_turn WHERE case_id = ?", thread).get(0);
  }

  @Test
  @DisplayName("A1.1.1 one topic is read; its keys are threads, as the sender chose them")
  void A1_1_1_theKeyIsTheThread() {
    String thread = "thread of Ada: 1|é";
    all.put(ASKS, thread, ok(asked(ASKS, thread)));
    assertThat(result(thread)).isEqualTo(HEARD, "{}", "{\"id\":\"any\"}");
  }

  @Test
  @DisplayName("A1.1.2 new: starts, and the JSON behind it is the argument")
  void A1_1_2_newAndTheArgument() {
    String argument = "{\"a\":[1,null,\"new:\"],\"b\":{}}";
    all.put(ASKS, "a112", "new:" + argument);
    all.put(ASKS, "a112", ok(told.await("wire-out", "a112")));
    assertThat(result("a112")).isEqualTo(HEARD, argument, "{\"id\":\"any\"}");
  }

  @Test
  @DisplayName("A1.1.3 a value of any kind is what the await of its ref returns")
  void A1_1_3_resume() {
    List<String> values = List.of("\"text\"", "12", "true", "[1,{\"b\":2}]", "null");
    for (String value : values) {
      String thread = "a113 " + value;
      String ref = asked(ASKS, thread);
      all.put(ASKS, thread, "{\"ref\":\"%s\",\"value\":%s}".formatted(ref, value));
      assertThat(result(thread)).isEqualTo(HEARD, "{}", value);
    }
  }

  @Test
  @DisplayName("A1.1.4 an error is thrown, null too; without a value the await returns null")
  void A1_1_4_errorByPresenceAndMissingValue() {
    for (String error : List.of("\"no\"", "null", "{\"code\":1}")) {
      String thread = "a114 " + error;
      String ref = asked(ASKS, thread);
      all.put(ASKS, thread, "{\"ref\":\"%s\",\"value\":1,\"error\":%s}".formatted(ref, error));
      assertThat(told.await("workflow-error", thread))
          .isEqualTo(error.startsWith("\"") ? error : "\"" + error.replace("\"", "\\\"") + "\"");
      assertThat(told.all("workflow-result", thread)).isEmpty();
    }
    all.put(ASKS, "a114", "{\"ref\":\"%s\"}".formatted(asked(ASKS, "a114")));
    assertThat(result("a114")).isEqualTo(HEARD, "{}", "null");
  }

  @Test
  @ResourceLock(COUNTERS)
  @DisplayName("A1.1.5 a value that begins with new: never answers")
  void A1_1_5_newNeverAnswers() {
    String ref = asked(ASKS, "a115");
    all.put(ASKS, "a115", "new:" + ok(ref));
    all.put(ASKS, "a115", "{\"ref\":\"%s\",\"value\":2}".formatted(ref));
    assertThat(result("a115")).isEqualTo(HEARD, "{}", "2");
    assertThat(told.all("wire-out", "a115")).hasSize(1);
  }

  @Test
  @ResourceLock(COUNTERS)
  @DisplayName("A1.1.6 strict: what is told to a thread that is not there is dropped and counted")
  void A1_1_6_unknownThread() {
    int before = all.counted("records.ignored", STRICT);
    RecordMetadata early = all.put(STRICT, "a116", "{\"ref\":\"main\"}");
    all.put(STRICT, "a116", ok((early.offset() + 1) + ":1"));
    String ref = asked(STRICT, "a116");
    assertThat(ref).isEqualTo((early.offset() + 2) + ":1");
    assertThat(all.counted("records.ignored", STRICT)).isEqualTo(before + 2);
    assertThat(told.all("workflow-result", "a116")).isEmpty();
  }

  @Test
  @ResourceLock(COUNTERS)
  @DisplayName("A1.1.6 A6.5 not strict: it waits for its thread, and for its ref")
  void A1_1_6_anAnswerBeforeItsThread() {
    long offset = all.put(ASKS, "a116 early", "{\"ref\":\"another\"}").offset();
    all.put(ASKS, "a116 early", ok((offset + 2) + ":1"));
    all.put(ASKS, "a116 early", "new:{}");
    assertThat(result("a116 early")).isEqualTo(HEARD, "{}", "{\"id\":\"any\"}");
  }

  @Test
  @ResourceLock(COUNTERS)
  @DisplayName("A1.1.7 a ref that has its answer takes no other; nothing is put out, it is counted")
  void A1_1_7_consumedRefs() {
    int before = all.counted("answers.ignored", "");
    long offset = all.put(TRIP, "a117", NEW_TRIP).offset();
    assertThat(told.await("saga-reserve-flight", "a117")).isEqualTo(offset + ":3");
    all.put(TRIP, "a117", ok(offset + ":1"));
    all.put(TRIP, "a117", ok(offset + ":1"));
    all.put(TRIP, "a117", "{\"ref\":\"%d:1\",\"error\":\"too late\"}".formatted(offset));
    all.put(TRIP, "a117", ok(offset + ":2"));
    all.put(TRIP, "a117", ok(offset + ":3"));
    assertThat(result("a117")).contains("\"id\":\"%d:3\"".formatted(offset));
    assertThat(all.counted("answers.ignored", "")).isEqualTo(before + 2);
    assertThat(told.all("saga-cancel-car", "a117")).isEmpty();
    assertThat(told.all("workflow-error", "a117")).isEmpty();
  }

  @Test
  @ResourceLock(COUNTERS)
  @DisplayName("A1.1.7 strict: a ref that nobody has is dropped and counted, and nothing changes")
  void A1_1_7_unknownRefs() {
    String ref = asked(STRICT, "a117 strict");
    String turns = turns("a117 strict");
    int before = all.counted("answers.ignored", "");
    all.put(STRICT, "a117 strict", ok("main"));
    all.awaitRows(
        "SELECT 1 FROM baton_counter WHERE what = 'answers.ignored' AND about = '' AND times > ?",
        before);
    assertThat(turns("a117 strict")).isEqualTo(turns);
    all.put(STRICT, "a117 strict", ok(ref));
    assertThat(result("a117 strict")).isNotEmpty();
    assertThat(told.all("wire-out", "a117 strict")).hasSize(1);
  }

  @Test
  @ResourceLock(COUNTERS)
  @DisplayName("A1.1.8 A6.4 new: for a thread that is under way is ignored and counted")
  void A1_1_8_newOnALiveThread() {
    int before = all.counted("threads.live", ASKS);
    String ref = asked(ASKS, "a118");
    all.put(ASKS, "a118", "new:{\"other\":true}");
    all.put(ASKS, "a118", ok(ref));
    assertThat(result("a118")).isEqualTo(HEARD, "{}", "{\"id\":\"any\"}");
    assertThat(all.counted("threads.live", ASKS)).isEqualTo(before + 1);
    assertThat(told.all("wire-out", "a118")).hasSize(1);
  }

  @Test
  @DisplayName("A1.1.9 by default results go to workflow-result, errors to workflow-error")
  void A1_1_9_defaultTopics() {
    all.put(ASKS, "a119", ok(asked(ASKS, "a119")));
    String ref = asked(ASKS, "a119 error");
    all.put(ASKS, "a119 error", "{\"ref\":\"%s\",\"error\":\"no\"}".formatted(ref));
    assertThat(told.await("workflow-result", "a119", 1)).hasSize(1);
    assertThat(told.await("workflow-error", "a119 error", 1)).containsExactly("\"no\"");
    assertThat(told.all("workflow-error", "a119")).isEmpty();
    assertThat(told.all("workflow-result", "a119 error")).isEmpty();
  }

  @Test
  @DisplayName("A1.1.10 A1.3.24 A1.3.32 main returns: the result goes to workflow-result")
  void A1_1_10_whenMainReturnsTheResultGoesToWorkflowResult() {
    String thread = firstOfItsPartition();
    assertThat(told.await("saga-reserve-car", thread)).isEqualTo("0:1");
    assertThat(told.await("saga-reserve-hotel", thread)).isEqualTo("0:2");
    assertThat(told.await("saga-reserve-flight", thread)).isEqualTo("0:3");
    for (String ref : List.of("0:3", "0:2", "0:1")) {
      all.put("wire-thread1", thread, ok(ref));
    }
    assertThat(result(thread))
        .isEqualTo(
            "{'car':{'id':'0:1'},'hotel':{'id':'0:2'},'flight':{'id':'0:3'}}".replace('\'', '"'));
  }

  /** Of a topic that no other test writes to. */
  private String firstOfItsPartition() {
    RecordMetadata first = all.put("wire-thread1", "thread1", NEW_TRIP);
    assertThat(first.offset()).isZero();
    return "thread1";
  }

  @Test
  @DisplayName("A1.1.11 A1.3.25 A1.3.28 A1.3.30 main throws: the reason goes to workflow-error")
  void A1_1_11_whenMainThrowsTheReasonGoesToWorkflowError() {
    long offset = all.put(TRIP, "a1111", NEW_TRIP).offset();
    all.put(TRIP, "a1111", ok(offset + ":3"));
    all.put(
        TRIP, "a1111", "{\"ref\":\"%d:2\",\"error\":\"hotel is not available\"}".formatted(offset));
    assertThat(told.await("workflow-error", "a1111")).isEqualTo("\"hotel is not available\"");
    assertThat(told.all("saga-cancel-car", "a1111")).containsExactly(offset + ":1");
    assertThat(told.all("saga-cancel-flight", "a1111")).containsExactly(offset + ":3");
    assertThat(told.all("saga-cancel-hotel", "a1111")).isEmpty();
    assertThat(told.all("workflow-result", "a1111")).isEmpty();
  }

  @Test
  @DisplayName("A1.1.12 ids are the record's offset and a number that begins anew, or given")
  void A1_1_12_ids() {
    long offset = all.put(TRIP, "a1112", NEW_TRIP).offset();
    assertThat(told.await("saga-reserve-car", "a1112")).isEqualTo(offset + ":1");
    assertThat(told.await("saga-reserve-flight", "a1112")).isEqualTo(offset + ":3");
    assertThat(told.awaitThat("workflow-scheduler", r -> r.key().startsWith("a1112|"), 1))
        .extracting(r -> r.key())
        .containsExactly("a1112|{\"ref\":\"%d:4\"}".formatted(offset));
    all.put(TRIP, "a1112", "{\"ref\":\"%d:1\",\"error\":\"enough\"}".formatted(offset));
    all.put("wire-cart", "a1112 given", "new:{}");
    all.put("wire-cart", "a1112 given", "{\"ref\":\"main\",\"value\":\"checkout\"}");
    assertThat(told.await("cart-result", "a1112 given")).isEqualTo("[]");
  }

  @Test
  @DisplayName("A1.1.13 outputs: in the order of the calls, with keys of their own, without values")
  void A1_1_13_outputs() {
    all.put("wire-cart", "a1113", "new:{}");
    for (String item : List.of("pen", "ink", "checkout")) {
      all.put("wire-cart", "a1113", "{\"ref\":\"main\",\"value\":\"%s\"}".formatted(item));
    }
    assertThat(told.await("cart-result", "a1113")).isEqualTo("[\"pen\",\"ink\"]");
    assertThat(told.all("wire-out", "a1113")).containsExactly("pen", "ink");
    assertThat(told.all("wire-other", "cart of a1113"))
        .containsExactly("1", null, "{\"text\":\"2\"}", "");
  }

  @Test
  @DisplayName("A1.1.13 a topic that is not declared gets nothing, and the case is parked")
  void A1_1_13_undeclaredOutput() {
    all.put("wire-undeclared", "a1113 undeclared", "new:{}");
    assertThat(
            all.awaitRows("SELECT reason FROM baton_incident WHERE case_id = 'a1113 undeclared'"))
        .singleElement()
        .asString()
        .contains("'wire-out'", "[wire-other]");
    assertThat(told.all("wire-out", "a1113 undeclared")).isEmpty();
  }

  @Test
  @DisplayName("A1.1.15 A6.6 of a transaction that is rolled back nothing is seen on a topic")
  void A1_1_15_aTurnThatFailsPutsNothingOut() {
    all.put("wire-doubts", "a1115", "new:{}");
    assertThat(result("a1115")).isEqualTo("\"done\"");
    assertThat(told.all("wire-out", "a1115")).containsExactly("kept at try 3");
    assertThat(all.rows("SELECT last_value FROM doubtful_try")).containsExactly("3");
  }

  @Test
  @ResourceLock(COUNTERS)
  @DisplayName("A1.1.16 after the end answers change nothing, and new: is another run")
  void A1_1_16_afterTheEnd() {
    String ref = asked(ASKS, "a1116");
    all.put(ASKS, "a1116", ok(ref));
    assertThat(told.await("workflow-result", "a1116", 1)).hasSize(1);
    all.put(ASKS, "a1116", ok(ref));
    all.put(ASKS, "a1116", "new:{\"again\":true}");
    String again = told.await("wire-out", "a1116", 2).get(1);
    assertThat(again).isNotEqualTo(ref);
    all.put(ASKS, "a1116", "{\"ref\":\"%s\",\"value\":2}".formatted(again));
    assertThat(told.await("workflow-result", "a1116", 2).get(1))
        .isEqualTo(HEARD, "{\"again\":true}", "2");
    assertThat(all.rows("SELECT case_id FROM baton_case WHERE case_id LIKE 'a1116%' ORDER BY 1"))
        .containsExactly("a1116", "a1116~run2");
  }

  @Test
  @DisplayName(
      "A1.3.33 the argument names the workflow; the dead letter names one that is not there")
  void A1_3_33_theArgumentNamesTheWorkflow() {
    all.put("wire-named", "a1333", "new:{\"type\":\"asks\"}");
    all.put("wire-named", "a1333", ok(told.await("wire-out", "a1333")));
    assertThat(result("a1333")).contains("\"type\":\"asks\"");
    all.put("wire-named", "a1333 unknown", "new:{\"type\":\"third\"}");
    Headers why =
        told.awaitThat("wire-dead", r -> r.key().equals("a1333 unknown"), 1).get(0).headers();
    assertThat(Told.header(why, "baton_reason")).contains("'a1333 unknown'", "'third'", "/type");
  }

  @Test
  @DisplayName("A1.3.35 a named ref is awaited again and again: a cart that lives on records")
  void A1_3_35_aCartOfRecords() {
    all.put("wire-cart", "a1335", "new:{}");
    for (int item = 0; item < 20; item++) {
      all.put("wire-cart", "a1335", "{\"ref\":\"main\",\"value\":\"%d\"}".formatted(item));
    }
    all.put("wire-cart", "a1335", "{\"ref\":\"main\",\"value\":\"checkout\"}");
    assertThat(told.await("cart-result", "a1335")).startsWith("[\"0\",\"1\",").endsWith(",\"19\"]");
    assertThat(told.all("wire-out", "a1335")).hasSize(20).startsWith("0", "1").endsWith("18", "19");
  }
}
