package shop;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.TimedOutException;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.time.Duration;

@Workflow(name = "order", version = 1)
public class OrderWorkflow {
  public static final Signal<Boolean> APPROVAL = Signal.of("approval", Boolean.class);

  private static final int LARGE = 100_000;

  @Inject Flow flow;
  @Inject @Durable Shop shop;

  @Start
  public Receipt buy(Order order) throws CardRefused {
    String reservation = shop.reserve(order.item());
    if (order.cents() >= LARGE && !approved()) {
      throw new NotApproved(order.item() + " was not approved");
    }
    String payment = shop.charge(order.customer(), order.cents());
    String parcel = shop.ship(reservation, order.address());
    return new Receipt(reservation, payment, parcel);
  }

  private boolean approved() {
    try {
      return flow.await(APPROVAL, Duration.ofDays(2));
    } catch (TimedOutException e) {
      return false;
    }
  }
}
