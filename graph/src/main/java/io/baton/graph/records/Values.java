package io.baton.graph.records;

import io.baton.model.StreamRecord;
import io.baton.wire.UnreadableException;

/** What a record says. */
final class Values {
  private Values() {}

  /**
   * @throws UnreadableException when it says nothing: no dialect here has a meaning for that
   */
  static String of(StreamRecord record) {
    String value = record.value();
    if (value == null || value.isBlank()) {
      throw new UnreadableException(
          value == null ? "the record has no value" : "the record's value is empty");
    }
    return value;
  }
}
