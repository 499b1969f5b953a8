package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command.SendHeld;
import io.baton.model.Effect;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import io.baton.port.CaseStore;
import io.baton.port.Destinations.Left;
import io.baton.port.Destinations.Limit;
import io.baton.port.Outbox;
import io.baton.port.Services.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one transaction asks of workers elsewhere. A request leaves at once, or waits because its
 * service is down ({@link Holding}), or because its destination takes only so many. Destinations
 * are locked last, and in their order, so that no two transactions wait for each other.
 */
final class Requests {
  private final CaseStore store;
  private final Outbox outbox;
  private final DestinationLimits limits;
  private final List<Effect.Send> sends = new ArrayList<>();
  private final SortedMap<String, List<Step>> steps = new TreeMap<>();

  Requests(CaseStore store, Outbox outbox, DestinationLimits limits) {
    this.store = store;
    this.outbox = outbox;
    this.limits = limits;
  }

  /** What is done once the destination is locked. */
  private interface Step {
    void go(Limit limit);
  }

  private void later(String destination, Step step) {
    steps.computeIfAbsent(destination, any -> new ArrayList<>()).add(step);
  }

  /** Its service is up. */
  void ask(Effect.Ask ask, Case now) {
    RemoteRequest request = ask.request();
    if (limits.of(request.destination()).isEmpty()) {
      outbox.ask(ask);
      return;
    }
    Held held = new Held(now.id(), Consequences.timer(request), request.attempt(), now.turn());
    if (ask.delay().isZero()) {
      String tenant = now.circumstances().tenant();
      later(request.destination(), limit -> enter(ask, tenant, held, limit));
    } else {
      store.timers().clear(held.id(), held.key());
      send(held, ask.delay()); // It gets in line when its time has come.
    }
  }

  /** Its service is down. */
  void hold(Effect.Hold hold) {
    Held held = new Held(hold.caseId(), hold.key(), hold.attempt(), hold.turn());
    store.services().hold(hold.service(), held);
    over(hold.destination(), hold.caseId(), hold.key()); // It may have had its turn.
  }

  private void enter(Effect.Ask ask, String tenant, Held held, Limit limit) {
    if (store.destinations().enter(ask.request().destination(), tenant, held, limit)) {
      outbox.ask(ask);
    } else {
      store.timers().clear(held.id(), held.key());
    }
  }

  void over(Effect.RequestOver over) {
    over(over.destination(), over.caseId(), over.key());
  }

  private void over(String destination, CaseId id, RefId key) {
    if (limits.of(destination).isPresent()) {
      later(destination, limit -> leave(destination, id, key, limit));
    }
  }

  void moved(Effect.RequestMoved moved, Case now) {
    if (limits.of(moved.destination()).isPresent()) {
      later(
          moved.destination(),
          limit -> {
            if (leave(moved.destination(), moved.caseId(), moved.key(), limit)) {
              store.timers().clear(moved.caseId(), moved.to());
              Held anew = new Held(moved.caseId(), moved.to(), moved.attempt(), now.turn());
              send(anew, Duration.ZERO);
            }
          });
    }
  }

  private boolean leave(String destination, CaseId id, RefId key, Limit limit) {
    Left left = store.destinations().leave(destination, id, key, limit);
    left.next().forEach(next -> send(next, Duration.ZERO));
    return left.waited();
  }

  private void send(Held held, Duration delay) {
    sends.add(
        new Effect.Send(new SendHeld(held.id(), held.key(), held.attempt(), held.turn()), delay));
  }

  /** To be called once, when nothing else is locked any more. */
  List<Effect.Send> atEnd() {
    steps.forEach(
        (destination, all) -> {
          Limit limit = limits.of(destination).orElse(Limit.NONE);
          all.forEach(step -> step.go(limit));
        });
    return sends;
  }
}
