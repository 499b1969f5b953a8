package io.baton.ejb.jta;

import io.baton.port.Transactions;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;

/** The transactions of a Jakarta EE server, or of any JTA implementation. */
public final class JtaTransactions implements Transactions {
  private final TransactionManager manager;
  private final TransactionSynchronizationRegistry registry;

  public JtaTransactions(TransactionManager manager, TransactionSynchronizationRegistry registry) {
    this.manager = manager;
    this.registry = registry;
  }

  @Override
  public boolean active() {
    return registry.getTransactionStatus() == Status.STATUS_ACTIVE;
  }

  @Override
  public Object key() {
    Object key = registry.getTransactionKey();
    if (key == null) {
      throw new IllegalStateException("no transaction");
    }
    return key;
  }

  @Override
  public void afterCompletion(Completion end) {
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            end.ended(status == Status.STATUS_COMMITTED);
          }
        });
  }

  @Override
  public <T> T joined(Supplier<T> work) {
    return registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION
        ? inNew(work)
        : work.get();
  }

  @Override
  public <T> T separate(Supplier<T> work) {
    return outside(() -> inNew(work));
  }

  /** Runs {@code work} without a transaction; the caller's one, doomed or not, waits meanwhile. */
  public <T> T outside(Supplier<T> work) {
    try {
      Transaction outer = manager.suspend();
      try {
        return work.get();
      } finally {
        if (outer != null) {
          manager.resume(outer);
        }
      }
    } catch (SystemException | InvalidTransactionException e) {
      throw new IllegalStateException("transaction manager: " + e.getMessage(), e);
    }
  }

  private <T> T inNew(Supplier<T> work) {
    try {
      manager.begin();
      boolean done = false;
      try {
        T result = work.get();
        done = true;
        return result;
      } finally {
        if (done) {
          manager.commit();
        } else {
          manager.rollback();
        }
      }
    } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException e) {
      throw new IllegalStateException("not committed: " + e.getMessage(), e);
    } catch (NotSupportedException | SystemException e) {
      throw new IllegalStateException("transaction manager: " + e.getMessage(), e);
    }
  }
}
