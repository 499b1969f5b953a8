package io.baton.persistence.jpa;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * A session per call; the data source gives all calls of one JTA transaction the same connection.
 */
final class JtaSessions implements Sessions {
  private final SessionFactory factory;
  private final TransactionManager transactions;

  JtaSessions(SessionFactory factory, TransactionManager transactions) {
    this.factory = factory;
    this.transactions = transactions;
  }

  @Override
  public <R> R read(Function<StatelessSession, R> work) {
    try (StatelessSession session = factory.openStatelessSession()) {
      return work.apply(session);
    }
  }

  @Override
  public <R> R write(Function<StatelessSession, R> work) {
    if (!inTransaction()) {
      throw new IllegalStateException("a case moves on in a transaction only, there is none");
    }
    return read(work);
  }

  @Override
  public void close() {
    factory.close();
  }

  private boolean inTransaction() {
    try {
      return transactions.getStatus() != Status.STATUS_NO_TRANSACTION;
    } catch (SystemException e) {
      throw new IllegalStateException("the transaction manager does not know its state", e);
    }
  }
}
