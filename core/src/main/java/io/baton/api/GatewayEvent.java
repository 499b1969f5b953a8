package io.baton.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic, as a gateway hands it on.
 *
 * @param epoch number of the gateway's run
 * @param key null when the record has none
 * @param value null for a tombstone
 * @param headers the last one of each name
 * @param at the record's own time
 * @param attempt 1 for the first, one more after each failure
 */
public record GatewayEvent(
    String gateway,
    long epoch,
    int partition,
    long offset,
    @Nullable String key,
    @Nullable String value,
    Map<String, String> headers,
    Instant at,
    int attempt) {

  /** The same for each attempt, and of no other event: {@code gateway/epoch/partition/offset}. */
  public String idempotencyKey() {
    return gateway + "/" + epoch + "/" + partition + "/" + offset;
  }
}
