package io.baton.engine;

import io.baton.port.Settings;
import java.util.Arrays;
import java.util.Locale;

/** What becomes of the start of a case that is sure to need a service which is down. */
public enum WhenDown {
  /** It is started; the requests to that service wait. */
  START,
  /** It is refused. */
  REFUSE,
  /** It is accepted, and its first step waits for the service. */
  HOLD;

  boolean isLookedAt() {
    return this != START;
  }

  /**
   * As the setting {@code baton.start.when-down} says.
   *
   * @throws IllegalStateException when it says something else
   */
  public static WhenDown asSet() {
    String set = Settings.get(Settings.START_WHEN_DOWN, "start");
    return Arrays.stream(values())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(set))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s is '%s', it can be start, refuse or hold"
                        .formatted(Settings.START_WHEN_DOWN, set)));
  }
}
