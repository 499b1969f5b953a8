package io.baton.gateway;

import io.baton.api.DelayedEffect;
import io.baton.api.GatewayEffect;
import io.baton.port.GatewayStore;
import io.baton.port.GatewayStore.Slot;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.GatewayStore.Wish;
import io.baton.port.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Does outside what events asked for, when they are handled and that is committed. The event stays
 * the first of its lane meanwhile; in the store, too, so that whoever comes after this node goes on
 * here.
 */
final class Effects {
  private final Map<String, GatewayEffect> known;
  private final GatewayStore store;
  private final Transactions transactions;
  private final Notes notes;
  private final Executor threads;

  Effects(
      Map<String, GatewayEffect> known,
      GatewayStore store,
      Transactions transactions,
      Notes notes,
      Executor threads) {
    this.known = known;
    this.store = store;
    this.transactions = transactions;
    this.notes = notes;
    this.threads = threads;
  }

  /** What may be asked for. */
  Set<String> names() {
    return known.keySet();
  }

  /** For the first event of the lane, which is handled. */
  void start(Lane lane, Waiting event) {
    threads.execute(() -> carryOut(lane, event));
  }

  private void carryOut(Lane lane, Waiting event) {
    Optional<List<Wish>> wishes;
    try {
      wishes = wishes(lane, event);
    } catch (RuntimeException e) {
      notes.add(new Note.Failed(lane, event, e.toString(), 0));
      return;
    }
    if (wishes.isPresent()) {
      inOrder(lane, event, wishes.get());
    } else {
      lane.share.unsure(lane);
    }
  }

  /** As this node knows them from handling the event, or as the store does. */
  private Optional<List<Wish>> wishes(Lane lane, Waiting event) {
    @Nullable List<Wish> fresh = lane.takeWishes();
    return fresh != null
        ? Optional.of(fresh)
        : transactions.separate(() -> store.wishes(lane.share.slot(), event.offset()));
  }

  private void inOrder(Lane lane, Waiting event, List<Wish> wishes) {
    for (Wish wish : wishes) {
      @Nullable Throwable failure = failure(lane.share.slot(), event, wish);
      if (failure != null) {
        String text = "effect %d, %s: %s".formatted(wish.number(), wish.effect(), failure);
        notes.add(new Note.Failed(lane, event, text, wish.number()));
        return;
      }
    }
    notes.add(new Note.CarriedOut(lane, event));
  }

  /** An error is a failure like an exception, whatever it is: the key waits for it. */
  private @Nullable Throwable failure(Slot slot, Waiting event, Wish wish) {
    return CompletableFuture.runAsync(() -> carryOut(slot, event, wish), Runnable::run)
        .handle((any, thrown) -> thrown == null ? null : Failures.cause(thrown))
        .join();
  }

  private void carryOut(Slot slot, Waiting event, Wish wish) {
    GatewayEffect effect = known.get(wish.effect());
    if (effect == null) {
      throw new IllegalStateException(
          "BATON-1618 this node has no effect '%s'; it has %s"
              .formatted(wish.effect(), known.keySet()));
    }
    DelayedEffect asked =
        new DelayedEffect(Calls.event(slot, event), wish.number(), wish.effect(), wish.value());
    Failures.unchecked(() -> effect.carryOut(asked));
  }
}
