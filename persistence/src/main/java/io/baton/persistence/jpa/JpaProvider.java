package io.baton.persistence.jpa;

import io.baton.port.CaseStoreProvider;

/**
 * {@code baton.store=jpa}: cases in the XA data source {@code baton.datasource}, joined to the
 * transactions of {@code baton.transaction-manager}; {@code baton.schema} says what is done about
 * the tables first: {@code migrate}, {@code validate} or {@code none}.
 */
public final class JpaProvider implements CaseStoreProvider {
  @Override
  public String name() {
    return "jpa";
  }

  /** Elsewhere, so that this class can be listed where there is neither JTA nor Hibernate. */
  @Override
  public JpaCaseStore open(Host host) {
    return Opening.open(host);
  }
}
