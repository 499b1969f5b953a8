package io.baton.standalone;

import io.baton.api.Activity;
import io.baton.api.BusinessException;
import io.baton.api.Durable;
import io.baton.api.Retry;
import io.baton.api.Start;
import io.baton.api.Workflow;

/** The application of these tests: a car, a hotel, a flight, each with its undo. */
final class Trip {
  private Trip() {}

  public record Request(String who, String car, String hotel, String flight) {
    static Request of(String who) {
      return new Request(who, "mini", "ritz", "lh1");
    }
  }

  public record Itinerary(String car, String hotel, String flight) {}

  /** There is no seat left. */
  public static class NoSeats extends BusinessException {
    private static final long serialVersionUID = 1L;

    public NoSeats(String message) {
      super(message);
    }
  }

  public interface Booking {
    @Activity(undo = "cancelCar")
    String reserveCar(String who, String what);

    void cancelCar(String who, String what);

    @Activity(undo = "cancelHotel", retry = @Retry(maxAttempts = 3))
    String reserveHotel(String who, String what);

    void cancelHotel(String who, String what, String reservation);

    @Activity(undo = "cancelFlight", retry = @Retry(maxAttempts = 3))
    String reserveFlight(String who, String what) throws NoSeats;

    void cancelFlight(String who, String what, String reservation);
  }

  @Workflow(name = "trip")
  public static class TripBooking {
    @Durable Booking booking;

    @Start
    public Itinerary book(Request r) {
      String car = booking.reserveCar(r.who(), r.car());
      String hotel = booking.reserveHotel(r.who(), r.hotel());
      String flight = booking.reserveFlight(r.who(), r.flight());
      return new Itinerary(car, hotel, flight);
    }
  }
}
