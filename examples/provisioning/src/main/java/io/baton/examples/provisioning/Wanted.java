package io.baton.examples.provisioning;

import java.time.Duration;
import java.util.List;

/**
 * The machines that somebody needs.
 *
 * @param names 1 to 20 of them
 * @param patience how long each one may take
 */
public record Wanted(List<String> names, String size, Duration patience) {
  public Wanted {
    if (names.isEmpty() || names.size() > 20) {
      throw new IllegalArgumentException(names.size() + " names, allowed are 1 to 20");
    }
    if (patience.isNegative() || patience.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("patience is " + patience + ", the limit is a day");
    }
    names = List.copyOf(names);
  }
}
