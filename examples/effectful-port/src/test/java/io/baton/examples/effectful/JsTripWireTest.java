package io.baton.examples.effectful;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.model.Case;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The trip saga of kafka-workflow by its records: what EngineTest there says, text for text. */
class JsTripWireTest {
  private static final String IN = "workflow-resume";
  private static final String NEW = "new:{\"throwAfterHotel\":false}";
  private static final String OUTPUTS =
      "\"outputs\":[\"workflow-scheduler\",\"saga-reserve-car\",\"saga-reserve-hotel\",\"saga-reserve-flight\",\"saga-cancel-car\",\"saga-cancel-hotel\",\"saga-cancel-flight\"]";

  private Wire wire;

  @BeforeEach
  void engine() {
    wire = engine("");
  }

  private static Wire engine(String more) {
    return new Wire(JsTrip.class)
        .topic(IN, "effectful", "{\"workflow\":\"trip-booking-saga\"," + OUTPUTS + more + "}")
        .topic("workflow-scheduler", "effectful-scheduler", "{}");
  }

  private Wire put(String key, String value) {
    return wire.put(IN, key, value);
  }

  private static String ok(String ref) {
    return "{\"ref\":\"" + ref + "\",\"value\":{\"id\":\"any\"}}";
  }

  private List<Case> cases() {
    return wire.baton().all();
  }

  private void reservationsAreAskedFor() {
    assertThat(wire.rest())
        .containsExactly(
            "saga-reserve-car thread1 0:1",
            "saga-reserve-hotel thread1 0:2",
            "saga-reserve-flight thread1 0:3",
            "workflow-scheduler thread1|{\"ref\":\"0:4\"} 1000");
  }

  @Test
  @DisplayName(
      "A1.1.1 A1.1.2 A1.1.3 A1.1.10 A1.1.12 a thread is started, its refs are answered in any order, the result goes to its topic")
  void A1_1_10_theResultGoesToItsTopic() {
    put("thread1", NEW);
    reservationsAreAskedFor();
    put("thread1", ok("0:3"));
    put("thread1", ok("0:2"));
    assertThat(wire.rest()).isEmpty();
    put("thread1", ok("0:1"));
    assertThat(wire.rest())
        .containsExactly(
            "workflow-scheduler thread1|{\"ref\":\"0:4\"} 0",
            "workflow-result thread1 {\"car\":{\"id\":\"0:1\"},\"hotel\":{\"id\":\"0:2\"},\"flight\":{\"id\":\"0:3\"}}");
    assertThat(wire.advance(Duration.ofDays(1)).rest()).isEmpty();
  }

  @Test
  @DisplayName("A1.1.4 A1.1.11 an error goes to the workflow, and the workflow's to its topic")
  void A1_1_11_theErrorGoesToItsTopic() {
    put("thread1", NEW);
    reservationsAreAskedFor();
    put("thread1", ok("0:3"));
    put("thread1", "{\"ref\":\"0:2\",\"error\":\"hotel is not available\"}");
    assertThat(wire.rest())
        .containsExactly(
            "saga-cancel-car thread1 0:1",
            "workflow-scheduler thread1|{\"ref\":\"0:4\"} 0",
            "saga-cancel-flight thread1 0:3",
            "workflow-error thread1 \"hotel is not available\"");
  }

  @Test
  @DisplayName("A1.1.5 a value that begins with new: never answers")
  void A1_1_5_newNeverAnswers() {
    put("thread1", NEW);
    wire.rest();
    put("thread1", "new:" + ok("0:1"));
    assertThat(wire.rest()).isEmpty();
    assertThat(cases()).hasSize(1);
  }

  @Test
  @DisplayName("A1.1.6 A6.5 strict: an answer to a thread that is not there is dropped and counted")
  void A1_1_6_unknownThread() {
    wire = engine(",\"strict\":true");
    put("nobody", ok("0:1"));
    assertThat(wire.rest()).isEmpty();
    assertThat(wire.parked()).isEmpty();
    assertThat(wire.counted("records.ignored", IN)).isEqualTo(1);
  }

  @Test
  @DisplayName("A1.1.7 A6.5 an answer that comes again or too late changes nothing and is counted")
  void A1_1_7_consumedAndCancelledRefs() {
    put("thread1", NEW);
    put("thread1", ok("0:1"));
    put("thread1", "{\"ref\":\"0:2\",\"error\":\"no\"}");
    wire.rest();
    int turns = wire.baton().journal(cases().get(0).id()).size();
    put("thread1", ok("0:1"));
    put("thread1", ok("0:3"));
    put("thread1", "{\"ref\":\"0:4\"}");
    assertThat(wire.rest()).isEmpty();
    assertThat(wire.baton().journal(cases().get(0).id())).hasSize(turns);
    assertThat(wire.counted("answers.ignored", "")).isEqualTo(3);
  }

  @Test
  @DisplayName("A1.1.7 A6.5 strict: an answer to a ref that is not there is dropped and counted")
  void A1_1_7_unknownRefWhenStrict() {
    wire = engine(",\"strict\":true");
    put("thread1", NEW);
    wire.rest();
    put("thread1", ok("main"));
    assertThat(wire.rest()).isEmpty();
    assertThat(wire.counted("answers.ignored", "")).isEqualTo(1);
    assertThat(cases().get(0).unreadSignals()).isEmpty();
  }

  @Test
  @DisplayName("A6.5 an answer to a ref that is not there yet waits in the case")
  void A6_5_anEarlyAnswerWaits() {
    wire = engine(",\"keep\":\"PT10M\"");
    put("thread1", NEW);
    put("thread1", ok("main"));
    assertThat(cases().get(0).unreadSignals()).hasSize(1);
    put("thread1", "{\"ref\":\"0:1\",\"error\":\"no\"}");
    assertThat(cases().get(0).status()).isEqualTo(CaseStatus.FAILED);
  }

  @Test
  @DisplayName("A6.5 an answer to a thread that is not there yet waits for it, and for the ref")
  void A6_5_anAnswerBeforeItsThread() {
    put("thread1", "{\"ref\":\"1:2\",\"error\":\"early\"}");
    assertThat(wire.counted("records.kept", IN)).isEqualTo(1);
    put("thread1", NEW);
    assertThat(wire.next("workflow-error").value()).isEqualTo("\"early\"");
    assertThat(wire.parked()).isEmpty();
  }

  @Test
  @DisplayName(
      "A1.1.8 A6.4 the same start again is nothing; another one of a live thread is ignored")
  void A1_1_8_newOnALiveThread() {
    put("thread1", NEW);
    wire.rest();
    wire.put(IN, 0, "thread1", NEW);
    assertThat(wire.counted("records.repeated", IN)).isEqualTo(1);
    put("thread1", NEW);
    assertThat(wire.counted("threads.live", IN)).isEqualTo(1);
    assertThat(wire.rest()).isEmpty();
    assertThat(wire.parked()).isEmpty();
    assertThat(cases()).hasSize(1);
  }

  @Test
  @DisplayName("A6.4 refuse: another start of a live thread is parked, and says of which case")
  void A6_4_refuse() {
    wire = engine(",\"onLive\":\"refuse\"");
    put("thread1", NEW);
    put("thread1", NEW);
    assertThat(wire.parked())
        .singleElement()
        .asString()
        .endsWith("BATON-1250 thread 'thread1' is under way as case 'thread1'");
  }

  @Test
  @DisplayName("A6.4 restart: the live case is cancelled and cleans up, and the thread begins anew")
  void A6_4_restart() {
    wire = engine(",\"onLive\":\"restart\"");
    put("thread1", NEW);
    wire.rest();
    put("thread1", NEW);
    assertThat(wire.rest())
        .contains("saga-cancel-car thread1 0:1", "saga-reserve-car thread1 1:1")
        .noneMatch(line -> line.startsWith("workflow-error"));
    assertThat(cases())
        .extracting(one -> one.id() + " " + one.status())
        .containsExactly("thread1 CANCELLED", "thread1~run2 RUNNING");
    put("thread1", ok("1:1")).put(IN, "thread1", ok("1:2")).put(IN, "thread1", ok("1:3"));
    assertThat(wire.next("workflow-result").value()).contains("\"id\":\"1:1\"");
  }

  @Test
  @DisplayName(
      "A1.1.16 after its end a thread may begin anew, and a start of its first run does not")
  void A1_1_16_anotherRunAfterTheEnd() {
    for (int run = 0; run < 4; run++) {
      put("thread1", NEW);
      put("thread1", "{\"ref\":\"" + 2 * run + ":1\",\"error\":\"no\"}");
    }
    assertThat(wire.rest().stream().filter(line -> line.startsWith("workflow-error"))).hasSize(4);
    wire.put(IN, 0, "thread1", NEW).put(IN, 2, "thread1", NEW);
    assertThat(cases())
        .extracting(one -> one.id().value())
        .containsExactly("thread1", "thread1~run2", "thread1~run3", "thread1~run4");
    put("thread1", ok("6:2"));
    assertThat(wire.rest()).isEmpty();
  }

  @Test
  @DisplayName("A1.1.15 A6.6 what cannot be carried out is parked, and says what is wrong")
  void A1_1_15_nothingIsLostSilently() {
    put("thread1", "hello").put(IN, "thread1", "{\"value\":1}").put(IN, "thread1", null);
    put("thread1", "new:{\"throwAfterHotel\":\"perhaps\"}");
    assertThat(wire.parked()).hasSize(4);
    assertThat(wire.parked().get(3)).contains("BATON-1103 thread 'thread1', workflow 'trip-book");
    assertThat(cases()).isEmpty();
  }

  @Test
  @DisplayName("A1.3.33 A1.1.2 the argument names the workflow; one that is not there is parked")
  void A1_3_33_theArgumentNamesTheWorkflow() {
    wire =
        new Wire(CapabilitiesTest.First.class, CapabilitiesTest.Second.class)
            .topic(IN, "effectful", "{\"workflowField\":\"type\"}");
    put("t1", "new:{\"type\":\"second\"}").put(IN, "t2", "new:{\"type\":\"first\"}");
    put("t3", "new:{\"type\":\"third\"}").put(IN, "t4", "new:{}");
    assertThat(wire.rest())
        .containsExactly("workflow-result t1 \"second\"", "workflow-result t2 \"first\"");
    assertThat(wire.parked().get(0))
        .contains("BATON-1252 thread 't3', workflow 'third' by field /type: ");
    assertThat(wire.parked().get(1)).contains("names no workflow at /type");
  }

  @Test
  @DisplayName("A1.4.36 A1.4.38 the scheduler answers when the time is over, by the record's time")
  void A1_4_36_theTimerFires() {
    put("thread1", NEW);
    reservationsAreAskedFor();
    put("thread1", ok("0:1"));
    wire.advance(Duration.ofMillis(999));
    assertThat(wire.rest()).isEmpty();
    wire.advance(Duration.ofMillis(1));
    assertThat(wire.rest())
        .containsExactly(
            "workflow-resume thread1 {\"ref\":\"0:4\"}",
            "saga-cancel-hotel thread1 0:2",
            "saga-cancel-flight thread1 0:3",
            "saga-cancel-car thread1 0:1",
            "workflow-error thread1 \"timeout\"");
  }

  @Test
  @DisplayName("A1.1.13 an output that is not declared parks the case at its turn")
  void A1_1_13_undeclaredOutput() {
    wire =
        new Wire(JsTrip.class)
            .topic(IN, "effectful", "{\"workflow\":\"trip-booking-saga\",\"outputs\":[\"other\"]}");
    put("thread1", NEW);
    assertThat(wire.rest()).isEmpty();
    assertThat(cases().get(0).obstacle().message()).contains("'saga-reserve-car'", "[other]");
  }

  @Test
  @DisplayName("A1.1.13 a topic that declares no outputs has none; an asterisk allows all")
  void A1_1_13_nothingDeclared() {
    wire = new Wire(JsTrip.class).topic(IN, "effectful", "{\"workflow\":\"trip-booking-saga\"}");
    put("thread1", NEW);
    assertThat(wire.rest()).isEmpty();
    assertThat(cases().get(0).obstacle().message()).contains("'saga-reserve-car'", "[]");
    wire =
        new Wire(JsTrip.class)
            .topic(IN, "effectful", "{\"workflow\":\"trip-booking-saga\",\"outputs\":\"*\"}");
    put("thread1", NEW);
    assertThat(wire.rest()).contains("saga-reserve-car thread1 0:1");
  }
}
