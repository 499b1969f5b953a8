package io.baton.examples.trip;

import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/** Books a trip. When the flight is full, hotel and car are taken back, in this order. */
@Workflow(name = "trip-booking", version = 1)
public class TripBooking {
  @Inject @Durable Booking booking;

  @Start
  public Itinerary book(TripRequest trip) throws NoSeats {
    String car = booking.reserveCar(trip.who(), trip.car());
    String hotel = booking.reserveHotel(trip.who(), trip.hotel());
    String flight = booking.reserveFlight(trip.who(), trip.flight());
    return new Itinerary(car, hotel, flight);
  }
}
