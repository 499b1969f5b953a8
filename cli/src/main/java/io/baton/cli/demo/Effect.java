package io.baton.cli.demo;

/**
 * Something an activity did, or what took that back: a row of trip_effect.
 *
 * @param activity the one that did it, such as {@code Booking.reserveCar}
 */
record Effect(String caseId, String activity, Kind kind) {
  enum Kind {
    DO,
    UNDO
  }

  @Override
  public String toString() {
    return "%s %s of %s".formatted(kind, activity, caseId);
  }
}
