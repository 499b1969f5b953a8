package io.baton.graph.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.model.Duration8601;
import io.baton.graph.model.Template;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java's values as a graph has them. */
final class Values {
  private Values() {}

  static JsonNode json(@Nullable Object value) {
    return Json.payload(value).json();
  }

  static Template template(@Nullable Object value) {
    return new Template(json(value));
  }

  static List<Template> templates(@Nullable Object... values) {
    return Arrays.stream(values).map(Values::template).toList();
  }

  static Duration8601 duration(Duration duration) {
    return new Duration8601(duration.toString());
  }
}
