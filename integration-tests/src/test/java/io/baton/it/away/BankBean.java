package io.baton.it.away;

import io.baton.api.ActivityContext;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A session bean behind an activity interface; it refuses to be called within a transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NEVER)
public class BankBean implements Bank {
  @EJB Calls calls;
  @Inject ActivityContext context;

  @Override
  public String charge(String card) {
    calls.note("charge " + card);
    boolean first = context.attempt() == 1;
    if (card.equals(BROKEN)) {
      throw new IllegalStateException("the line to the bank is dead");
    }
    if (card.equals(SLOW_ONCE) && first || card.equals(SLOW)) {
      sleep(card.equals(SLOW) ? 1_500 : 2_500);
    }
    return "receipt of " + card;
  }

  @Override
  public void refund(String card, String receipt) {
    calls.note("refund " + receipt);
  }

  private static void sleep(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
