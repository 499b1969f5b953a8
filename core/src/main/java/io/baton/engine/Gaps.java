package io.baton.engine;

import io.baton.model.Codes;
import io.baton.model.Incident;
import io.baton.model.StreamRecord;
import io.baton.port.CaseStore;
import io.baton.port.Inbox;
import io.baton.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lanes whose next record has not come, although a later one has: it is in a transaction in doubt,
 * or was rolled back and waits to come again. When that lasts, people are told, once in the
 * cluster.
 */
final class Gaps {
  private final Map<Inbox.Lane, Gap> open = new ConcurrentHashMap<>();
  private final CaseStore store;
  private final Transactions transactions;
  private final Duration patience;

  /**
   * @param patience how long a gap lasts before people are told
   */
  Gaps(CaseStore store, Transactions transactions, Duration patience) {
    this.store = store;
    this.transactions = transactions;
    this.patience = patience;
  }

  private record Gap(long missing, Instant since) {}

  void found(Inbox.Lane lane, long missing) {
    Gap now = new Gap(missing, store.now());
    open.merge(lane, now, (old, fresh) -> old.missing() == missing ? old : fresh);
  }

  void closed(Inbox.Lane lane) {
    open.remove(lane);
  }

  /** Called before the lane is locked: what is told is committed whatever becomes of the record. */
  void tellIfItLasts(Inbox.Lane lane, StreamRecord waiting) {
    @Nullable Gap gap = open.get(lane);
    if (gap == null || store.now().isBefore(gap.since().plus(patience))) {
      return;
    }
    transactions.separate(
        () -> {
          boolean fresh = store.inbox().tell(lane, gap.missing());
          if (fresh) {
            store.raise(
                new Incident(
                    Incident.Kind.DEAD,
                    Codes.RECORD_MISSING,
                    null,
                    text(lane, gap.missing(), waiting),
                    null));
          }
          return fresh;
        });
    open.replace(lane, gap, new Gap(gap.missing(), store.now()));
  }

  private String text(Inbox.Lane lane, long missing, StreamRecord waiting) {
    return "%s has waited for more than %s for record %d of its partition, which comes before it on lane %d of %s. If that one is lost, set last_offset to %d in the lane's row of baton_record_lane"
        .formatted(waiting.place(), patience, missing, lane.number(), lane.source(), missing);
  }
}
