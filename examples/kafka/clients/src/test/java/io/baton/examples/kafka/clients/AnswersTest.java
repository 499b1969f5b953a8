package io.baton.examples.kafka.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What the participants say, in the words of those who wrote them for other engines. */
class AnswersTest {
  @Test
  void a_reservation_is_answered_to_its_thread_by_the_id_of_what_is_awaited() {
    assertThat(Reservations.answer(record("saga-reserve-car", "t1", "0:1")).orElseThrow())
        .isEqualTo(
            new ProducerRecord<>("workflow-resume", "t1", "{\"ref\":\"0:1\",\"value\":true}"));
  }

  @Test
  void a_full_flight_is_an_error() {
    ProducerRecord<String, String> told =
        Reservations.answer(record("saga-reserve-flight", "full-1", "0:3")).orElseThrow();
    assertThat(told.value()).isEqualTo("{\"ref\":\"0:3\",\"error\":\"no seats\"}");
  }

  @Test
  void nobody_waits_for_a_cancellation() {
    assertThat(Reservations.answer(record("saga-cancel-car", "t1", "0:1"))).isEmpty();
  }

  @Test
  void a_service_tells_what_it_was_asked_with_a_status() {
    String asked =
        "{\"uuid\":\"u1\",\"name\":\"user_registration\",\"version\":\"v0.1.0\",\"service\":\"license\","
            + "\"function\":\"add_license\",\"schema_version\":\"v0.1.0\",\"data\":\"nobody\"}";
    assertThat(told(asked)).contains("\"status\":\"success\"").contains("\"data\":\"nobody\"");
    assertThat(told(asked.replace("add_license", "add_membership")))
        .contains("\"status\":\"failure\"");
  }

  private static String told(String asked) {
    Optional<ProducerRecord<String, String>> answer =
        RegistrationServices.answer(record("fromanager", "u1", asked));
    return answer.orElseThrow().value();
  }

  private static ConsumerRecord<String, String> record(String topic, String key, String value) {
    return new ConsumerRecord<>(topic, 0, 0, key, value);
  }
}
