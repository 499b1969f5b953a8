package io.baton.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * A record of the trip on Kafka: a request to a worker, its answer, or how far a trip is.
 *
 * @param id the same on two records that are one too many
 * @param rank larger on each record of a case on a topic than on the one before
 */
record TopicRecord(String topic, String caseId, Kind kind, String id, long rank, String about) {
  static final String STEPS = "trips";
  private static final List<String> SEQUENCE = List.of("car", "hotel", "flight");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Room for attempts between two calls, and for calls before the undos. */
  private static final long CALL = 1_000;

  private static final long UNDOS = 1_000_000;

  enum Kind {
    REQUEST,
    ANSWER,
    STEP
  }

  /**
   * @throws DemoFailure when it is none of the trip's
   */
  static TopicRecord read(String topic, String key, String value) {
    try {
      JsonNode json = JSON.readTree(value);
      if (topic.equals(STEPS)) {
        String step = json.asText();
        long rank = SEQUENCE.indexOf(step);
        if (rank < 0) {
          throw new IllegalArgumentException("no step of a trip");
        }
        return new TopicRecord(topic, key, Kind.STEP, key + " " + step, rank, step);
      }
      String ref = json.path("ref").asText();
      boolean undo = json.path("undo").asBoolean();
      int attempt = json.path("attempt").asInt();
      long call = CALL * Long.parseLong(ref);
      return new TopicRecord(
          topic,
          json.path("case").asText(),
          json.has("activity") ? Kind.REQUEST : Kind.ANSWER,
          "%s/%s/%s/%d".formatted(json.path("case").asText(), ref, undo ? "undo" : "do", attempt),
          (undo ? UNDOS - call : call) + attempt,
          json.path("activity").asText());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DemoFailure("on topic %s: %s".formatted(topic, value), e);
    }
  }
}
