package io.baton.engine;

import io.baton.model.Command;
import io.baton.model.Command.SendHeld;
import io.baton.model.Command.StartCase;
import io.baton.model.Effect;
import io.baton.port.CaseStore;
import io.baton.port.Destinations;
import io.baton.port.Destinations.Limit;
import io.baton.port.Outbox;
import io.baton.port.Services;
import io.baton.port.Transactions;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sets requests free that waited for a service which is up again, or for the next second of a
 * destination that takes only so many in one. Whether a request is held is decided in the turn that
 * makes it, perhaps a moment after the service came up: so what is held is looked through with
 * every beat, not only when something is told of a service.
 */
final class HeldRequests {
  private static final int AT_ONCE = 100;

  private final CaseStore store;
  private final Outbox outbox;
  private final Transactions transactions;
  private final DestinationLimits limits = new DestinationLimits();

  HeldRequests(Kernel kernel) {
    this.store = kernel.store();
    this.outbox = kernel.outbox();
    this.transactions = kernel.transactions();
  }

  /**
   * @return how many were set free
   */
  int release() {
    int all = setFree(() -> store.services().release(AT_ONCE));
    for (Destinations.Load load : transactions.separate(() -> store.destinations().all())) {
      String line = load.destination();
      Limit limit = limits.of(line).orElse(Limit.NONE);
      boolean over = limit.isNone() && load.underWay() > 0; // The limit has been taken away.
      if (over || !load.waiting().isEmpty()) {
        all += setFree(() -> store.destinations().release(line, limit, AT_ONCE));
      }
    }
    return all;
  }

  /**
   * @param next takes at most {@link #AT_ONCE}, in a transaction of their own
   */
  private int setFree(Supplier<List<Services.Held>> next) {
    int all = 0;
    int some;
    do {
      some = transactions.separate(() -> send(next.get()));
      all += some;
    } while (some == AT_ONCE);
    return all;
  }

  private int send(List<Services.Held> free) {
    outbox.send(free.stream().map(held -> new Effect.Send(command(held))).toList());
    return free.size();
  }

  private Command command(Services.Held held) {
    return held.key().equals(Services.Held.START)
        ? new StartCase(held.id(), StartCase.FIRST, store.workflow(held.id()).orElseThrow(), null)
        : new SendHeld(held.id(), held.key(), held.attempt(), held.turn());
  }
}
