package io.baton.graph.build;

import io.baton.graph.model.GraphVersion;

/**
 * Where a graph begins.
 *
 * <pre>{@code
 * Graph trip =
 *     Graphs.named("trip", 3)
 *         .activity("car", Booking.class, Booking::reserveCar, "${input.who}", "${input.car}")
 *         .activity("hotel", Booking.class, Booking::reserveHotel, "${input.who}", "${input.hotel}")
 *         .activity("flight", Booking.class, Booking::reserveFlight, "${input.who}").after("car", "hotel")
 *         .build();
 * }</pre>
 */
public final class Graphs {
  private Graphs() {}

  /**
   * @param name 1 to 100 letters, digits, dots, dashes and underscores
   * @param version 1 to 2,000,000,000
   */
  public static GraphBuilder named(String name, int version) {
    return named(name, String.valueOf(version));
  }

  /**
   * @param version such as v0.10.0
   */
  public static GraphBuilder named(String name, String version) {
    return new GraphBuilder(name, new GraphVersion(version));
  }
}
