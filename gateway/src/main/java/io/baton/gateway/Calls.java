package io.baton.gateway;

import io.baton.api.GatewayEvent;
import io.baton.api.GatewayHandler;
import io.baton.model.ActorMark;
import io.baton.model.GatewaySettings;
import io.baton.port.GatewayStore;
import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.Handled;
import io.baton.port.GatewayStore.Slot;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.GatewayStore.Wish;
import io.baton.port.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls the handler, in a transaction or outside of one, and has noted what became of it. */
final class Calls {
  private final GatewayHandler handler;
  private final GatewaySettings settings;
  private final GatewayStore store;
  private final Transactions transactions;
  private final Notes notes;
  private final Effects effects;
  private final Executor threads;
  private final Semaphore permits;

  /**
   * @param threads as many as calls that need a thread may be under way
   * @param most how many calls that need none may be
   */
  Calls(
      GatewayHandler handler,
      GatewaySettings settings,
      GatewayStore store,
      Transactions transactions,
      Notes notes,
      Effects effects,
      Executor threads,
      int most) {
    this.handler = handler;
    this.settings = settings;
    this.store = store;
    this.transactions = transactions;
    this.notes = notes;
    this.effects = effects;
    this.threads = threads;
    this.permits = new Semaphore(most);
  }

  void start(Lane lane) {
    threads.execute(() -> call(lane));
  }

  private void call(Lane lane) {
    Waiting event = lane.share.begin(lane);
    if (event == null) {
      return;
    }
    if (event.handled()) {
      effects.start(lane, event);
    } else if (handler instanceof GatewayHandler.InTransaction joined) {
      var unused =
          now(() -> transactions.separate(() -> inTransaction(joined, lane, event)))
              .whenComplete(
                  (asked, thrown) -> {
                    if (thrown != null) {
                      notes.add(new Note.Failed(lane, event, text(thrown), 0));
                    } else {
                      ended(lane, asked);
                    }
                  });
    } else {
      outside(lane, event);
    }
  }

  /** An error is told like an exception, whatever it is: the key's events wait for it. */
  private static <T> CompletableFuture<T> now(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, Runnable::run);
  }

  /** What the event asked for; empty when it was not this node's to handle. */
  private Optional<List<Wish>> inTransaction(
      GatewayHandler.InTransaction joined, Lane lane, Waiting event) {
    Slot slot = lane.share.slot();
    if (!store.claim(slot, event.offset())) {
      return Optional.empty();
    }
    boolean kept = event.key() != null;
    Actor before = kept ? store.lockActor(slot.gateway(), lane.name).orElse(null) : null;
    ActorMark.Verdict verdict = judge(before, slot, event);
    if (verdict == ActorMark.Verdict.STALE) {
      store.finish(slot, List.of(event.offset()), List.of());
      return Optional.of(List.of());
    }
    Acting acting = new Acting(lane.name, state(before, verdict), effects.names());
    Failures.unchecked(() -> joined.on(event(slot, event), acting));
    List<Wish> wishes = acting.wishes();
    if (!wishes.isEmpty()) {
      store.handled(slot, List.of(new Handled(event.offset(), lane.name, wishes)));
    }
    store.finish(
        slot,
        wishes.isEmpty() ? List.of(event.offset()) : List.of(),
        kept ? List.of(after(slot, event, acting)) : List.of());
    return Optional.of(wishes);
  }

  private static void ended(Lane lane, Optional<List<Wish>> asked) {
    if (asked.isPresent()) {
      lane.share.handled(lane, null, asked.get());
    } else {
      lane.share.unsure(lane);
    }
  }

  private void outside(Lane lane, Waiting event) {
    Slot slot = lane.share.slot();
    Actor before = event.key() == null ? null : lane.actor;
    ActorMark.Verdict verdict = judge(before, slot, event);
    if (verdict == ActorMark.Verdict.STALE) {
      notes.add(new Note.Done(lane, event, null, List.of()));
      return;
    }
    Acting acting = new Acting(lane.name, state(before, verdict), effects.names());
    permits.acquireUninterruptibly();
    var unused =
        now(() -> begun(event(slot, event), acting))
            .thenCompose(stage -> stage)
            .whenComplete(
                (any, thrown) -> {
                  permits.release();
                  notes.add(
                      thrown != null
                          ? new Note.Failed(lane, event, text(thrown), 0)
                          : done(lane, event, acting));
                });
  }

  private static Note.Done done(Lane lane, Waiting event, Acting acting) {
    @Nullable Actor after = event.key() == null ? null : after(lane.share.slot(), event, acting);
    return new Note.Done(lane, event, after, acting.wishes());
  }

  private CompletionStage<?> begun(GatewayEvent event, Acting acting) {
    try {
      if (handler instanceof GatewayHandler.Async async) {
        return async
            .on(event, acting)
            .toCompletableFuture()
            .copy() // The handler's own is not ended by its time-out.
            .orTimeout(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
      }
      ((GatewayHandler.Outside) handler).on(event, acting);
      return CompletableFuture.completedStage(null);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private static ActorMark.Verdict judge(@Nullable Actor before, Slot slot, Waiting event) {
    ActorMark mark = before == null ? ActorMark.NONE : before.mark(slot.partition());
    return mark.judge(slot.epoch(), event.offset());
  }

  private static @Nullable String state(@Nullable Actor before, ActorMark.Verdict verdict) {
    return before == null || verdict == ActorMark.Verdict.NEW_RUN ? null : before.state();
  }

  private static Actor after(Slot slot, Waiting event, Acting acting) {
    return new Actor(acting.name(), slot.epoch(), slot.partition(), event.offset(), acting.state());
  }

  static GatewayEvent event(Slot slot, Waiting event) {
    return new GatewayEvent(
        slot.gateway(),
        slot.epoch(),
        slot.partition(),
        event.offset(),
        event.key(),
        event.value(),
        event.headers(),
        event.at(),
        event.failures() + 1);
  }

  private static String text(Throwable thrown) {
    return Failures.cause(thrown).toString();
  }
}
