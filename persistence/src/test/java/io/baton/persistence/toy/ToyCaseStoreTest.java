package io.baton.persistence.toy;

import io.baton.model.Incident;
import io.baton.port.CaseStore;
import io.baton.port.CaseStoreContract;
import io.baton.port.CaseStoreProvider;
import io.baton.port.Transactions;
import io.baton.port.TrialTransactions;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

class ToyCaseStoreTest extends CaseStoreContract {
  private final TrialTransactions transactions = new TrialTransactions();
  private ToyCaseStore store;

  @BeforeEach
  void openByName() {
    store =
        (ToyCaseStore)
            ServiceLoader.load(CaseStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("toy"))
                .findFirst()
                .orElseThrow()
                .open(new Host());
  }

  @Override
  protected CaseStore store() {
    return store;
  }

  @Override
  protected <T> T transaction(boolean commit, Supplier<T> work) {
    return transactions.run(commit, work);
  }

  @Override
  protected List<Incident> incidents() {
    return store.incidents;
  }

  private final class Host implements CaseStoreProvider.Host {
    @Override
    public String setting(String name, String otherwise) {
      return otherwise;
    }

    @Override
    public Transactions transactions() {
      return transactions;
    }

    @Override
    public <T> T resource(Class<T> type, String name) {
      throw new IllegalStateException("no resource " + name);
    }

    @Override
    public String node() {
      return "n1";
    }
  }
}
