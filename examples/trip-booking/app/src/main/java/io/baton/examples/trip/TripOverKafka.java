package io.baton.examples.trip;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;

/** As {@link TripBooking}, with workers on Kafka; tells on a topic how far it is. */
@Workflow(name = "trip-over-kafka", version = 1)
public class TripOverKafka {
  private static final String TOPIC = "trips";

  @Inject @Durable KafkaBooking booking;
  @Inject Flow flow;

  @Start
  public Itinerary book(TripRequest trip) throws NoSeats {
    String car = booking.reserveCar(trip.who(), trip.car());
    flow.output(TOPIC, "car");
    String hotel = booking.reserveHotel(trip.who(), trip.hotel());
    flow.output(TOPIC, "hotel");
    String flight = booking.reserveFlight(trip.who(), trip.flight());
    flow.output(TOPIC, "flight");
    return new Itinerary(car, hotel, flight);
  }
}
