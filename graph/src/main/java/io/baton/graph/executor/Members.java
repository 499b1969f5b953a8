package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.wire.UnreadableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The members of an object of a message: each is taken by its name, the others are kept. */
final class Members {
  static final int MAX_LIST = 10_000;
  private static final int MAX_NAME = 500;

  private final String place;
  private final Map<String, JsonNode> left = new LinkedHashMap<>();

  /**
   * @param place its JSON pointer, for the errors
   * @throws UnreadableException when it is no object
   */
  Members(JsonNode object, String place) {
    this.place = place;
    if (!object.isObject()) {
      throw new UnreadableException("at " + (place.isEmpty() ? "/" : place) + ": no object");
    }
    object.properties().forEach(member -> left.put(member.getKey(), member.getValue()));
  }

  /** Members that are kept, in their order. */
  static Map<String, JsonNode> kept(Map<String, JsonNode> members) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** A member's value; null when it is not there, or JSON's null. */
  @Nullable JsonNode any(String name) {
    JsonNode value = left.remove(name);
    return value == null || value.isNull() ? null : value;
  }

  @Nullable String text(String name) {
    JsonNode value = any(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()
        || value.textValue().isEmpty()
        || value.textValue().length() > MAX_NAME) {
      throw wrong(name, "expected a text of 1 to " + MAX_NAME + " characters");
    }
    return value.textValue();
  }

  String needed(String name) {
    String text = text(name);
    if (text == null) {
      throw wrong(name, "missing");
    }
    return text;
  }

  /** A moment, with any offset. */
  @Nullable Instant moment(String name) {
    String text = text(name);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw wrong(name, "expected an ISO-8601 moment, found '" + text + "'");
    }
  }

  @Nullable Integer number(String name) {
    JsonNode value = any(name);
    if (value != null && !value.canConvertToInt()) {
      throw wrong(name, "expected a whole number");
    }
    return value == null ? null : value.intValue();
  }

  boolean flag(String name) {
    JsonNode value = any(name);
    if (value != null && !value.isBoolean()) {
      throw wrong(name, "expected true or false");
    }
    return value != null && value.booleanValue();
  }

  RunState state(String name) {
    String text = needed(name);
    try {
      return RunState.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "there is no state '" + text + "'");
    }
  }

  <T> List<T> list(String name, int max, BiFunction<JsonNode, String, T> read) {
    JsonNode list = any(name);
    List<T> all = new ArrayList<>();
    if (list == null) {
      return all;
    }
    if (!list.isArray() || list.size() > max) {
      throw wrong(name, "expected a list of at most " + max);
    }
    list.forEach(one -> all.add(read.apply(one, at(name) + "/" + all.size())));
    return all;
  }

  /** What nobody has taken. */
  Map<String, JsonNode> others() {
    return left;
  }

  String at(String name) {
    return place + "/" + name;
  }

  UnreadableException wrong(String name, String why) {
    return new UnreadableException("at " + at(name) + ": " + why);
  }
}
