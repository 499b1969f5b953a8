package io.baton.examples.trip;

import io.baton.api.Activity;
import io.baton.api.Retry;

/** What a trip consists of, and how each part is taken back. */
public interface Booking {
  @Activity(undo = "cancelCar", retry = @Retry(delay = "PT0.2S"))
  String reserveCar(String who, String car);

  /** Three tries, then a person has to look: the case is parked. */
  @Activity(retry = @Retry(maxAttempts = 3, delay = "PT0.2S"))
  void cancelCar(String who, String car, String reservation);

  @Activity(undo = "cancelHotel", retry = @Retry(delay = "PT0.2S"))
  String reserveHotel(String who, String hotel);

  @Activity(retry = @Retry(delay = "PT0.2S"))
  void cancelHotel(String who, String hotel, String reservation);

  /**
   * @throws NoSeats an answer, not a failure: it is not retried and the trip is taken back
   */
  @Activity(undo = "cancelFlight", retry = @Retry(delay = "PT0.2S"))
  String reserveFlight(String who, String flight) throws NoSeats;

  @Activity(retry = @Retry(delay = "PT0.2S"))
  void cancelFlight(String who, String flight, String reservation);
}
