package io.baton.graph.shelf;

import io.baton.port.DefinitionStore;
import io.baton.port.Transactions;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Knows what is kept, and looks again in time. It looks in transactions of its own: what an open
 * one has written is not there yet.
 */
final class Watch {
  /** What another node deployed is known so soon, also where nobody asks for that very version. */
  private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

  private final DefinitionStore kept;
  private final Transactions transactions;
  private final LongSupplier nanoTime;
  private volatile Contents seen;
  private volatile long seenAt;
  private volatile boolean changedHere;

  Watch(DefinitionStore kept, Transactions transactions, LongSupplier nanoTime) {
    this.kept = kept;
    this.transactions = transactions;
    this.nanoTime = nanoTime;
    this.seenAt = nanoTime.getAsLong();
    this.seen = transactions.separate(this::read);
  }

  /** As it was when this was last looked at. */
  Contents last() {
    return seen;
  }

  /** At most a second old. */
  Contents recent() {
    return isRecent() ? seen : look();
  }

  private synchronized Contents look() {
    return isRecent() ? seen : now();
  }

  private boolean isRecent() {
    return !changedHere && nanoTime.getAsLong() - seenAt < EVERY;
  }

  /** As it is. */
  synchronized Contents now() {
    long at = nanoTime.getAsLong();
    changedHere = false;
    Contents before = seen;
    seen = transactions.separate(() -> before.isOf(kept.changes()) ? before : read());
    seenAt = at;
    return seen;
  }

  /** The number first: what is added between the two is read again, and not missed. */
  private Contents read() {
    long changes = kept.changes();
    return new Contents(changes, kept.all());
  }

  /** The caller's transaction changes something: when it commits, it is time to look. */
  void lookAfterCommit() {
    transactions.afterCompletion(committed -> changedHere |= committed);
  }
}
