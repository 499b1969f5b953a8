package io.baton.examples.graphs.orders;

import io.baton.api.ActivityContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Stands for all warehouses: it only tells the log. Products {@code RARE-…} nobody has. */
@ApplicationScoped
public class WarehouseBean implements Warehouse {
  private static final Logger LOG = System.getLogger(WarehouseBean.class.getName());

  @Inject ActivityContext context;

  @Override
  public String pick(String warehouse, String product, int quantity) throws OutOfStock {
    if (product.startsWith("RARE-")) {
      throw new OutOfStock(warehouse + " has no " + product);
    }
    LOG.log(
        Level.INFO, "{0}: {1} picks {2} of {3}", context.caseId(), warehouse, quantity, product);
    return "box-" + product + "-" + warehouse;
  }

  @Override
  public void putBack(String warehouse, String product, int quantity, String box) {
    LOG.log(Level.INFO, "{0}: {1} puts {2} back", context.caseId(), warehouse, box);
  }
}
