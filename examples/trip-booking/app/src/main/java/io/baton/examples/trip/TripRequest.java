package io.baton.examples.trip;

import org.jspecify.annotations.Nullable;

/** Who wants what. Whatever does not fit is refused before a case exists. */
public record TripRequest(String who, String car, String hotel, String flight) {
  private static final int LONGEST = 80;

  public TripRequest {
    check("who", who);
    check("car", car);
    check("hotel", hotel);
    check("flight", flight);
  }

  static void check(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    if (value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "%s has %d characters, the limit is %d".formatted(field, value.length(), LONGEST));
    }
  }
}
