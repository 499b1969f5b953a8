package io.baton.examples.kafka.clients;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The services that reserve cars, hotels and flights. A request has the thread as its key and the
 * id of what is awaited as its value; the answer goes to the thread. Who has {@code full} in the
 * name of its thread gets no flight.
 */
public final class Reservations {
  private static final List<String> TOPICS =
      List.of(
          "saga-reserve-car",
          "saga-reserve-hotel",
          "saga-reserve-flight",
          "saga-cancel-car",
          "saga-cancel-hotel",
          "saga-cancel-flight");

  private Reservations() {}

  /** Runs until it is killed. */
  public static void main(String[] args) {
    String instance = args.length == 0 ? "1" : args[0];
    new Service(Brokers.asSet(), "reservations", instance)
        .runUntilTheEnd(TOPICS, Reservations::answer);
  }

  static Optional<ProducerRecord<String, String>> answer(ConsumerRecord<String, String> request) {
    System.out.printf("%s %s %s%n", request.topic(), request.key(), request.value());
    if (request.topic().startsWith("saga-cancel-")) {
      return Optional.empty(); // Nobody waits for it.
    }
    boolean full = request.topic().endsWith("flight") && request.key().contains("full");
    String text =
        full
            ? "{\"ref\":\"%s\",\"error\":\"no seats\"}".formatted(request.value())
            : "{\"ref\":\"%s\",\"value\":true}".formatted(request.value());
    return Optional.of(new ProducerRecord<>("workflow-resume", request.key(), text));
  }
}
