package io.baton.engine.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.StreamRecord;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;

/** The values of records that are JSON. */
final class Values {
  private Values() {}

  /**
   * @throws UnreadableException when the record has none, or it is no JSON
   */
  static JsonNode of(StreamRecord record) {
    return Json.tree(text(record));
  }

  /**
   * @throws UnreadableException when the record has none
   */
  static String text(StreamRecord record) {
    String value = record.value();
    if (value == null) {
      throw new UnreadableException("a tombstone says nothing here");
    }
    return value;
  }
}
