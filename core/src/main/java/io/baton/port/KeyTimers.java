package io.baton.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records that are put on a topic when their time has come, set by records of another topic: also
 * for those whom no case knows. Every method joins the caller's transaction.
 */
public interface KeyTimers {
  /** Sets a timer, in place of an earlier one of its topic and key. */
  void set(KeyTimer timer);

  /** Does nothing when there is no such timer. */
  void clear(String topic, String key);

  /**
   * Takes away timers that are due by the clock that all nodes share, the earliest first. One that
   * another transaction is taking is passed over.
   *
   * @param max at most so many
   */
  List<KeyTimer> take(int max);

  /** When the earliest timer is due, as far as committed; empty when there is none. */
  Optional<Instant> earliest();

  /**
   * A record in waiting.
   *
   * @param topic whose record has set it; with {@code key} it says which timer it is
   * @param key of the record that has set it, 1 to {@value #MAX_KEY} characters
   * @param due in whole milliseconds
   * @param output what is put where then
   */
  record KeyTimer(String topic, String key, Instant due, Output output) {
    public static final int MAX_KEY = 500;

    public KeyTimer {
      check("topic", topic, 249);
      check("key", key, MAX_KEY);
    }
  }

  /** What is put on a topic. */
  record Output(String topic, String key, String value) {
    public Output {
      check("topic of the record", topic, 249);
      check("key of the record", key, KeyTimer.MAX_KEY);
      check("value of the record", value, KeyTimer.MAX_KEY);
    }
  }

  private static void check(String what, String value, int max) {
    if (value.isEmpty() || value.length() > max || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "%s has %d characters, allowed are 1 to %d, none of them 0"
              .formatted(what, value.length(), max));
    }
  }
}
