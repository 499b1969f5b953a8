package io.baton.examples.trip;

import static io.baton.testkit.CaseAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.testkit.CrashEverywhere;
import io.baton.testkit.Kit;
import io.baton.testkit.Shuffle;
import io.baton.testkit.TestedCase;
import io.baton.testkit.WorkflowTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A trip of half a year, in no time. */
@WorkflowTest(TripWithApproval.class)
class TripWithApprovalTest {
  private static final Instant DEPARTURE = Instant.EPOCH.plus(Duration.ofDays(180));

  private static Journey journey(String... tours) {
    return new Journey(
        "ada", "VW-GOLF", "SAVOY", List.of("LH-1", "BA-1"), DEPARTURE, List.of(tours));
  }

  private static TestedCase start(Kit kit, String... tours) {
    kit.on("reserveCar").returns("car");
    kit.on("reserveHotel").returns("hotel");
    kit.on("reserveFlight").does(args -> "seat " + args.get(1));
    kit.on("bookTour").does(args -> "tour " + args.get(1));
    return kit.start(journey(tours));
  }

  @Test
  void anApprovedTripBooksItsToursTheDayBefore(Kit kit) {
    TestedCase trip = start(kit, "Whales", "Caves");
    assertThat(trip).running().waitsFor("approval");
    trip.signal(TripWithApproval.APPROVAL, new Approval(true, "bob"));
    kit.advanceTo(DEPARTURE.minus(Duration.ofDays(1)).minusMillis(1));
    assertThat(trip.did()).doesNotContain("Tours.bookTour");
    kit.advance(Duration.ofMillis(1));
    assertThat(trip)
        .completedWith(
            new Travel("car", "hotel", "seat LH-1", List.of("tour Whales", "tour Caves")))
        .hasNoOpenRefs();
  }

  @Test
  void theFirstAirlineThatHasSeatsWins(Kit kit) {
    kit.on("reserveFlight")
        .does(
            args -> {
              if (args.get(1).equals("LH-1")) {
                throw new NoSeats("full");
              }
              return "seat " + args.get(1);
            });
    kit.on("reserveCar").returns("car");
    kit.on("reserveHotel").returns("hotel");
    TestedCase trip = kit.start(journey());
    trip.signal(TripWithApproval.APPROVAL, new Approval(true, "bob"));
    kit.runToEnd();
    assertThat(trip).completedWith(new Travel("car", "hotel", "seat BA-1", List.of())).undid();
  }

  @Test
  void withoutSeatsCarAndHotelAreTakenBack(Kit kit) {
    kit.on("reserveCar").returns("car");
    kit.on("reserveHotel").returns("hotel");
    kit.on("reserveFlight").fails(new NoSeats("full"));
    assertThat(kit.start(journey()))
        .failedWith(NoSeats.class)
        .failedWith("no seats on any of [LH-1, BA-1]")
        .undid("cancelHotel", "cancelCar");
  }

  @Test
  void aHotelThatDoesNotAnswerWithinTheHourIsNotWaitedFor(Kit kit) {
    kit.on("reserveCar").returns("car");
    kit.on("reserveHotel").fails(new IllegalStateException("busy"));
    TestedCase trip = kit.start(journey());
    kit.runToEnd();
    assertThat(trip).undid("cancelCar").hasNoOpenRefs();
  }

  @Test
  void aRejectedTripIsUndone(Kit kit) {
    TestedCase trip = start(kit);
    trip.signal(TripWithApproval.APPROVAL, new Approval(false, "bob"));
    assertThat(trip)
        .failedWith("rejected by bob")
        .undid("cancelFlight", "cancelHotel", "cancelCar")
        .hasNoOpenRefs();
  }

  @Test
  void aTravellerWhoWithdrawsNeedsNoManager(Kit kit) {
    TestedCase trip = start(kit);
    trip.signal(TripWithApproval.WITHDRAWAL, "ill");
    assertThat(trip).failedWith("rejected by the traveller: ill").hasNoOpenRefs();
  }

  @Test
  void aManagerWhoSaysNothingForThreeDaysHasRejected(Kit kit) {
    TestedCase trip = start(kit);
    kit.advance(Duration.ofDays(3).minusMillis(1));
    assertThat(trip).running();
    kit.advance(Duration.ofMillis(1));
    assertThat(trip).failedWith("rejected by nobody within PT72H").hasNoOpenRefs();
  }

  @Test
  void whenOneTourIsSoldOutTheOthersAreCancelledAndTheTripTakesPlace(Kit kit) {
    TestedCase trip = start(kit, "Whales", "Caves", "Moon");
    kit.on("bookTour")
        .does(
            args -> {
              if (args.get(1).equals("Moon")) {
                throw new NoSeats("sold out");
              }
              return "tour " + args.get(1);
            });
    trip.signal(TripWithApproval.APPROVAL, new Approval(true, "bob"));
    kit.runToEnd();
    assertThat(trip)
        .completedWith(new Travel("car", "hotel", "seat LH-1", List.of()))
        .undid("cancelTour", "cancelTour");
  }

  @Shuffle(30)
  void inAnyOrderOneSeatIsKept(Kit kit) {
    TestedCase trip = start(kit, "Whales");
    trip.signal(TripWithApproval.APPROVAL, new Approval(true, "bob"));
    kit.runToEnd();
    long kept =
        trip.did().stream().filter("Booking.reserveFlight"::equals).count()
            - trip.undid().stream().filter("Booking.cancelFlight"::equals).count();
    assertThat(kept).isEqualTo(1);
    assertThat(trip).completed().hasNoOpenRefs();
  }

  @CrashEverywhere
  void aCrashChangesNothing(Kit kit) {
    TestedCase trip = start(kit, "Whales");
    trip.signal(TripWithApproval.APPROVAL, new Approval(true, "bob"));
    kit.runToEnd();
    assertThat(trip)
        .completedWith(new Travel("car", "hotel", "seat LH-1", List.of("tour Whales")))
        .hasNoOpenRefs();
  }
}
