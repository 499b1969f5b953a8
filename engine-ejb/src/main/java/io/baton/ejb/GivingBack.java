package io.baton.ejb;

import io.baton.engine.Handled;
import io.baton.port.Transactions;
import java.util.function.Supplier;

/** What becomes of a message whose case could not be moved on: it comes again. */
final class GivingBack {
  private static final System.Logger LOG = System.getLogger(GivingBack.class.getName());

  private GivingBack() {}

  /**
   * @param rollBack marks the message's transaction for rollback
   * @param what the message asked for, for the log
   */
  static void unlessMoved(
      Handled handled, Transactions transactions, Runnable rollBack, Supplier<?> what) {
    if (handled instanceof Handled.RollBack back) {
      // No exception: it would cost the container the bean. What timed out is over already.
      if (transactions.active()) {
        rollBack.run();
      }
      LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", what.get(), back.why());
    }
  }
}
