package io.baton.examples.graphs.trip;

import static io.baton.api.UndoOrder.REVERSE;

import io.baton.examples.trip.Booking;
import io.baton.examples.trip.Tours;
import io.baton.examples.trip.TripWithApproval;
import io.baton.graph.build.Graphs;
import io.baton.graph.model.Graph;
import io.baton.graph.model.UndoRule.Scope;
import java.time.Duration;

/** What {@code trip.graph.json} says, said in Java: the same graph. */
public final class TripGraph {
  private TripGraph() {}

  private record Letter(String to, String text) {}

  private record Reservations(String car, String hotel, String flight, String tours) {}

  public static Graph trip() {
    return Graphs.named("trip", 1)
        .description("A trip that somebody has to approve.")
        .undoing(REVERSE, Scope.PARTIAL)
        .activity("car", Booking.class, Booking::reserveCar, "${input.who}", "${input.car}")
        .activity("hotel", Booking.class, Booking::reserveHotel, "${input.who}", "${input.hotel}")
        .activity(
            "flight", Booking.class, Booking::reserveFlight, "${input.who}", "${input.flight}")
        .after("car", "hotel")
        .signal("approval", TripWithApproval.APPROVAL)
        .after("flight")
        .timeout(Duration.ofDays(3))
        .activity("reject", Office.class, Office::reject, "${results.approval.by}")
        .afterIf("approval", "${!results.approval.ok}")
        .sleepUntil("dayBefore", "${input.dayBefore}")
        .afterIf("approval", "${results.approval.ok}")
        .saga(
            "tours",
            REVERSE,
            all ->
                all.forEach(
                    "each",
                    "${input.tours}",
                    1,
                    tour ->
                        tour.activity(
                            "book", Tours.class, Tours::bookTour, "${input.who}", "${item}")))
        .after("dayBefore")
        .output(
            "noTours",
            "travellers",
            new Letter("${input.who}", "No tours: ${errors.tours.message}"))
        .afterFailureOf("tours")
        .result(
            new Reservations(
                "${results.car}", "${results.hotel}", "${results.flight}", "${results.tours}"))
        .build();
  }
}
