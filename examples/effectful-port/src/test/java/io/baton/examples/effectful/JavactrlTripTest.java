package io.baton.examples.effectful;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the trip saga of javactrl-kafka does on its topics, its port does. */
class JavactrlTripTest {
  private final Topics topics = new Topics(JavactrlTrip.class);
  private String car;
  private String hotel;
  private String flight;

  private void start(String parameter) {
    topics.start("thread1", "\"" + parameter + "\"");
    car = topics.next("saga-reserve-car").value();
    hotel = topics.next("saga-reserve-hotel").value();
    flight = topics.next("saga-reserve-flight").value();
    assertThat(topics.rest()).isEmpty();
  }

  private void hasEnded() {
    assertThat(topics.rest()).isEmpty();
    assertThat(topics.baton().all())
        .singleElement()
        .returns(CaseStatus.COMPLETED, trip -> trip.status())
        .returns(false, trip -> trip.waits());
    assertThat(topics.advance(Duration.ofDays(1)).rest()).isEmpty();
  }

  @Test
  void allAreReserved() {
    start("{}");
    topics.resume(flight, "\"PS124\"").resume(hotel, "\"CityInn\"").resume(car, "\"Economy\"");
    assertThat(topics.next("saga-result"))
        .isEqualTo(new Topics.Sent("thread1", "Economy,CityInn,PS124"));
    hasEnded();
  }

  @Test
  void oneIsRejected() {
    start("");
    topics.resume(flight, "\"PS124\"").reject(hotel, "no hotels available");
    assertThat(topics.next("saga-cancel-car")).isEqualTo(new Topics.Sent("thread1", car));
    assertThat(topics.next("saga-cancel-flight").value()).isEqualTo("PS124");
    assertThat(topics.next("saga-error").value()).isEqualTo("no hotels available");
    hasEnded();
  }

  @Test
  void theCodeThrows() {
    start("throwInFlight");
    topics.resume(hotel, "\"CityInn\"").resume(flight, "\"PS124\"");
    List<String> sent = topics.rest();
    assertThat(sent)
        .startsWith("saga-cancel-car \"" + car + "\"", "saga-error \"something is wrong\"")
        .containsAll(List.of("saga-cancel-hotel \"CityInn\"", "saga-cancel-flight \"PS124\""))
        .hasSize(4);
    topics.resume(car, "\"Economy\"");
    hasEnded();
  }

  @Test
  void theTimeIsOver() {
    start("");
    topics.resume(flight, "\"PS124\"").resume(car, "\"Economy\"");
    topics.advance(Duration.ofMillis(JavactrlTrip.TIMEOUT_MS - 1));
    assertThat(topics.rest()).isEmpty();
    topics.advance(Duration.ofMillis(1));
    assertThat(topics.next("saga-error").value()).isEqualTo("timeout");
    assertThat(topics.next("saga-cancel-car").value()).isEqualTo("Economy");
    assertThat(topics.next("saga-cancel-hotel").value()).isEqualTo(hotel);
    assertThat(topics.next("saga-cancel-flight").value()).isEqualTo("PS124");
    hasEnded();
  }
}
