package io.baton.persistence.jpa;

import io.baton.port.CaseStoreProvider;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.function.Supplier;
import javax.sql.DataSource;

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

  @Override
  public JpaCaseStore open(Host host) {
    DataSource database =
        host.resource(
            DataSource.class, host.setting("baton.datasource", "java:jboss/datasources/BatonXA"));
    TransactionManager transactions =
        host.resource(
            TransactionManager.class,
            host.setting("baton.transaction-manager", "java:jboss/TransactionManager"));
    String wish = host.setting("baton.schema", "migrate");
    return outside(
        transactions,
        () -> {
          CaseSql sql = CaseSql.of(database);
          new Schema(database, sql.folder()).bring(wish);
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
