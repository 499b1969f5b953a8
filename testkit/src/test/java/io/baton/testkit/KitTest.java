package io.baton.testkit;

import static io.baton.testkit.CaseAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.CaseStatus;
import io.baton.testkit.Trip.Approval;
import io.baton.testkit.Trip.Booking;
import io.baton.testkit.Trip.Itinerary;
import io.baton.testkit.Trip.NoSeats;
import io.baton.testkit.Trip.Request;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a test of a workflow can do and see. */
class KitTest {
  private static final Request ADA = new Request("ada");

  @Nested
  @WorkflowTest(Trip.Booked.class)
  class WithStubs {
    @Test
    void thirtyDaysPassInNoTimeAndTheFailureIsUndone(Kit kit) {
      kit.on("reserveCar").returns("C1");
      kit.on("reserveHotel").returns("H1");
      kit.on("reserveFlight").fails(new NoSeats("no seats"));
      long began = System.nanoTime();
      var trip = kit.start(ADA);
      kit.advance(Duration.ofDays(30));
      trip.signal(Trip.APPROVAL, new Approval(true));
      assertThat(trip)
          .failedWith("no seats")
          .failedWith(NoSeats.class)
          .undid("cancelHotel", "cancelCar")
          .hasNoOpenRefs();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void timeMovesOnlyWhenTheTestSaysSo(Kit kit) {
      kit.on("reserveCar").returns("C1");
      kit.on("reserveHotel").returns("H1");
      var trip = kit.start(ADA);
      trip.signal(Trip.APPROVAL, new Approval(false));
      kit.advance(Duration.ofDays(30).minusMillis(1));
      assertThat(trip).running().waitsFor("timer").did("reserveCar", "Booking.reserveHotel");
      kit.advance(Duration.ofMillis(1));
      assertThat(trip).failedWith("not approved");
      assertThat(kit.now()).isEqualTo(Instant.EPOCH.plus(Duration.ofDays(30)));
    }

    @Test
    void anAttemptThatFailsIsMadeAgainWhenItsTimeComes(Kit kit) {
      kit.on("reserveCar").returns("C1");
      kit.on("reserveHotel").fails(2, new IllegalStateException("busy")).returns("H1");
      kit.on("reserveFlight").does(args -> "F " + args.get(0));
      var trip = kit.start(ADA);
      assertThat(trip).did("reserveCar");
      kit.advance(Duration.ofSeconds(10));
      assertThat(trip).did("reserveCar");
      kit.advance(Duration.ofSeconds(20));
      assertThat(trip).did("reserveCar", "reserveHotel");
      trip.signal(Trip.APPROVAL, new Approval(true));
      kit.runToEnd();
      assertThat(trip).completedWith(new Itinerary("C1", "H1", "F ada"));
      assertThat(trip.result(Itinerary.class).flight()).isEqualTo("F ada");
    }

    @Test
    void anActivityWithoutAnAnswerFailsTheTestAndIsNamed(Kit kit) {
      kit.on("reserveCar").returns("C1");
      assertThatThrownBy(() -> kit.start(ADA))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              "the workflow called Booking.reserveHotel[ada], and the test has no answer: say kit.on(\"reserveHotel\").returns(…), or hold a Booking in a field of the test");
    }

    @Test
    void whatCannotBeSaidOfAnActivityIsRefused(Kit kit) {
      assertThatThrownBy(() -> kit.on("reserveTrain"))
          .hasMessageContaining("'reserveTrain' is none");
      assertThatThrownBy(() -> kit.on("reserveCar").returns(1))
          .hasMessageContaining("returns String");
      assertThatThrownBy(() -> kit.on("reserveCar").fails(new java.io.IOException("x")))
          .hasMessageContaining("throws clause");
    }

    @Test
    void aCaseThatIsCancelledUndoesWhatItDid(Kit kit) {
      kit.on("reserveCar").returns("C1");
      kit.on("reserveHotel").returns("H1");
      var trip = kit.start(ADA).cancel("changed my mind");
      assertThat(trip).cancelled().undid("cancelHotel", "cancelCar").hasNoOpenRefs();
    }

    @Test
    void aFailureTellsWhatTheCaseWaitsForAndItsTimeline(Kit kit) {
      kit.on("reserveCar").returns("C1");
      kit.on("reserveHotel").returns("H1");
      var trip = kit.start(ADA);
      assertThatThrownBy(() -> assertThat(trip).completed())
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              """
              trip@1 case-1 is RUNNING: expected it to be COMPLETED, it is RUNNING
                waits for:
                  timer (ref 3) until 1970-01-31T00:00:00Z
                time stands at 1970-01-01T00:00:00Z, the next thing happens by itself at 1970-01-31T00:00:00Z: kit.advance(…)
                timeline:
                    0  +0s        started with {"who":"ada"}
                    1  +0s        calls Booking.reserveCar["ada"]
                    2  +0s        Booking.reserveCar gave "C1"
                                  calls Booking.reserveHotel["ada"]
                    3  +0s        Booking.reserveHotel gave "H1"
                                  awaits timer until 1970-01-31T00:00:00Z""");
    }
  }

  @Nested
  @WorkflowTest(Trip.Booked.class)
  class WithAFakeInAField {
    Booking booking = new Fake("C2", "H2", "F2");

    @Test
    void plainObjectsAnswer(Kit kit) {
      var trip = kit.start(ADA);
      trip.signal(Trip.APPROVAL, new Approval(true));
      kit.runToEnd();
      assertThat(trip).completedWith(new Itinerary("C2", "H2", "F2"));
    }

    @Test
    void whatTheKitIsToldComesBeforeTheField(Kit kit) {
      booking = new Fake("C3", "H3", "F3");
      kit.on("Booking.reserveCar").returns("C4");
      var trip = kit.start(ADA);
      trip.signal(Trip.APPROVAL, new Approval(true));
      kit.runToEnd();
      assertThat(trip).completedWith(new Itinerary("C4", "H3", "F3"));
    }

    @Test
    void anAssertionThatFailsInAFakeFailsTheTest(Kit kit) {
      kit.on("reserveCar")
          .does(
              args -> {
                assertThat(args).isEmpty();
                return "";
              });
      assertThatThrownBy(() -> kit.start(ADA)).isInstanceOf(AssertionError.class);
    }
  }

  @Nested
  @WorkflowTest(Trip.Listening.class)
  class Clients {
    @Test
    void signalsArePublishedAndQueriesAsked(Kit kit) {
      var first = kit.start(ADA);
      var second = kit.start(ADA);
      assertThat(first.query("where", String.class)).isEqualTo("waiting");
      kit.publish(Trip.NEWS, "weather", "sun").publish(Trip.NEWS, "traffic", "jam");
      assertThat(first).completedWith("sun");
      assertThat(second).completedWith("sun");
    }
  }

  @Nested
  @WorkflowTest(Trip.Forgetful.class)
  class FromScratch {
    @Test
    void aWorkflowThatRemembersSomethingIsFoundOut(Kit kit) {
      Trip.Forgetful.turns = 0;
      kit.on("reserveCar").returns("C1");
      kit.on("reserveHotel").returns("H1");
      assertThat(kit.start(ADA)).parkedWith("code does not fit its journal");
    }
  }

  @Nested
  @WorkflowTest(Trip.AtTheDesk.class)
  class RemoteAnswersByHand {
    @Test
    void aWorkerAnswersAndThenAPerson(Kit kit) {
      var trip = kit.start(ADA);
      var request = kit.request("enter");
      assertThat(request.arg(0, String.class)).isEqualTo("ada");
      request.answer("N1");
      assertThat(kit.requests()).isEmpty();
      String openRef = kit.outputs("to-sign", String.class).get(0);
      trip.answer(openRef, " signed");
      assertThat(trip).completedWith("N1 signed");
    }

    @Test
    void aWorkerThatFailsIsAskedAgainAndOneThatIsSilentToo(Kit kit) {
      var trip = kit.start(ADA);
      kit.request("enter").fail("printer on fire");
      assertThat(kit.requests()).hasSize(1);
      kit.advance(Duration.ofSeconds(2));
      assertThat(kit.request("enter").attempt()).isEqualTo(2);
      kit.advance(Duration.ofMinutes(50));
      kit.request("enter").alive();
      kit.advance(Duration.ofMinutes(50));
      assertThat(kit.request("enter").attempt()).isEqualTo(2);
      kit.advance(Duration.ofHours(1));
      assertThat(kit.request("enter").attempt()).isEqualTo(3);
      kit.request("enter").refuse(new NoSeats("full"));
      assertThat(trip).failedWith(NoSeats.class).undid().hasNoOpenRefs();
    }

    @Test
    void whatAWorkerDidIsUndoneByOne(Kit kit) {
      var trip = kit.start(ADA);
      kit.request("enter").answer("N1");
      trip.refuse("will not sign");
      assertThat(trip).is(CaseStatus.COMPENSATING).waitsFor("erase");
      assertThat(kit.request("erase").undo()).isTrue();
      kit.request("erase").answer(null);
      assertThat(trip).failedWith("will not sign").undid("erase").hasNoOpenRefs();
    }

    @Test
    void whoIsNotAskedCannotAnswer(Kit kit) {
      kit.start(ADA);
      assertThatThrownBy(() -> kit.request("erase")).hasMessageContaining("open are [Desk.enter");
      assertThatThrownBy(() -> kit.find("case-2")).hasMessageContaining("there are [case-1]");
      assertThatThrownBy(() -> kit.on("enter")).hasMessageContaining("is REMOTE");
    }
  }

  record Fake(String car, String hotel, String flight) implements Booking {
    @Override
    public String reserveCar(String who) {
      return car;
    }

    @Override
    public void cancelCar(String who) {}

    @Override
    public String reserveHotel(String who) {
      return hotel;
    }

    @Override
    public void cancelHotel(String who, String reservation) {}

    @Override
    public String reserveFlight(String who) {
      return flight;
    }
  }
}
