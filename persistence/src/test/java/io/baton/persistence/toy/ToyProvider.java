package io.baton.persistence.toy;

import io.baton.port.CaseStoreProvider;

/** {@code baton.store=toy}: all it takes is this class and its name in META-INF/services. */
public final class ToyProvider implements CaseStoreProvider {
  @Override
  public String name() {
    return "toy";
  }

  @Override
  public ToyCaseStore open(Host host) {
    return new ToyCaseStore(host.transactions());
  }
}
