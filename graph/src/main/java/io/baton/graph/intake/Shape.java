package io.baton.graph.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a value is meant to be, told by its members. */
enum Shape {
  /** Our own schema, or at least meant to be. */
  BATON_GRAPH,
  /** The original's message with a workflow in it. */
  EDIT,
  FLUME,
  ADJACENCY,
  UNKNOWN;

  private static final List<String> DRAWN = List.of("type", "connections", "inputData");

  static Shape of(JsonNode json) {
    if (json.isArray()) {
      return ADJACENCY;
    }
    if (json.path("schema").asText().startsWith("baton-graph")
        || anyIn(json.path("nodes"), "kind")) {
      return BATON_GRAPH;
    }
    if (json.has("workflow") && json.path("name").isTextual()) {
      return EDIT;
    }
    if (json.path("nodes").isObject() || DRAWN.stream().anyMatch(member -> anyIn(json, member))) {
      return FLUME;
    }
    return json.isObject()
            && StreamSupport.stream(json.spliterator(), false).allMatch(Shape::isNext)
        ? ADJACENCY
        : UNKNOWN;
  }

  private static boolean anyIn(JsonNode json, String member) {
    return json.isObject()
        && StreamSupport.stream(json.spliterator(), false).anyMatch(value -> value.has(member));
  }

  private static boolean isNext(JsonNode value) {
    return value.isArray() || value.isTextual() || value.isNull() || value.has("service");
  }
}
