package io.baton.ejb;

import io.baton.api.Cases;
import io.baton.api.Deployments;
import io.baton.api.Gateways;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/**
 * Makes {@link Cases}, {@link Deployments} and {@link Gateways} injectable everywhere in the
 * application.
 */
@ApplicationScoped
public class CasesProducer {
  @EJB private Engine engine;

  @Produces
  @ApplicationScoped
  public Cases cases() {
    return engine.cases();
  }

  @Produces
  @ApplicationScoped
  public Deployments deployments() {
    return engine.deployments();
  }

  @Produces
  @ApplicationScoped
  public Gateways gateways() {
    return engine.gateways();
  }
}
