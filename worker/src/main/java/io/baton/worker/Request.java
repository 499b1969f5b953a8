package io.baton.worker;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The text of a request, as {@code docs/reference/worker-protocol.md} explains it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Request(
    int schema,
    @JsonProperty("case") String caseId,
    String ref,
    String activity,
    boolean undo,
    int attempt,
    JsonNode args,
    String deadline,
    String idempotencyKey,
    String starter,
    String replyTo) {
  private static final int SCHEMA = 1;
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  /**
   * @throws IllegalArgumentException when it is no request that this worker understands
   */
  static Request read(String text) {
    try {
      Request request = MAPPER.readValue(text, Request.class);
      if (request.schema() != SCHEMA) {
        throw new IllegalArgumentException("schema is %d, not 1".formatted(request.schema()));
      }
      return request;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no request: " + e.getOriginalMessage(), e);
    }
  }

  Instant until() {
    return Instant.parse(deadline);
  }

  String value(JsonNode value) {
    return answer().<ObjectNode>set("value", value).toString();
  }

  /**
   * @param retry true when the attempt failed, false when the answer is no
   */
  String error(String type, String message, boolean retry) {
    ObjectNode answer = answer();
    answer.putObject("error").put("type", type).put("message", message).put("retry", retry);
    return answer.toString();
  }

  String heartbeat() {
    return answer().put("heartbeat", true).toString();
  }

  private ObjectNode answer() {
    return MAPPER
        .createObjectNode()
        .put("schema", SCHEMA)
        .put("case", caseId)
        .put("ref", ref)
        .put("attempt", attempt)
        .put("undo", undo);
  }
}
