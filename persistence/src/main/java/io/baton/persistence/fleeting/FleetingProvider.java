package io.baton.persistence.fleeting;

import io.baton.port.CaseStoreProvider;

/** {@code baton.store=fleeting}: for tests and for hosts that may forget. Needs no resource. */
public final class FleetingProvider implements CaseStoreProvider {
  @Override
  public String name() {
    return "fleeting";
  }

  @Override
  public FleetingCaseStore open(Host host) {
    return new FleetingCaseStore(host.transactions());
  }
}
