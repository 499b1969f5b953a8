package io.baton.examples.trip;

import io.baton.api.AllFailedException;
import io.baton.api.Branch;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Query;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.TimedOutException;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Books a trip, waits for the approval, and books tours the day before the flight leaves. Whatever
 * goes wrong on the way, what was reserved is taken back.
 */
@Workflow(name = "trip-approval", version = 1)
public class TripWithApproval {
  public static final Signal<Approval> APPROVAL = Signal.of("approval", Approval.class);

  /** The traveller stays at home; says why. */
  public static final Signal<String> WITHDRAWAL = Signal.of("withdrawal", String.class);

  private static final Duration HOTEL_HAS_TO_ANSWER = Duration.ofHours(1);
  private static final Duration MANAGER_HAS_TO_DECIDE = Duration.ofDays(3);
  private static final Duration TOURS_ARE_BOOKED_AHEAD = Duration.ofDays(1);

  @Inject @Durable Booking booking;
  @Inject @Durable Tours tours;
  @Inject Flow flow;

  private String stage = "booking";

  @Start
  public Travel book(Journey journey) throws NoSeats {
    flow.attribute("traveller", journey.who());
    var carAndHotel =
        flow.all(
            () -> booking.reserveCar(journey.who(), journey.car()),
            () ->
                flow.within(
                    HOTEL_HAS_TO_ANSWER,
                    () -> booking.reserveHotel(journey.who(), journey.hotel())));
    String flight = firstFreeFlight(journey);
    stage = "waiting for approval";
    checkApproved();
    stage = "approved";
    flow.sleepUntil(journey.departure().minus(TOURS_ARE_BOOKED_AHEAD));
    List<String> booked = allToursOrNone(journey);
    return new Travel(carAndHotel.first(), carAndHotel.second(), flight, booked);
  }

  /** All airlines are asked at once; once one has seats, what the others do is rolled back. */
  private String firstFreeFlight(Journey journey) throws NoSeats {
    List<Branch<String, NoSeats>> airlines = new ArrayList<>();
    for (String flight : journey.flights()) {
      airlines.add(() -> booking.reserveFlight(journey.who(), flight));
    }
    try {
      return flow.<String, NoSeats>any(airlines);
    } catch (AllFailedException e) {
      throw new NoSeats("no seats on any of " + journey.flights() + " for " + journey.who());
    }
  }

  /** The manager decides, or the traveller withdraws: whoever comes first. */
  private void checkApproved() {
    Approval approval;
    try {
      approval =
          flow.race(
              () -> flow.await(APPROVAL, MANAGER_HAS_TO_DECIDE),
              () -> new Approval(false, "the traveller: " + flow.await(WITHDRAWAL)));
    } catch (TimedOutException e) {
      approval = new Approval(false, "nobody within " + MANAGER_HAS_TO_DECIDE);
    }
    if (!approval.ok()) {
      throw new Rejected("rejected by " + approval.by());
    }
  }

  private List<String> allToursOrNone(Journey journey) {
    try {
      return flow.<List<String>, NoSeats>saga(
          () -> {
            List<String> booked = new ArrayList<>();
            for (String tour : journey.tours()) {
              booked.add(tours.bookTour(journey.who(), tour));
            }
            return booked;
          });
    } catch (NoSeats soldOut) {
      return List.of();
    }
  }

  /** Where the trip stands. */
  @Query
  public String stage() {
    return stage;
  }
}
