package io.baton.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in somebody's distributed trace a message belongs, as the W3C's Trace Context writes it.
 * Carried as it came: the engine makes no spans of its own.
 *
 * @param traceparent version 00, 55 characters
 * @param tracestate at most {@value #MAX_STATE} characters; null for none
 */
public record Trace(String traceparent, @Nullable String tracestate) {
  private static final int MAX_STATE = 512;
  private static final Pattern PARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  public Trace {
    if (!PARENT.matcher(traceparent).matches()) {
      throw new IllegalArgumentException("this is no traceparent: '" + traceparent + "'");
    }
    if (tracestate != null && !isState(tracestate)) {
      throw new IllegalArgumentException("this is no tracestate: '" + tracestate + "'");
    }
  }

  private static boolean isState(String text) {
    return !text.isBlank()
        && text.length() <= MAX_STATE
        && text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /**
   * What somebody outside has sent along: nothing that is wrong with it is a reason to refuse the
   * message that it came with.
   *
   * @return null when there is no valid traceparent
   */
  public static @Nullable Trace read(@Nullable String traceparent, @Nullable String tracestate) {
    if (traceparent == null || !PARENT.matcher(traceparent).matches()) {
      return null;
    }
    return new Trace(traceparent, tracestate != null && isState(tracestate) ? tracestate : null);
  }
}
