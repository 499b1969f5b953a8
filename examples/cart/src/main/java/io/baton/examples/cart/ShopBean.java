package io.baton.examples.cart;

import io.baton.api.ActivityContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Stands for a shop: it only tells the log. Cards {@code EMPTY-…} are declined. */
@ApplicationScoped
public class ShopBean implements Shop {
  private static final Logger LOG = System.getLogger(ShopBean.class.getName());

  @Inject ActivityContext context;

  @Override
  public String setAside(String product, int quantity) {
    tell("set aside " + quantity + " of " + product);
    return "shelf-" + product;
  }

  @Override
  public void putBack(String product, int quantity, String shelf) {
    tell("put back " + quantity + " of " + product);
  }

  @Override
  public String charge(String card, int pieces) throws Declined {
    if (card.startsWith("EMPTY-")) {
      throw new Declined("card " + card + " was declined");
    }
    tell("charged for " + pieces + " pieces");
    return "receipt-" + context.caseId();
  }

  @Override
  public void remind(String customer, int products) {
    tell(customer + " was reminded of " + products + " products");
  }

  @Override
  public void apologize(String customer, String why) {
    tell(customer + " was told: " + why);
  }

  private void tell(String what) {
    LOG.log(Level.INFO, "{0}: {1}", context.caseId(), what);
  }
}
