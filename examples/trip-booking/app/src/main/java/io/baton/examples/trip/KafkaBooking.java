package io.baton.examples.trip;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.api.Retry;

/** The same as {@link Booking}, done by workers who take requests from topics of Kafka. */
public interface KafkaBooking {
  @Activity(
      mode = ActivityMode.REMOTE,
      destination = "kafka:trip-cars",
      timeout = "PT10M",
      undo = "cancelCar",
      retry = @Retry(delay = "PT0.2S"))
  String reserveCar(String who, String car);

  /** Three tries, then a person has to look: the case is parked. */
  @Activity(
      mode = ActivityMode.REMOTE,
      destination = "kafka:trip-cars",
      timeout = "PT10M",
      retry = @Retry(maxAttempts = 3, delay = "PT0.2S"))
  void cancelCar(String who, String car, String reservation);

  @Activity(
      mode = ActivityMode.REMOTE,
      destination = "kafka:trip-hotels",
      timeout = "PT10M",
      undo = "cancelHotel",
      retry = @Retry(delay = "PT0.2S"))
  String reserveHotel(String who, String hotel);

  void cancelHotel(String who, String hotel, String reservation);

  /**
   * @throws NoSeats an answer, not a failure: it is not retried and the trip is taken back
   */
  @Activity(
      mode = ActivityMode.REMOTE,
      destination = "kafka:trip-flights",
      timeout = "PT10M",
      undo = "cancelFlight",
      retry = @Retry(delay = "PT0.2S"))
  String reserveFlight(String who, String flight) throws NoSeats;

  void cancelFlight(String who, String flight, String reservation);
}
