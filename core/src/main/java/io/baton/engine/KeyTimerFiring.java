package io.baton.engine;

import io.baton.model.Effect;
import io.baton.port.CaseStore;
import io.baton.port.KeyTimers;
import io.baton.port.KeyTimers.KeyTimer;
import io.baton.port.Outbox;
import io.baton.port.Transactions;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Puts records on topics when they are due. Taking a timer away and putting its record is one
 * transaction: whichever node does it, it is done once.
 */
final class KeyTimerFiring {
  private static final int AT_ONCE = 100;

  private final CaseStore store;
  private final Outbox outbox;
  private final Transactions transactions;

  KeyTimerFiring(Kernel kernel) {
    this.store = kernel.store();
    this.outbox = kernel.outbox();
    this.transactions = kernel.transactions();
  }

  /**
   * @return how many fired
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
    List<KeyTimer> due = store.keyTimers().take(AT_ONCE);
    due.forEach(timer -> outbox.publish(record(timer.output())));
    return due.size();
  }

  private static Effect.Publish record(KeyTimers.Output record) {
    return new Effect.Publish(
        null, record.topic(), record.key(), Json.payload(record.value()), true, null);
  }

  /** Zero when one is due, perhaps in another transaction's hands; empty when there is none. */
  Optional<Duration> untilNext() {
    return store.keyTimers().earliest().map(next -> TimerFiring.until(next, store.now()));
  }
}
