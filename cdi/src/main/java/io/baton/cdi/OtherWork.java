package io.baton.cdi;

import io.baton.port.Settings;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Work that is no part of the transaction during which it is done. */
final class OtherWork {
  private static final String MANAGER = "java:jboss/TransactionManager";

  private OtherWork() {}

  /**
   * The transaction's time goes on meanwhile: it may be over when the work comes back, which its
   * owner finds out.
   */
  static <T> T whileTheTransactionWaits(Callable<T> work) throws Exception {
    TransactionManager manager = manager();
    Transaction waiting = manager.suspend();
    try {
      return work.call();
    } finally {
      PersistenceContexts.forget();
      if (waiting != null) {
        manager.resume(waiting);
      }
    }
  }

  @SuppressWarnings("BanJNDI") // The name is a setting of the server, not input.
  private static TransactionManager manager() throws NamingException {
    String name = Settings.get("baton.transaction-manager", MANAGER);
    return (TransactionManager) new InitialContext().lookup(name);
  }
}
