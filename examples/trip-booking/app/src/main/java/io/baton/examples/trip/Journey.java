package io.baton.examples.trip;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trip that somebody has to approve.
 *
 * @param flights of different airlines, any of them will do; 1 to 4
 * @param departure when the flight leaves
 * @param tours at most 20, all of them or none
 */
public record Journey(
    String who,
    String car,
    String hotel,
    List<String> flights,
    Instant departure,
    List<String> tours) {

  public Journey {
    TripRequest.check("who", who);
    TripRequest.check("car", car);
    TripRequest.check("hotel", hotel);
    flights = checked("flights", flights, 1, 4);
    tours = checked("tours", tours, 0, 20);
    if (departure == null) {
      throw new IllegalArgumentException("departure is missing");
    }
  }

  private static List<String> checked(
      String field, @Nullable List<String> values, int min, int max) {
    int size = values == null ? 0 : values.size();
    if (size < min || size > max) {
      throw new IllegalArgumentException(
          "%s has %d entries, allowed are %d to %d".formatted(field, size, min, max));
    }
    List<String> kept = values == null ? List.of() : List.copyOf(values);
    kept.forEach(value -> TripRequest.check(field, value));
    return kept;
  }
}
