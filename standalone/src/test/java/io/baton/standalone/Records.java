package io.baton.standalone;

import io.baton.engine.Delivery;
import io.baton.engine.Handled;
import io.baton.model.RecordId;
import io.baton.model.StreamRecord;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.Json;
import java.time.Instant;

/** Records of one topic, as they come to an engine. */
final class Records {
  private final ManualBaton baton;
  private final String topic;
  private final RecordReader dialect;
  private long offset;

  Records(ManualBaton baton, String topic, String dialect) {
    this.baton = baton;
    this.topic = topic;
    this.dialect = reader(topic, dialect);
  }

  static RecordReader reader(String topic, String dialect) {
    return RecordDialect.all().stream()
        .filter(known -> known.name().equals(dialect))
        .findFirst()
        .orElseThrow()
        .reader(topic, Json.tree("{}"));
  }

  /** A record without a key, whose quotes are written as apostrophes. */
  StreamRecord record(String value) {
    return record(value, null);
  }

  StreamRecord record(String value, String headers) {
    RecordId id = new RecordId("cluster", topic, 0, offset++);
    return new StreamRecord(
        id,
        topic,
        null,
        value.replace('\'', '"'),
        Instant.EPOCH,
        null,
        headers == null ? null : headers.replace('\'', '"'),
        null);
  }

  Handled tell(StreamRecord record) {
    Handled handled =
        baton.handle(dialect.read(record), record, new Delivery(9, 0)); // As often as it takes.
    while (baton.runDue()) {}
    return handled;
  }

  Handled tell(String value) {
    return tell(record(value));
  }

  Handled tellForTheFirstTime(String value) {
    StreamRecord record = record(value);
    return baton.handle(dialect.read(record), record, Delivery.FIRST);
  }

  long counted(String what) {
    return baton.counted().stream()
        .filter(each -> each.what().equals(what) && each.about().equals(topic))
        .mapToLong(each -> each.times())
        .sum();
  }
}
