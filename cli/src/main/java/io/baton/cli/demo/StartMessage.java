package io.baton.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules by which a start message of the trip is acceptable, read once more from its docs. */
final class StartMessage {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> FIELDS = Set.of("workflow", "version", "caseId", "input");
  private static final List<String> INPUT = List.of("who", "car", "hotel", "flight");
  private static final int LONGEST_CASE_ID = 200;
  private static final int LONGEST_FIELD = 80;

  private StartMessage() {}

  /** Empty when the message is to be refused. */
  static Optional<Demand> demand(String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    JsonNode input = message.path("input");
    JsonNode caseId = message.path("caseId");
    boolean acceptable =
        FIELDS.containsAll(names(message))
            && message.path("workflow").asText().equals("trip-booking")
            && message.path("version").asInt(1) == 1
            && (message.path("version").isMissingNode() || message.path("version").isInt())
            && isText(caseId, LONGEST_CASE_ID)
            && names(input).equals(Set.copyOf(INPUT))
            && INPUT.stream().allMatch(field -> isText(input.path(field), LONGEST_FIELD));
    return acceptable
        ? Optional.of(
            Demand.of(
                caseId.textValue(),
                input.path("car").textValue(),
                input.path("flight").textValue()))
        : Optional.empty();
  }

  private static boolean isText(JsonNode value, int longest) {
    return value.isTextual()
        && !value.textValue().isBlank()
        && value.textValue().length() <= longest;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
