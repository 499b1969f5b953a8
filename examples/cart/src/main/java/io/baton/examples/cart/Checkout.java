package io.baton.examples.cart;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sets the goods aside and takes the money; when it cannot have the money, nothing was. */
@Workflow(name = "checkout", version = 1)
public class Checkout {
  @Inject @Durable Shop shop;
  @Inject Flow flow;

  /** Gives the receipt. */
  @Start
  public String pay(Order order) throws Declined {
    List<Map.Entry<String, Integer>> products = new ArrayList<>(order.products().entrySet());
    flow.all(products, product -> shop.setAside(product.getKey(), product.getValue()));
    return shop.charge(order.card(), order.products().values().stream().mapToInt(q -> q).sum());
  }
}
