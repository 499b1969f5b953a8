package io.baton.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of Kafka, as it came.
 *
 * @param topic its name, up to 249 characters, as Kafka allows
 * @param key up to 1,000 characters; null when it has none
 * @param value null for a tombstone, which is something else than an empty text
 * @param at when it was written, as Kafka has it
 * @param lane null when nobody keeps an order that it would have a place in
 * @param headers its other headers as JSON, {@code [["name","text"], …]}; null for none
 * @param trace null when it belongs to none
 */
public record StreamRecord(
    RecordId id,
    String topic,
    @Nullable String key,
    @Nullable String value,
    Instant at,
    @Nullable Lane lane,
    @Nullable String headers,
    @Nullable Trace trace) {
  private static final int MAX_TOPIC = 249;
  private static final int MAX_KEY = 1_000;

  public StreamRecord {
    Limits.name("topic", topic, MAX_TOPIC);
    if (key != null && key.length() > MAX_KEY) {
      throw new IllegalArgumentException(
          "key has %d characters, the limit is %d".formatted(key.length(), MAX_KEY));
    }
  }

  /** A record without a lane, headers and a trace. */
  public StreamRecord(
      RecordId id, String topic, @Nullable String key, @Nullable String value, Instant at) {
    this(id, topic, key, value, at, null, null, null);
  }

  /** For people: where it is to be found. */
  public String place() {
    return "record %d of topic '%s', partition %d".formatted(id.offset(), topic, id.partition());
  }

  /**
   * Records of a partition that keep their order among each other: those of a key are on one lane.
   *
   * @param number from 0 on
   * @param previous offset of the record before on this lane; -1 when that is not known
   */
  public record Lane(int number, long previous) {
    public Lane {
      if (number < 0 || previous < -1) {
        throw new IllegalArgumentException(
            "lane is %d and the record before %d, the least are 0 and -1"
                .formatted(number, previous));
      }
    }
  }
}
