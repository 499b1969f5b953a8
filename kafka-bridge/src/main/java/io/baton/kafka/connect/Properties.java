package io.baton.kafka.connect;

/** The names of the properties of messages that cross the bridge. */
final class Properties {
  /** On outputs: the topic. */
  static final String TOPIC = "baton_topic";

  /** The key of the record; absent where the record has none. */
  static final String KEY = "baton_key";

  /** True where the record has no value at all. */
  static final String TOMBSTONE = "baton_tombstone";

  /** The other headers of the record, as JSON: {@code [["name","text"], …]}. */
  static final String HEADERS = "baton_headers";

  /** Who the record is in all the world: {@code cluster/topic id/partition/offset}. */
  static final String RECORD = "baton_record";

  /** Which of the lanes of its partition the record's key has; absent where it has no key. */
  static final String LANE = "baton_lane";

  /** The offset of the record that was put on the lane before it, -1 where none is known. */
  static final String PREVIOUS = "baton_previous";

  /** When the record was written, in milliseconds since 1970. */
  static final String TIMESTAMP = "baton_timestamp";

  static final String REASON = "baton_reason";
  static final String TRACEPARENT = "traceparent";
  static final String TRACESTATE = "tracestate";
  static final String GROUP = "JMSXGroupID";

  private Properties() {}
}
