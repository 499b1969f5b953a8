package io.baton.engine;

import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.port.CaseStore;
import io.baton.port.Counters;
import io.baton.port.Inbox;
import io.baton.port.KeyTimers;
import io.baton.port.Transactions;
import java.time.Duration;
import java.util.function.Consumer;

/** Sets the timers that records of a scheduler's topic want, each record once. */
final class KeyTimerDesk {
  private final CaseStore store;
  private final Transactions transactions;
  private final Consumer<Duration> soon;

  KeyTimerDesk(Kernel kernel, Consumer<Duration> soon) {
    this.store = kernel.store();
    this.transactions = kernel.transactions();
    this.soon = soon;
  }

  void set(RecordWish.KeyTimer timer, StreamRecord record) {
    if (isRepeated(record)) {
      store.counters().count(Counters.RECORDS_REPEATED, RecordDesk.about(record));
      return;
    }
    KeyTimers timers = store.keyTimers();
    RecordWish.Wake wake = timer.wake();
    if (wake == null) {
      timers.clear(timer.topic(), timer.key());
      return;
    }
    KeyTimers.Output output = new KeyTimers.Output(wake.topic(), wake.key(), wake.value());
    timers.set(new KeyTimers.KeyTimer(timer.topic(), timer.key(), wake.due(), output));
    Duration wait = TimerFiring.until(wake.due(), store.now());
    transactions.afterCompletion(
        committed -> {
          if (committed) {
            soon.accept(wait);
          }
        });
  }

  /**
   * A timer that has fired is not there any more, and cannot tell that its record comes again. What
   * is on a lane is known by that; any other is a lane of its own, by its identity.
   */
  private boolean isRepeated(StreamRecord record) {
    if (record.lane() != null) {
      return false;
    }
    Inbox.Lane alone = new Inbox.Lane(record.id().text(), 0);
    if (store.inbox().lock(alone) >= record.id().offset()) {
      return true;
    }
    store.inbox().moveOn(alone, record.id().offset());
    return false;
  }
}
