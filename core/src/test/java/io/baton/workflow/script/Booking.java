package io.baton.workflow.script;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;

/** The activities of the flow trials; all but {@code note} leave something to take back. */
public interface Booking {
  @Activity(undo = "cancelCar")
  String car(String who);

  void cancelCar(String who, String reservation);

  @Activity(undo = "cancelHotel")
  String hotel(String who);

  void cancelHotel(String who);

  @Activity(undo = "cancelFlight")
  String flight(String who);

  void cancelFlight(String who);

  @Activity
  String note(String text);

  @Activity(
      undo = "cancelTour",
      mode = ActivityMode.REMOTE,
      destination = "tours",
      timeout = "PT2H")
  String tour(String who);

  /** Says that it is done here: an undo that says nothing is done where its activity is. */
  @Activity
  void cancelTour(String who, String tourOrNull);
}
