package io.baton.kafka.connect;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.util.HashMap;
import java.util.Map;

/** Who enters the records of lanes in their order, as the engine does. */
final class Chain {
  private final Map<String, Long> entered = new HashMap<>();

  /** Whether it was not entered before, and can be now. */
  boolean enter(TextMessage message) {
    long last = last(message);
    if (offset(message) <= last) {
      return false;
    }
    if (previous(message) > last) {
      throw new AssertionError(
          "%d comes after %d, entered is %d".formatted(offset(message), previous(message), last));
    }
    entered.put(group(message), offset(message));
    return true;
  }

  /** Whether it names the one that was entered last. */
  boolean isNext(TextMessage message) {
    return previous(message) == last(message);
  }

  private long last(TextMessage message) {
    return entered.getOrDefault(group(message), Progress.NONE);
  }

  static long offset(TextMessage message) {
    String record = text(message, "baton_record");
    return Long.parseLong(record.substring(record.lastIndexOf('/') + 1));
  }

  private static long previous(TextMessage message) {
    return Long.parseLong(text(message, "baton_previous"));
  }

  private static String group(TextMessage message) {
    return text(message, "JMSXGroupID");
  }

  private static String text(TextMessage message, String property) {
    try {
      return message.getStringProperty(property);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }
}
