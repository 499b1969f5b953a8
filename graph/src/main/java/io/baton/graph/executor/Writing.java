package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object of a message as it is being written: what is null is left out. */
final class Writing {
  private final ObjectNode object = JsonNodeFactory.instance.objectNode();

  Writing put(String name, @Nullable String text) {
    if (text != null) {
      object.put(name, text);
    }
    return this;
  }

  Writing put(String name, @Nullable Integer number) {
    if (number != null) {
      object.put(name, number);
    }
    return this;
  }

  Writing put(String name, @Nullable Instant moment) {
    return put(name, moment == null ? null : moment.toString());
  }

  Writing put(String name, @Nullable JsonNode value) {
    if (value != null) {
      object.set(name, value);
    }
    return this;
  }

  Writing flag(String name, boolean value) {
    if (value) {
      object.put(name, true);
    }
    return this;
  }

  <T> Writing list(String name, List<T> all, Function<T, JsonNode> write) {
    ArrayNode list = object.putArray(name);
    all.forEach(one -> list.add(write.apply(one)));
    return this;
  }

  ObjectNode with(Map<String, JsonNode> others) {
    others.forEach(object::set);
    return object;
  }
}
