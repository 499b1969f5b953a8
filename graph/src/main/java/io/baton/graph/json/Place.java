package io.baton.graph.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of the text and where it stands. It never fails: what is not of the type asked for was
 * told of by the schema, and is read as something empty.
 */
record Place(JsonNode json, String pointer) {
  Place member(String name) {
    return new Place(json.path(name), Problem.below(pointer, name));
  }

  boolean isThere() {
    return !json.isMissingNode();
  }

  String text() {
    return json.asText("");
  }

  @Nullable String textOrNull() {
    return isThere() ? text() : null;
  }

  @Nullable JsonNode jsonOrNull() {
    return isThere() ? json : null;
  }

  @Nullable Integer integerOrNull() {
    return isThere() ? json.asInt() : null;
  }

  @Nullable Double numberOrNull() {
    return isThere() ? json.asDouble() : null;
  }

  @Nullable Boolean truthOrNull() {
    return isThere() ? json.asBoolean() : null;
  }

  List<Place> elements() {
    List<Place> elements = new ArrayList<>();
    if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        elements.add(new Place(json.path(i), pointer + "/" + i));
      }
    }
    return elements;
  }

  Map<String, Place> members() {
    Map<String, Place> members = new LinkedHashMap<>();
    json.properties().forEach(member -> members.put(member.getKey(), member(member.getKey())));
    return members;
  }
}
