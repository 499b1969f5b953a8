package io.baton.benchmarks.app;

import io.baton.api.BusinessException;
import jakarta.enterprise.context.ApplicationScoped;

/** Touches nothing. */
@ApplicationScoped
public class PlacesBean implements Places {
  @Override
  public int take(int place) {
    return place;
  }

  @Override
  public void giveBack(int place) {}

  @Override
  public int takeFromFull(int place) {
    throw new BusinessException("full");
  }
}
