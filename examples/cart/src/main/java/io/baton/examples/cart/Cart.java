package io.baton.examples.cart;

import io.baton.api.ChildFailedException;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Query;
import io.baton.api.Start;
import io.baton.api.Step;
import io.baton.api.TimedOutException;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Lives on what its customer says. The clock begins anew with each message; a cart that nobody
 * touches is mentioned once and then given up.
 */
@Workflow(name = "cart", version = 1)
public class Cart {
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(3);
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);

  @Inject @Durable Shop shop;
  @Inject Flow flow;

  private Contents contents = Contents.NONE;

  /** Gives what is in the cart at its end, with a receipt if it was paid. */
  @Start
  public Contents open(String customer) {
    return flow.<Contents, RuntimeException>fold(
        Contents.class, Contents.NONE, cart -> hear(customer, cart));
  }

  private Step<Contents> hear(String customer, Contents cart) {
    contents = cart;
    Said said;
    try {
      said = flow.await(Said.SIGNAL, cart.reminded() ? GIVEN_UP_AFTER : FORGOTTEN_AFTER);
    } catch (TimedOutException silent) {
      return leftAlone(customer, cart);
    }
    if (said instanceof Said.Add add) {
      return Step.again(cart.with(add));
    }
    if (said instanceof Said.Remove remove) {
      return Step.again(cart.without(remove.product()));
    }
    return pay(customer, cart, ((Said.Pay) said).card());
  }

  private Step<Contents> leftAlone(String customer, Contents cart) {
    if (cart.products().isEmpty() || cart.reminded()) {
      return Step.done(cart);
    }
    shop.remind(customer, cart.products().size());
    return Step.again(cart.afterReminder());
  }

  /** A checkout that fails has undone what it did; the customer may try another card. */
  private Step<Contents> pay(String customer, Contents cart, String card) {
    try {
      Order order = new Order(customer, cart.products(), card);
      return Step.done(cart.paid(flow.child(Checkout.class, order, String.class)));
    } catch (ChildFailedException declined) {
      shop.apologize(customer, String.valueOf(declined.getMessage()));
      return Step.again(cart);
    }
  }

  @Query
  public Contents contents() {
    return contents;
  }
}
