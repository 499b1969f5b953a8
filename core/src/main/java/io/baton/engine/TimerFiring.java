package io.baton.engine;

import io.baton.model.Command.FireTimer;
import io.baton.model.Effect;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.port.Timers;
import io.baton.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends the commands of timers that are due. Taking a timer away and sending its command is one
 * transaction; what is due is told by the store, never by this machine's clock.
 */
final class TimerFiring {
  private static final int AT_ONCE = 100;

  private final CaseStore store;
  private final Outbox outbox;
  private final Transactions transactions;

  TimerFiring(Kernel kernel) {
    this.store = kernel.store();
    this.outbox = kernel.outbox();
    this.transactions = kernel.transactions();
  }

  /**
   * @return how many timers fired
   */
  int fireDue() {
    int all = 0;
    int some;
    do {
      some = transactions.separate(this::fireSome);
      all += some;
    } while (some == AT_ONCE);
    return all;
  }

  private int fireSome() {
    List<Timers.Due> due = store.timers().take(AT_ONCE);
    outbox.send(due.stream().map(TimerFiring::command).toList());
    return due.size();
  }

  private static Effect.Send command(Timers.Due timer) {
    return new Effect.Send(new FireTimer(timer.id(), timer.key(), timer.due()));
  }

  /** Zero when one is due, perhaps in another transaction's hands; empty when there is none. */
  Optional<Duration> untilNext() {
    return store.timers().earliest().map(next -> until(next, store.now()));
  }

  static Duration until(Instant next, Instant now) {
    return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
  }
}
