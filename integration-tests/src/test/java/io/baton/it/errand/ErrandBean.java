package io.baton.it.errand;

import io.baton.api.ActivityContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The work as a CDI bean. */
@ApplicationScoped
public class ErrandBean implements Errand {
  @Inject ActivityContext context;

  @Override
  public String fetch(String what) {
    if (context.attempt() == 1) {
      throw new IllegalStateException("the bean lost a wheel");
    }
    return what + " fetched";
  }

  @Override
  public void bringBack(String what) {}
}
