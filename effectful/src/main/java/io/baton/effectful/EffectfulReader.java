package io.baton.effectful;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.port.RecordReader;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;

/**
 * {@code new:<json>} starts; {@code {"ref":…,"value":…}} and {@code {"ref":…,"error":…}} answer.
 */
final class EffectfulReader implements RecordReader {
  static final String NEW = "new:";

  private final ThreadSettings settings;

  EffectfulReader(ThreadSettings settings) {
    this.settings = settings;
  }

  @Override
  public RecordWish read(StreamRecord record) {
    String value = ThreadSettings.value(record);
    return value.startsWith(NEW)
        ? settings.start(record, Json.tree(value.substring(NEW.length())))
        : answer(record, Json.tree(value));
  }

  private RecordWish answer(StreamRecord record, JsonNode json) {
    if (!json.isObject() || !json.path("ref").isTextual()) {
      throw new UnreadableException(
          "expected new: and JSON, or an object with a text 'ref' and 'value' or 'error'");
    }
    String ref = json.get("ref").textValue();
    JsonNode error = json.get("error");
    if (error != null) {
      return settings.answer(record, ref, error, text(error));
    }
    JsonNode value = json.get("value");
    return settings.answer(record, ref, value == null ? NullNode.getInstance() : value, null);
  }

  /** As JavaScript's {@code String(error)} says it, but for objects, of which that says nothing. */
  private static String text(JsonNode error) {
    return error.isTextual() ? error.textValue() : error.toString();
  }
}
