package io.baton.it.errand;

import io.baton.api.ActivityContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** The work as a session bean, whose container wraps what it throws. */
@Stateless
public class ErrandEjb implements Errand {
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
