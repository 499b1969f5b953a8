package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.CaseFailedException;
import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import io.baton.api.ResultTimeoutException;
import io.baton.api.StartRefusedException;
import io.baton.model.Codes;
import io.baton.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whole trips, one command after another on a manual clock. */
class TripsTest {
  private final Ledger ledger = new Ledger();
  private final ManualBaton baton =
      Baton.builder()
          .workflow(Trip.TripBooking.class)
          .activities(Trip.Booking.class, ledger)
          .caller(() -> "alice")
          .manual();

  TripsTest() {
    ledger.transactions = baton.transactions();
  }

  private CaseHandle start(String id) {
    return baton.cases().workflow("trip").caseId(id).start(Trip.Request.of(id));
  }

  private Trip.Itinerary result(CaseHandle trip) {
    return trip.result(Trip.Itinerary.class, Duration.ZERO);
  }

  @Test
  void aTripIsBookedStepByStep() {
    CaseHandle trip = start("t1");
    baton.runUntilIdle();
    assertThat(result(trip)).isEqualTo(new Trip.Itinerary("car-mini", "hotel-ritz", "flight-lh1"));
    assertThat(ledger.of("t1")).containsExactly("reserveCar", "reserveHotel", "reserveFlight");
    assertThat(trip.status()).isEqualTo(CaseStatus.COMPLETED);
    assertThat(baton.all()).singleElement().returns("alice", c -> c.starter());
  }

  @Test
  void A4_10_aFailedTripIsUndoneInUndoOrders() {
    ledger.trouble = failing("reserveFlight", Integer.MAX_VALUE);
    CaseHandle trip = start("t1");
    baton.runUntilIdle();
    assertThat(ledger.of("t1"))
        .containsExactly("reserveCar", "reserveHotel", "cancelHotel", "cancelCar");
    assertThat(trip.status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThatExceptionOfType(CaseFailedException.class)
        .isThrownBy(() -> result(trip))
        .withMessageContaining("case t1 is COMPENSATED")
        .withMessageContaining("no reserveFlight")
        .returns(CaseStatus.COMPENSATED, CaseFailedException::status);
  }

  @Test
  void A4_2_failedWorkIsTriedAgainLaterAndTheTripGoesOn() {
    ledger.trouble = failing("reserveHotel", 2);
    CaseHandle trip = start("t1");
    baton.runUntilIdle();
    assertThat(trip.status()).isEqualTo(CaseStatus.COMPLETED);
    assertThat(ledger.of("t1")).containsExactly("reserveCar", "reserveHotel", "reserveFlight");
    assertThat(baton.clock().instant())
        .as("1 s and 2 s of delay, less at most a fifth of jitter")
        .isBetween(Instant.EPOCH.plusMillis(2400), Instant.EPOCH.plusMillis(3000));
  }

  @Test
  void anAnswerThatIsANoIsNotTriedAgain() {
    ledger.trouble =
        call -> {
          if (call.equals("reserveFlight")) {
            throw new Trip.NoSeats("full");
          }
        };
    CaseHandle trip = start("t1");
    baton.runUntilIdle();
    assertThat(trip.status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(ledger.calls()).isEqualTo(5);
    assertThatThrownBy(() -> result(trip)).hasMessageContaining("NoSeats: full");
  }

  @Test
  void anUndoThatFailsForGoodParksTheTripUntilAnOperatorRetriesIt() {
    ledger.trouble = failing("reserveFlight", 3).andThen(failing("cancelHotel", 5));
    CaseHandle trip = start("t1");
    baton.runUntilIdle();
    assertThat(trip.status()).isEqualTo(CaseStatus.PARKED);
    assertThatThrownBy(() -> result(trip))
        .isInstanceOf(CaseFailedException.class)
        .hasMessageContaining("undo Booking.cancelHotel of ref 2 failed at attempt 5");
    assertThat(baton.incidents())
        .singleElement()
        .returns(Codes.UNDO_PARKED, Incident::code)
        .returns("t1", incident -> incident.caseId().value());
    trip.retry();
    baton.runUntilIdle();
    assertThat(trip.status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(ledger.of("t1"))
        .containsExactly("reserveCar", "reserveHotel", "cancelHotel", "cancelCar");
  }

  @Test
  void aCancelledTripIsUndone() {
    CaseHandle trip = start("t1");
    baton.runNext();
    baton.runNext();
    baton.cases().get("t1").cancel("changed my mind");
    baton.runUntilIdle();
    assertThat(trip.status()).isEqualTo(CaseStatus.CANCELLED);
    assertThat(ledger.of("t1").subList(0, 1)).containsExactly("reserveCar");
    assertThat(ledger.of("t1")).endsWith("cancelCar");
    assertThatThrownBy(() -> result(trip)).hasMessageContaining("changed my mind");
  }

  @Test
  void A4_5_aStartInATransactionThatRollsBackNeverHappened() {
    assertThatThrownBy(
            () ->
                baton
                    .transactions()
                    .separate(
                        () -> {
                          start("t1");
                          throw new IllegalArgumentException("the caller failed");
                        }))
        .hasMessage("the caller failed");
    assertThat(baton.runNext()).as("a command left").isFalse();
    assertThat(baton.all()).isEmpty();
    assertThatThrownBy(() -> baton.cases().get("t1").status())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is no case t1");
  }

  @Test
  void theSameIdIsTheSameCase() {
    assertThat(start("t1").created()).isTrue();
    baton.runUntilIdle();
    assertThat(start("t1").created()).isFalse();
    baton.runUntilIdle();
    assertThat(ledger.of("t1")).hasSize(3);
  }

  @Test
  void aCaseThatHasNotEndedInTimeIsToldSo() {
    CaseHandle trip = start("t1");
    assertThatExceptionOfType(ResultTimeoutException.class)
        .isThrownBy(() -> trip.result(Trip.Itinerary.class, Duration.ofMillis(20)))
        .withMessage("case t1 has not ended within PT0.02S");
    assertThat(trip.status()).isEqualTo(CaseStatus.RUNNING);
  }

  @Test
  void aCommandThatIsDeliveredInVainTenTimesBecomesAnIncident() {
    baton.cases().get("nobody").cancel("wrong number");
    baton.runUntilIdle();
    assertThat(baton.incidents())
        .singleElement()
        .returns(Codes.COMMAND_IN_VAIN, Incident::code)
        .returns(Incident.Kind.DEAD, Incident::kind)
        .satisfies(i -> assertThat(i.reason()).contains("10 times", "case nobody is not there"))
        .satisfies(i -> assertThat(i.payload()).contains("\"type\":\"CancelCase\""));
  }

  @Test
  void aCommandThatCannotBeReadBecomesAnIncident() {
    baton.deliver(new Message("{\"schema\":1}", Instant.EPOCH, 1, 0, null, null));
    assertThat(baton.incidents())
        .singleElement()
        .returns(Codes.COMMAND_UNREADABLE, Incident::code)
        .returns("{\"schema\":1}", Incident::payload);
    assertThat(baton.runNext()).isFalse();
  }

  @Test
  void workThatMarksItsTransactionForRollbackIsAFailedAttempt() {
    List<String> vain = new ArrayList<>(List.of("reserveHotel"));
    ledger.trouble =
        call -> {
          if (vain.remove(call)) {
            ((LocalTransactions) baton.transactions()).setRollbackOnly();
          }
        };
    CaseHandle trip = start("t1");
    baton.runUntilIdle();
    assertThat(trip.status()).isEqualTo(CaseStatus.COMPLETED);
    assertThat(ledger.of("t1")).containsExactly("reserveCar", "reserveHotel", "reserveFlight");
    assertThat(ledger.calls()).isEqualTo(4);
  }

  @Test
  void anActivityKnowsItsCase() {
    List<String> seen = new ArrayList<>();
    var context = Baton.activity();
    ledger.trouble =
        call ->
            seen.add(
                "%s %s #%d by %s on %s"
                    .formatted(
                        context.idempotencyKey(),
                        context.activity(),
                        context.attempt(),
                        context.starter(),
                        context.node()));
    start("t1");
    baton.runUntilIdle();
    assertThat(seen).first().isEqualTo("t1/1 Booking.reserveCar #1 by alice on standalone");
    assertThatThrownBy(context::caseId).hasMessage("no activity runs on this thread");
  }

  @Test
  void aStartThatCannotBeIsRefusedAtOnce() {
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> baton.cases().workflow("trap"))
        .returns(Codes.UNKNOWN_WORKFLOW, StartRefusedException::code)
        .withMessage("BATON-1101 workflow 'trap' is not deployed; deployed are [trip]");
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> baton.cases().workflow(String.class))
        .withMessage("BATON-1101 java.lang.String has no @Workflow");
    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> baton.cases().workflow("trip").start(new Object()))
        .returns(Codes.INPUT_REFUSED, StartRefusedException::code);
  }

  @Test
  void aFieldWithoutABeanIsRefusedByName() {
    assertThatThrownBy(() -> Baton.builder().workflow(Trip.TripBooking.class).manual())
        .hasMessageEndingWith(
            "Trip$TripBooking.booking: no bean for io.baton.standalone.Trip$Booking; add it with"
                + " activities(…)");
  }

  /** The first {@code times} calls of a method fail after they wrote. */
  private static Consumer<String> failing(String method, int times) {
    int[] left = {times};
    return call -> {
      if (call.equals(method) && left[0]-- > 0) {
        throw new IllegalStateException("no " + method);
      }
    };
  }

  @Test
  void A4_4_eachCommandIsTakenByOneOfManyThreads_whichStopWhenToldTo() throws Exception {
    Ledger shared = new Ledger();
    try (Baton threads =
        Baton.builder()
            .workflow(Trip.TripBooking.class)
            .activities(Trip.Booking.class, shared)
            .threads(4)
            .start()) {
      shared.transactions = threads.transactions();
      List<CaseHandle> trips = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        trips.add(
            threads
                .cases()
                .workflow(Trip.TripBooking.class)
                .caseId("t" + i)
                .start(Trip.Request.of("t" + i)));
      }
      for (CaseHandle trip : trips) {
        assertThat(trip.result(Trip.Itinerary.class, Duration.ofSeconds(30)).car())
            .isEqualTo("car-mini");
        assertThat(shared.of(trip.id()))
            .containsExactly("reserveCar", "reserveHotel", "reserveFlight");
      }
      assertThat(threads.incidents()).isEmpty();
    }
    Set<Thread> left = Thread.getAllStackTraces().keySet();
    assertThat(left).noneMatch(thread -> thread.getName().startsWith("baton-"));
  }
}
