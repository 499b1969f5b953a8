package io.baton.persistence.jpa;

import io.baton.port.CaseStoreProvider;
import io.baton.port.Settings;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Brings the schema and boots Hibernate, with what the host lends. */
final class Opening {
  private Opening() {}

  static JpaCaseStore open(CaseStoreProvider.Host host) {
    DataSource database =
        host.resource(
            DataSource.class, host.setting(Settings.DATA_SOURCE, Settings.DEFAULT_DATA_SOURCE));
    TransactionManager transactions =
        host.resource(
            TransactionManager.class,
            host.setting("baton.transaction-manager", "java:jboss/TransactionManager"));
    String wish = host.setting("baton.schema", "migrate");
    return outside(
        transactions,
        () -> {
          CaseSql sql = CaseSql.of(database);
          new Schema(database, sql).bring(wish);
          Sessions sessions =
              new JtaSessions(HibernateBoot.jta(database, transactions), transactions);
          return new JpaCaseStore(sessions, sql, host.node());
        });
  }

  /** A data source gives no connection that can be set to auto-commit inside a transaction. */
  private static JpaCaseStore outside(
      TransactionManager transactions, Supplier<JpaCaseStore> opening) {
    try {
      Transaction callers = transactions.suspend();
      try {
        return opening.get();
      } finally {
        if (callers != null) {
          transactions.resume(callers);
        }
      }
    } catch (SystemException | InvalidTransactionException e) {
      throw new IllegalStateException("the caller's transaction cannot wait: " + e, e);
    }
  }
}
