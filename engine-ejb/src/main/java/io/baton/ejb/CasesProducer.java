package io.baton.ejb;

import io.baton.api.Cases;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Makes {@link Cases} injectable everywhere in the application. */
@ApplicationScoped
public class CasesProducer {
  @EJB private Engine engine;

  @Produces
  @ApplicationScoped
  public Cases cases() {
    return engine.cases();
  }
}
