package io.baton.examples.trip;

import io.baton.api.ActivityContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Books by writing a row; tours {@code SOLDOUT-…} have no place left. */
@ApplicationScoped
public class ToursBean implements Tours {
  @Inject ActivityContext context;
  @Inject TripEffects effects;

  @Override
  public String bookTour(String who, String tour) throws NoSeats {
    effects.done("Tours.bookTour");
    if (tour.startsWith("SOLDOUT-")) {
      throw new NoSeats("no place left on tour " + tour + " for " + who);
    }
    return tour + "/" + context.caseId();
  }

  @Override
  public void cancelTour(String who, String tour, String reservation) {
    effects.undone("Tours.bookTour");
  }
}
