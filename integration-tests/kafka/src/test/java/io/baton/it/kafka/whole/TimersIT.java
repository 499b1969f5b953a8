package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The topic of timers, by plain clients of a real broker, also for threads of anybody. */
@ExtendWith(SharedInstallation.class)
@DisplayName("A1.4 timers on a real broker")
final class TimersIT {
  private static final String TIMERS = "wire-timers";
  private static final String FIRED = "wire-timed";
  private static final long HOUR_MILLIS = 3_600_000;

  private final Installation all;
  private final Told told;

  TimersIT(Installation all) {
    this.all = all;
    this.told = all.told();
  }

  private static long soon() {
    return System.currentTimeMillis() + 1_500;
  }

  /** A timer that was set an hour ago, and is due at this moment. */
  private void due(String key, long moment) {
    long written = System.currentTimeMillis() - HOUR_MILLIS;
    all.put(new ProducerRecord<>(TIMERS, null, written, key, Long.toString(moment - written)));
  }

  @Test
  @DisplayName("A1.4.36 the thread is resumed with its ref when the delay is over")
  void A1_4_36_theTimerFires() {
    all.put("workflow-resume", "a1436", "new:{\"throwAfterHotel\":false,\"limitMillis\":1000}");
    String car = told.await("saga-reserve-car", "a1436");
    ConsumerRecord<String, String> timer =
        told.awaitThat("workflow-scheduler", one -> one.key().startsWith("a1436|"), 1).get(0);
    String resumed = "{\"ref\":\"%s\"}".formatted(car.replace(":1", ":4"));
    assertThat(timer.key()).isEqualTo("a1436|" + resumed);
    assertThat(timer.value()).isEqualTo("1000");
    assertThat(told.await("workflow-error", "a1436")).isEqualTo("\"timeout\"");
    assertThat(told.all("workflow-resume", "a1436")).endsWith(resumed);
    assertThat(told.all("saga-cancel-car", "a1436")).containsExactly(car);
  }

  @Test
  @DisplayName("A1.4.37 A6.3 a timer is cancelled by no value, or by 0")
  void A1_4_37_cancelled() {
    long moment = soon();
    due("a1437 tombstone|v1", moment);
    due("a1437 zero|v1", moment);
    all.put(TIMERS, "a1437 tombstone|v1", null);
    all.put(TIMERS, "a1437 zero|v1", "0");
    due("a1437 left|v1", moment + 1);
    assertThat(told.await(FIRED, "a1437 left")).isEqualTo("v1");
    assertThat(told.all(FIRED, "a1437 tombstone")).isEmpty();
    assertThat(told.all(FIRED, "a1437 zero")).isEmpty();
    assertThat(all.rows("SELECT timer_key FROM baton_key_timer WHERE timer_key LIKE 'a1437%'"))
        .isEmpty();
  }

  @Test
  @DisplayName("A1.4.38 due is the record's own time and the delay")
  void A1_4_38_theRecordsTime() {
    long now = System.currentTimeMillis();
    due("a1438 late|v1", now - 1);
    long moment = soon();
    due("a1438|v1", moment);
    assertThat(told.await(FIRED, "a1438 late")).isEqualTo("v1");
    assertThat(told.awaitThat(FIRED, one -> one.key().equals("a1438"), 1))
        .singleElement()
        .matches(record -> record.timestamp() >= moment, "not before its time");
  }

  @Test
  @DisplayName("A1.4.38 a key is split at its first bar, whosever thread it is")
  void A1_4_38_theFirstBar() {
    due("thread of somebody else|{\"ref\":\"a|b\"}", System.currentTimeMillis());
    assertThat(told.await(FIRED, "thread of somebody else")).isEqualTo("{\"ref\":\"a|b\"}");
  }

  @Test
  @DisplayName("A1.4.38 the same key again sets the timer anew; it fires once")
  void A1_4_38_setAnew() {
    due("a1438 anew|v1", soon());
    long later = soon() + 500;
    due("a1438 anew|v1", later);
    due("a1438 behind|v1", later + 1);
    told.await(FIRED, "a1438 behind");
    assertThat(told.all(FIRED).stream().filter(one -> one.key().equals("a1438 anew")).toList())
        .singleElement()
        .matches(record -> record.timestamp() >= later, "not at the time it was set to first");
  }

  @Test
  @DisplayName("A1.4.38 a value that is no delay is put aside, and timers behind it go on")
  void A1_4_38_noDelay() {
    all.put(TIMERS, "a1438 bad|v1", "soon");
    due("a1438 bad|v1", System.currentTimeMillis());
    assertThat(told.await(FIRED, "a1438 bad")).isEqualTo("v1");
    assertThat(told.await("wire-dead", "a1438 bad|v1")).isEqualTo("soon");
    assertThat(List.copyOf(told.all("wire-dead", "a1438 bad|v1"))).hasSize(1);
  }
}
