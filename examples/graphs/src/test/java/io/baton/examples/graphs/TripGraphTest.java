package io.baton.examples.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import io.baton.examples.graphs.trip.Office;
import io.baton.examples.graphs.trip.OfficeBean;
import io.baton.examples.graphs.trip.TripGraph;
import io.baton.examples.trip.Approval;
import io.baton.examples.trip.Booking;
import io.baton.examples.trip.Journey;
import io.baton.examples.trip.NoSeats;
import io.baton.examples.trip.Tours;
import io.baton.examples.trip.Travel;
import io.baton.examples.trip.TripWithApproval;
import io.baton.graph.json.GraphCodec;
import io.baton.standalone.Baton;
import io.baton.standalone.ManualBaton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trip as data: the same as its Java, the same as the script. */
class TripGraphTest {
  private static final Instant DEPARTURE = Instant.EPOCH.plus(Duration.ofDays(180));
  private static final Instant DAY_BEFORE = DEPARTURE.minus(Duration.ofDays(1));
  private static final Duration AT_ONCE = Duration.ZERO;

  /** What may become of a trip. */
  enum Course {
    APPROVED,
    REJECTED,
    FORGOTTEN,
    NO_SEATS,
    SOLD_OUT
  }

  @Test
  void theFileAndTheJavaAreOneGraph() {
    assertThat(GraphCodec.read(GraphFile.text("trip"))).isEqualTo(TripGraph.trip());
    assertThat(GraphCodec.write(TripGraph.trip())).isEqualTo(GraphFile.text("trip"));
  }

  @Test
  void theDayBeforeTheToursAreBooked() {
    Trip trip = new Trip(Course.APPROVED).begin("trip", asGraphsTakeIt());
    trip.decide(true);
    trip.baton.advance(Duration.between(Instant.EPOCH, DAY_BEFORE).minusMillis(1));
    assertThat(trip.ledger.lines())
        .containsExactly(
            "reserveCar[ada, VW-GOLF]", "reserveHotel[ada, SAVOY]", "reserveFlight[ada, LH-1]");
    trip.baton.advance(Duration.ofMillis(1));
    assertThat(trip.handle.result(Travel.class, AT_ONCE))
        .isEqualTo(new Travel("car", "hotel", "seat", List.of("tour Whales", "tour Caves")));
  }

  @Test
  void withoutAnApprovalWithinThreeDaysTheTripIsTakenBackTheNewestFirst() {
    Trip trip = new Trip(Course.FORGOTTEN).begin("trip", asGraphsTakeIt());
    trip.baton.advance(Duration.ofDays(3).minusMillis(1));
    assertThat(trip.handle.status()).isEqualTo(CaseStatus.RUNNING);
    trip.baton.advance(Duration.ofMillis(1));
    assertThat(trip.handle.status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(trip.ledger.lines().subList(3, 6))
        .containsExactly(
            "cancelFlight[ada, LH-1, seat]",
            "cancelHotel[ada, SAVOY, hotel]",
            "cancelCar[ada, VW-GOLF, car]");
  }

  @Test
  void whenATourIsSoldOutTheTripTakesPlaceWithoutTours() {
    Trip trip = new Trip(Course.SOLD_OUT).begin("trip", asGraphsTakeIt());
    trip.decide(true);
    trip.baton.runUntilIdle();
    assertThat(trip.handle.result(Travel.class, AT_ONCE).tours()).isNull();
    assertThat(trip.baton.outputs())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.value())
                    .hasToString("{\"to\":\"ada\",\"text\":\"No tours: no place on Caves\"}"));
  }

  @ParameterizedTest
  @EnumSource
  void whateverBecomesOfItTheGraphCallsWhatTheScriptCalls(Course course) {
    Trip graph = new Trip(course).begin("trip", asGraphsTakeIt());
    Trip script = new Trip(course).begin("trip-approval", asTheScriptTakesIt());
    for (Trip trip : List.of(graph, script)) {
      if (course != Course.FORGOTTEN) {
        trip.decide(course != Course.REJECTED);
      }
      trip.baton.runUntilIdle();
    }
    assertThat(graph.ledger.lines()).isEqualTo(script.ledger.lines()).hasSizeGreaterThan(3);
    assertThat(graph.handle.status()).isEqualTo(script.handle.status());
    assertThat(graph.baton.clock().instant()).isEqualTo(script.baton.clock().instant());
  }

  private static Map<String, Object> asGraphsTakeIt() {
    return Map.of(
        "who", "ada",
        "car", "VW-GOLF",
        "hotel", "SAVOY",
        "flight", "LH-1",
        "dayBefore", DAY_BEFORE.toString(),
        "tours", List.of("Whales", "Caves"));
  }

  private static Journey asTheScriptTakesIt() {
    return new Journey(
        "ada", "VW-GOLF", "SAVOY", List.of("LH-1"), DEPARTURE, Arrays.asList("Whales", "Caves"));
  }

  /** One trip in an engine of its own. */
  private static final class Trip {
    final Ledger ledger = new Ledger();
    final ManualBaton baton;
    CaseHandle handle;

    Trip(Course course) {
      ledger
          .on("reserveCar", args -> "car")
          .on("reserveHotel", args -> "hotel")
          .on("reserveFlight", args -> available(course != Course.NO_SEATS, "seat"))
          .on("bookTour", args -> tour(course, String.valueOf(args.get(1))));
      baton =
          Baton.builder()
              .activities(Booking.class, ledger.bean(Booking.class))
              .activities(Tours.class, ledger.bean(Tours.class))
              .activities(Office.class, new OfficeBean())
              .workflow(TripWithApproval.class)
              .deploy(GraphFile.text("trip"))
              .manual();
      ledger.in(baton.transactions());
      handle = baton.cases().get("none");
    }

    private static String tour(Course course, String tour) throws NoSeats {
      boolean soldOut = course == Course.SOLD_OUT && tour.equals("Caves");
      return available(!soldOut, soldOut ? "no place on " + tour : "tour " + tour);
    }

    private static String available(boolean is, String text) throws NoSeats {
      if (!is) {
        throw new NoSeats(text);
      }
      return text;
    }

    Trip begin(String workflow, Object input) {
      handle = baton.cases().workflow(workflow).caseId("the-trip").start(input);
      baton.advance(Duration.ZERO);
      return this;
    }

    void decide(boolean ok) {
      handle.signal(TripWithApproval.APPROVAL, new Approval(ok, "bob"));
      baton.advance(Duration.ZERO);
    }
  }
}
