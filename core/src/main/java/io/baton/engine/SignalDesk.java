package io.baton.engine;

import io.baton.model.Command.DeliverSignal;
import io.baton.model.Effect;
import io.baton.model.SignalRequest;
import java.util.List;

/** Takes signals that come as messages to their cases. */
public final class SignalDesk {
  private final Kernel kernel;
  private final CaseWorker worker;

  public SignalDesk(Kernel kernel, CaseWorker worker) {
    this.kernel = kernel;
    this.worker = worker;
  }

  /** A published one is sent on to each case that hears it, so that none waits for another. */
  public Handled handle(SignalRequest signal, Delivery delivery) {
    List<DeliverSignal> deliveries = Wishes.deliveries(signal, kernel.store());
    if (signal.key() == null) {
      return worker.handle(List.copyOf(deliveries), delivery);
    }
    kernel
        .outbox()
        .send(
            deliveries.stream()
                .map(one -> new Effect.Send(one).tracedBy(delivery.trace()))
                .toList());
    return new Handled.Moved();
  }
}
