package io.baton.examples.trip;

import io.baton.api.Activity;
import io.baton.api.Retry;

/** What can be done at the place of the holiday. */
public interface Tours {
  /**
   * @throws NoSeats an answer: the tour is sold out
   */
  @Activity(undo = "cancelTour", retry = @Retry(delay = "PT0.2S"))
  String bookTour(String who, String tour) throws NoSeats;

  @Activity(retry = @Retry(delay = "PT0.2S"))
  void cancelTour(String who, String tour, String reservation);
}
