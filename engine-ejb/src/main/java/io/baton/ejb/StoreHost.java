package io.baton.ejb;

import io.baton.port.CaseStore;
import io.baton.port.CaseStoreProvider;
import io.baton.port.Settings;
import io.baton.port.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Opens the store that the setting {@code baton.store} names, and lends it the server's resources.
 */
final class StoreHost implements CaseStoreProvider.Host {
  private final Transactions transactions;
  private final String node;

  StoreHost(Transactions transactions, String node) {
    this.transactions = transactions;
    this.node = node;
  }

  /**
   * @throws IllegalStateException naming the stores there are, when there is no such one
   */
  CaseStore open(String wanted) {
    List<String> known = new ArrayList<>();
    for (CaseStoreProvider provider : ServiceLoader.load(CaseStoreProvider.class)) {
      if (provider.name().equals(wanted)) {
        return provider.open(this);
      }
      known.add(provider.name());
    }
    throw new IllegalStateException(
        "BATON-1411 baton.store is '%s'; stores there are: %s".formatted(wanted, known));
  }

  @Override
  public String setting(String name, String otherwise) {
    return Settings.get(name, otherwise);
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  @SuppressWarnings("BanJNDI") // Names are settings of the server, not input.
  public <T> T resource(Class<T> type, String name) {
    try {
      return type.cast(new InitialContext().lookup(name));
    } catch (NamingException | ClassCastException e) {
      throw new IllegalStateException(
          "BATON-1412 no %s at %s: %s".formatted(type.getSimpleName(), name, e.getMessage()), e);
    }
  }

  @Override
  public String node() {
    return node;
  }
}
