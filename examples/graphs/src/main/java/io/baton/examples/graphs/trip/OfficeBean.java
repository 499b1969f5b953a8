package io.baton.examples.graphs.trip;

import jakarta.enterprise.context.ApplicationScoped;

/** Says no. */
@ApplicationScoped
public class OfficeBean implements Office {
  @Override
  public void reject(String by) throws NotApproved {
    throw new NotApproved("rejected by " + by);
  }
}
