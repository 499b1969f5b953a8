package io.baton.examples.effectful;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.model.Case;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the trip saga of kafka-workflow does on its topics, its port does. */
class JsTripTest {
  private final Topics topics = new Topics(JsTrip.class);

  private Case trip() {
    return topics.baton().all().get(0);
  }

  /** The ref in {@code <thread>|{"ref":"…"}}. */
  private static String ref(Topics.Sent timer) {
    return timer.key().replaceAll(".*\"ref\":\"(.*)\"}", "$1");
  }

  @Test
  @DisplayName(
      "A1.3.24 A1.3.25 answers come in any order; the result has the ids; the timer is stopped")
  void concurrentExecution() {
    topics.start("thread1", "{\"throwAfterHotel\":false}");
    String car = topics.next("saga-reserve-car").value();
    String hotel = topics.next("saga-reserve-hotel").value();
    String flight = topics.next("saga-reserve-flight").value();
    Topics.Sent timer = topics.next("workflow-scheduler");
    assertThat(timer.value()).isEqualTo("1000");
    assertThat(timer.key()).startsWith("thread1|{\"ref\":\"thread1/").endsWith("\"}");
    topics.resume(flight, "{\"id\":\"flight-id\"}").resume(hotel, "{\"id\":\"hotel-id\"}");
    assertThat(trip().status()).isEqualTo(CaseStatus.RUNNING);
    topics.resume(car, "{\"id\":\"car-id\"}");
    assertThat(topics.next("workflow-scheduler")).isEqualTo(new Topics.Sent(timer.key(), "0"));
    assertThat(topics.rest()).isEmpty();
    assertThat(trip().status()).isEqualTo(CaseStatus.COMPLETED);
    assertThat(trip().result())
        .hasToString(
            "{\"car\":{\"id\":\"%s\"},\"hotel\":{\"id\":\"%s\"},\"flight\":{\"id\":\"%s\"}}"
                .formatted(car, hotel, flight));
    assertThat(trip().waits()).isFalse();
  }

  @Test
  @DisplayName("A1.3.29 A1.3.30 one says no: what was reserved and what is under way is cancelled")
  void oneIsRejected() {
    topics.start("thread1", "{\"throwAfterHotel\":false}");
    String car = topics.next("saga-reserve-car").value();
    String hotel = topics.next("saga-reserve-hotel").value();
    String flight = topics.next("saga-reserve-flight").value();
    topics.next("workflow-scheduler");
    topics.resume(flight, "{\"id\":\"flight-id\"}").reject(hotel, "not available");
    assertThat(topics.next("saga-cancel-car").value()).isEqualTo(car);
    assertThat(topics.next("workflow-scheduler").value()).isEqualTo("0");
    assertThat(topics.next("saga-cancel-flight").value()).isEqualTo(flight);
    assertThat(topics.rest()).as("no hotel to cancel").isEmpty();
    assertThat(trip().status()).isEqualTo(CaseStatus.FAILED);
    assertThat(trip().failure().message()).isEqualTo("not available");
  }

  @Test
  @DisplayName(
      "A1.3.26 A1.3.30 the timer wins the race: the car is cancelled, so is what is under way")
  void timeout() {
    topics.start("thread1", "{\"throwAfterHotel\":false}");
    String car = topics.next("saga-reserve-car").value();
    String hotel = topics.next("saga-reserve-hotel").value();
    String flight = topics.next("saga-reserve-flight").value();
    topics.resume(car, "{\"id\":\"car-id\"}");
    topics.resume(ref(topics.next("workflow-scheduler")), "null");
    assertThat(topics.rest())
        .containsExactly(
            "saga-cancel-hotel \"" + hotel + "\"",
            "saga-cancel-flight \"" + flight + "\"",
            "saga-cancel-car \"" + car + "\"");
    assertThat(trip().failure().message()).isEqualTo("timeout");
  }

  @Test
  void codeThatThrowsAfterTheHotelCancelsTheHotel() {
    topics.start("thread1", "{\"throwAfterHotel\":true}");
    String hotel = topics.next("saga-reserve-hotel").value();
    topics.resume(hotel, "{\"id\":\"hotel-id\"}");
    assertThat(topics.next("saga-cancel-hotel").value()).isEqualTo(hotel);
    assertThat(topics.next("saga-cancel-car").value()).contains("/");
    assertThat(topics.next("saga-cancel-flight").value()).contains("/");
    assertThat(trip().failure().message()).isEqualTo("something is wrong");
  }

  @Test
  @DisplayName("A1.1.7 a resume that comes too late, or twice, changes nothing and sends nothing")
  void lateAnswersChangeNothing() {
    topics.start("thread1", "{\"throwAfterHotel\":false}");
    String hotel = topics.next("saga-reserve-hotel").value();
    topics.reject(hotel, "not available").rest();
    topics.resume(hotel, "{\"id\":\"hotel-id\"}").reject(hotel, "again");
    assertThat(topics.rest()).isEmpty();
    assertThat(trip().failure().message()).isEqualTo("not available");
  }

  @Test
  @DisplayName("A1.1.8 a second start of a live thread changes nothing")
  void aSecondStartChangesNothing() {
    topics.start("thread1", "{\"throwAfterHotel\":false}").rest();
    topics.start("thread1", "{\"throwAfterHotel\":true}");
    assertThat(topics.rest()).isEmpty();
  }
}
