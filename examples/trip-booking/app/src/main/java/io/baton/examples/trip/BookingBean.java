package io.baton.examples.trip;

import io.baton.api.ActivityContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Reserves by writing a row. Names decide what goes wrong, so that each run of a request goes the
 * same way: flights {@code FULL-…} have no seats, hotels {@code BUSY2-…} fail at attempts 1 and 2,
 * cars {@code STUCK-…} cannot be cancelled.
 *
 * <p>The row is written before anything goes wrong: only a rollback takes it away again.
 */
@ApplicationScoped
public class BookingBean implements Booking {
  private static final int TRIES_OF_A_BUSY_HOTEL = 3;

  @Inject ActivityContext context;
  @Inject TripEffects effects;

  @Override
  public String reserveCar(String who, String car) {
    return reserve("Booking.reserveCar", car);
  }

  @Override
  public void cancelCar(String who, String car, String reservation) {
    effects.undone("Booking.reserveCar");
    if (car.startsWith("STUCK-")) {
      throw new IllegalStateException("the car rental does not answer about " + reservation);
    }
  }

  @Override
  public String reserveHotel(String who, String hotel) {
    String reservation = reserve("Booking.reserveHotel", hotel);
    if (hotel.startsWith("BUSY2-") && context.attempt() < TRIES_OF_A_BUSY_HOTEL) {
      throw new IllegalStateException("hotel " + hotel + " is busy");
    }
    return reservation;
  }

  @Override
  public void cancelHotel(String who, String hotel, String reservation) {
    effects.undone("Booking.reserveHotel");
  }

  @Override
  public String reserveFlight(String who, String flight) throws NoSeats {
    String reservation = reserve("Booking.reserveFlight", flight);
    if (flight.startsWith("FULL-")) {
      throw new NoSeats("no seats on flight " + flight + " for " + who);
    }
    return reservation;
  }

  @Override
  public void cancelFlight(String who, String flight, String reservation) {
    effects.undone("Booking.reserveFlight");
  }

  private String reserve(String activity, String what) {
    effects.done(activity);
    return what + "/" + context.caseId();
  }
}
