package io.baton.examples.kafka.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The services {@code user}, {@code license} and {@code membership} of a registration. They are
 * asked on {@code fromanager} and tell on {@code tomanager}. Who is called {@code nobody} becomes
 * no member.
 */
public final class RegistrationServices {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RegistrationServices() {}

  /** Runs until it is killed. */
  public static void main(String[] args) {
    String instance = args.length == 0 ? "1" : args[0];
    new Service(Brokers.asSet(), "registration-services", instance)
        .runUntilTheEnd(List.of("fromanager"), RegistrationServices::answer);
  }

  static Optional<ProducerRecord<String, String>> answer(ConsumerRecord<String, String> request) {
    try {
      ObjectNode told = (ObjectNode) JSON.readTree(request.value());
      System.out.printf(
          "%s.%s %s%n",
          told.path("service").asText(),
          told.path("function").asText(),
          told.path("uuid").asText());
      boolean refused =
          told.path("function").asText().equals("add_membership")
              && told.path("data").asText().equals("nobody");
      told.put("status", refused ? "failure" : "success");
      return Optional.of(new ProducerRecord<>("tomanager", request.key(), told.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is no FromManager: " + request.value(), e);
    }
  }
}
