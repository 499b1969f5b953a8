package io.baton.examples.subscription;

import io.baton.api.ActivityContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Stands for an account book: it only tells the log. Cards of {@code Broke-…} are declined. */
@ApplicationScoped
public class BillingBean implements Billing {
  private static final Logger LOG = System.getLogger(BillingBean.class.getName());

  @Inject ActivityContext context;

  @Override
  public void charge(String customer, String plan, int month) throws CardDeclined {
    if (customer.startsWith("Broke-")) {
      throw new CardDeclined("the card of " + customer + " was declined");
    }
    LOG.log(Level.INFO, "{0}: {1}, {2}, month {3}", context.caseId(), customer, plan, month);
  }

  @Override
  public void remind(String customer, String why) {
    LOG.log(Level.INFO, "{0}: {1} is reminded: {2}", context.caseId(), customer, why);
  }
}
