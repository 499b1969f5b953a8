package io.baton.gateway;

import io.baton.port.GatewayStore.Waiting;
import io.baton.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Records as events. What is not acceptable becomes an event that says why, and is held. */
final class Records {
  private static final int LONGEST_KEY = 500;
  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_HEADERS = 65_536;

  private Records() {}

  static Waiting event(ConsumerRecord<byte[], byte[]> record) {
    Instant at = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
    int partition = record.partition();
    long offset = record.offset();
    String key = null;
    try {
      key = text("key", record.key(), LONGEST_KEY);
      String value = text("value", record.value(), Json.MAX_DOCUMENT);
      return Waiting.arrived(
          offset, ActorNames.of(key, partition, offset), key, value, headers(record), at, null);
    } catch (UnacceptableException e) {
      String actor = ActorNames.of(key, partition, offset);
      return Waiting.arrived(offset, actor, key, null, Map.of(), at, e.getMessage());
    }
  }

  private static @Nullable String text(String what, byte @Nullable [] bytes, int longest)
      throws UnacceptableException {
    if (bytes == null) {
      return null;
    }
    if (bytes.length > longest) {
      throw new UnacceptableException(
          "the %s has %d bytes, the limit is %d".formatted(what, bytes.length, longest));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new UnacceptableException("the %s holds a NUL character".formatted(what));
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new UnacceptableException("the %s is no UTF-8".formatted(what));
    }
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record)
      throws UnacceptableException {
    Map<String, String> all = new LinkedHashMap<>();
    int count = 0;
    int length = 0;
    for (Header header : record.headers()) {
      String value = text("header " + count, header.value(), LONGEST_HEADERS);
      length += header.key().length() + (value == null ? 0 : value.length());
      if (++count > MOST_HEADERS || length > LONGEST_HEADERS) {
        throw new UnacceptableException(
            "it has more than %d headers, or they more than %d characters"
                .formatted(MOST_HEADERS, LONGEST_HEADERS));
      }
      if (value != null && header.key().indexOf('\0') < 0) {
        all.put(header.key(), value);
      }
    }
    return all;
  }

  private static final class UnacceptableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnacceptableException(String message) {
      super(message);
    }
  }
}
