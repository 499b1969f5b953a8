package io.baton.persistence.jpa;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;

/** JTA by a transaction manager that is at hand, whatever the server's name for it is. */
final class GivenJtaPlatform extends AbstractJtaPlatform {
  private static final long serialVersionUID = 1L;

  private final transient TransactionManager transactions;

  GivenJtaPlatform(TransactionManager transactions) {
    this.transactions = transactions;
  }

  @Override
  protected TransactionManager locateTransactionManager() {
    return transactions;
  }

  @Override
  protected UserTransaction locateUserTransaction() {
    throw new IllegalStateException("the store joins transactions, it begins none");
  }
}
