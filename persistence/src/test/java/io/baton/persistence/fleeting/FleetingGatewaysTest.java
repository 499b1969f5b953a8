package io.baton.persistence.fleeting;

import io.baton.port.CaseStore;
import io.baton.port.GatewayStoreContract;
import io.baton.port.TrialTransactions;
import java.util.function.Supplier;

class FleetingGatewaysTest extends GatewayStoreContract {
  private static final TrialTransactions TRANSACTIONS = new TrialTransactions();
  private static final FleetingCaseStore STORE = new FleetingCaseStore(TRANSACTIONS);

  @Override
  protected CaseStore store() {
    return STORE;
  }

  @Override
  protected <T> T transaction(boolean commit, Supplier<T> work) {
    return TRANSACTIONS.run(commit, work);
  }
}
