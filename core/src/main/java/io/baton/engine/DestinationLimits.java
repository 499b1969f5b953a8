package io.baton.engine;

import io.baton.port.Destinations.Limit;
import io.baton.port.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How many requests each destination takes, as the settings say. */
final class DestinationLimits {
  private static final int MOST = 1_000_000;

  private final Map<String, Optional<Limit>> known = new ConcurrentHashMap<>();

  /**
   * @throws IllegalStateException when a setting says what cannot be
   */
  DestinationLimits() {
    of("");
    for (String kind : List.of(Settings.TASK_LIMIT, Settings.TASK_RATE)) {
      System.getProperties().stringPropertyNames().stream()
          .filter(name -> name.startsWith(kind + "."))
          .forEach(name -> of(name.substring(kind.length() + 1)));
    }
  }

  /** Empty when it takes whatever comes. */
  Optional<Limit> of(String destination) {
    return known.computeIfAbsent(destination, DestinationLimits::asSet);
  }

  private static Optional<Limit> asSet(String destination) {
    int atOnce = (int) number(Settings.TASK_LIMIT, destination, 1);
    Limit limit = new Limit(atOnce, number(Settings.TASK_RATE, destination, 0.001));
    return Optional.of(limit).filter(some -> !some.isNone());
  }

  private static double number(String setting, String destination, double least) {
    String value = Settings.get(setting, destination, "");
    if (value.isEmpty()) {
      return 0;
    }
    try {
      double number = least == 1 ? Integer.parseInt(value) : Double.parseDouble(value);
      if (number >= least && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(setting, destination, value, least, e);
    }
    throw wrong(setting, destination, value, least, null);
  }

  private static IllegalStateException wrong(
      String setting, String destination, String value, double least, @Nullable Throwable cause) {
    return new IllegalStateException(
        "%s of destination '%s' is '%s', it can be %s from %s to %d"
            .formatted(
                setting,
                destination,
                value,
                least == 1 ? "a whole number" : "a number",
                least == 1 ? "1" : "0.001",
                MOST),
        cause);
  }
}
