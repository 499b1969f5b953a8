package io.baton.cli.demo;

import io.baton.cli.demo.Effect.Kind;
import java.util.LinkedHashSet;
import java.util.Set;

/** What an acceptable start message demands: the case's outcome and the effects that stay. */
record Demand(String caseId, Outcome outcome, Set<Effect> effects) {
  private static final String CAR = "Booking.reserveCar";
  private static final String HOTEL = "Booking.reserveHotel";
  private static final String FLIGHT = "Booking.reserveFlight";

  /** Where a trip ends up; the names are those of the cases' states. */
  enum Outcome {
    COMPLETED,
    COMPENSATED,
    PARKED
  }

  Demand {
    effects = Set.copyOf(effects);
  }

  /** Car, hotel, flight; without seats hotel and car back, unless the car cannot be given back. */
  static Demand of(String caseId, String car, String flight) {
    boolean full = flight.startsWith("FULL-");
    boolean stuck = car.startsWith("STUCK-");
    Set<Effect> effects = new LinkedHashSet<>();
    effects.add(new Effect(caseId, CAR, Kind.DO));
    effects.add(new Effect(caseId, HOTEL, Kind.DO));
    if (!full) {
      effects.add(new Effect(caseId, FLIGHT, Kind.DO));
      return new Demand(caseId, Outcome.COMPLETED, effects);
    }
    effects.add(new Effect(caseId, HOTEL, Kind.UNDO));
    if (stuck) {
      return new Demand(caseId, Outcome.PARKED, effects);
    }
    effects.add(new Effect(caseId, CAR, Kind.UNDO));
    return new Demand(caseId, Outcome.COMPENSATED, effects);
  }
}
