package io.baton.standalone;

import io.baton.port.CaseStoreProvider;
import io.baton.port.Settings;
import io.baton.port.Transactions;
import io.baton.standalone.durable.Ground;
import jakarta.transaction.TransactionManager;
import javax.sql.DataSource;

/** Lends the ground to the store; there is one of each, so names do not matter. */
final class DurableHost implements CaseStoreProvider.Host {
  private final Ground ground;

  DurableHost(Ground ground) {
    this.ground = ground;
  }

  @Override
  public String setting(String name, String otherwise) {
    return Settings.get(name, otherwise);
  }

  @Override
  public Transactions transactions() {
    return ground.transactions();
  }

  @Override
  public <T> T resource(Class<T> type, String name) {
    if (type == DataSource.class) {
      return type.cast(ground.database());
    }
    if (type == TransactionManager.class) {
      return type.cast(ground.manager());
    }
    throw new IllegalStateException("there is no %s here".formatted(type.getName()));
  }

  @Override
  public String node() {
    return ground.node();
  }
}
