package io.baton.effectful;

import io.baton.model.RecordWish;
import io.baton.model.RecordWish.KeyTimer;
import io.baton.model.RecordWish.Wake;
import io.baton.model.StreamRecord;
import io.baton.port.KeyTimers;
import io.baton.port.RecordReader;
import io.baton.wire.UnreadableException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Key {@code <thread>|<what is sent to it>}, value the delay in milliseconds since the record was
 * written; no value or 0 cancels.
 */
final class SchedulerReader implements RecordReader {
  private static final Pattern DELAY = Pattern.compile("[0-9]{1,15}");

  /** Ten years. */
  private static final long LONGEST = 3_653L * 24 * 3600 * 1000;

  private final String topic;
  private final String resume;

  SchedulerReader(String topic, String resume) {
    this.topic = topic;
    this.resume = resume;
  }

  @Override
  public RecordWish read(StreamRecord record) {
    String key = record.key();
    int bar = key == null ? -1 : key.indexOf('|');
    if (key == null || bar < 1 || bar == key.length() - 1) {
      throw new UnreadableException("the key is not <thread>|<what is sent to it>");
    }
    if (key.length() > KeyTimers.KeyTimer.MAX_KEY || key.indexOf('\0') >= 0) {
      throw new UnreadableException(
          "the key has %d characters, allowed are %d, none of them 0"
              .formatted(key.length(), KeyTimers.KeyTimer.MAX_KEY));
    }
    long delay = delay(record.value());
    if (delay == 0) {
      return new KeyTimer(topic, key, null);
    }
    Wake wake =
        new Wake(
            record.at().plusMillis(delay), resume, key.substring(0, bar), key.substring(bar + 1));
    return new KeyTimer(topic, key, wake);
  }

  /** 0 to cancel. */
  private static long delay(@Nullable String value) {
    if (value == null) {
      return 0;
    }
    if (!DELAY.matcher(value).matches() || Long.parseLong(value) > LONGEST) {
      throw new UnreadableException(
          "the value is not a delay of 0 to %d milliseconds".formatted(LONGEST));
    }
    return Long.parseLong(value);
  }
}
