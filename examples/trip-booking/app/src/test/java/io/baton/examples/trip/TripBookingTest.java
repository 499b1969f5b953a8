package io.baton.examples.trip;

import static io.baton.testkit.CaseAssert.assertThat;

import io.baton.testkit.CrashEverywhere;
import io.baton.testkit.Kit;
import io.baton.testkit.WorkflowTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trip, without a server: what it books, and what it takes back. */
@WorkflowTest(TripBooking.class)
class TripBookingTest {
  private static final TripRequest ADA =
      new TripRequest("Ada Lovelace", "VW-GOLF", "SAVOY-LONDON", "LH-1811");

  @BeforeEach
  void everythingIsFree(Kit kit) {
    kit.on("reserveCar").returns("C1");
    kit.on("reserveHotel").returns("H1");
    kit.on("reserveFlight").returns("F1");
  }

  @Test
  void aTripIsBooked(Kit kit) {
    var trip = kit.start(ADA);
    assertThat(trip).completedWith(new Itinerary("C1", "H1", "F1")).undid();
  }

  @CrashEverywhere
  void aFullFlightTakesHotelAndCarBack(Kit kit) {
    kit.on("reserveFlight").fails(new NoSeats("no seats"));
    var trip = kit.start(ADA);
    assertThat(trip).failedWith("no seats").undid("cancelHotel", "cancelCar").hasNoOpenRefs();
  }

  @Test
  void aCarThatCannotBeGivenBackWaitsForAPerson(Kit kit) {
    kit.on("reserveFlight").fails(new NoSeats("no seats"));
    kit.on("cancelCar")
        .fails(3, new IllegalStateException("the desk is closed"))
        .does(args -> null);
    var trip = kit.start(ADA);
    kit.advance(Duration.ofSeconds(1));
    assertThat(trip).parkedWith("the desk is closed").undid("cancelHotel");
    trip.retry();
    assertThat(trip).failedWith("no seats").undid("cancelHotel", "cancelCar");
  }
}
