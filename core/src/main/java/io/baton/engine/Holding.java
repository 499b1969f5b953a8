package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import io.baton.model.Turn;
import io.baton.port.CaseStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps back what a turn asks of services that are down, and lets the case know: only the case can
 * say later whether a request has ever left.
 */
final class Holding {
  private final CaseStore store;

  Holding(CaseStore store) {
    this.store = store;
  }

  /**
   * @param now the case as it is after the turn; it takes one event more for each request that
   *     stays
   */
  Verdict.Advance keepBack(Verdict.Advance advance, Case now) {
    Set<String> down = down(advance.effects());
    if (down.isEmpty()) {
      return advance;
    }
    Turn turn = advance.turn();
    List<Event> events = new ArrayList<>(turn.events());
    List<Effect> effects = new ArrayList<>();
    for (Effect effect : advance.effects()) {
      if (effect instanceof Effect.Ask ask && down.contains(service(ask))) {
        RemoteRequest request = ask.request();
        RefId key = Consequences.timer(request);
        Event held = new Event.RequestHeld(key, service(ask));
        now.apply(held);
        events.add(held);
        effects.add(new Effect.ClearTimer(now.id(), key)); // The end of its time waits, too.
        effects.add(
            new Effect.Hold(
                now.id(),
                service(ask),
                request.destination(),
                key,
                request.attempt(),
                turn.number()));
      } else {
        effects.add(effect);
      }
    }
    return new Verdict.Advance(new Turn(turn.number(), turn.command(), turn.at(), events), effects);
  }

  private Set<String> down(List<Effect> effects) {
    Set<String> asked =
        effects.stream()
            .filter(Effect.Ask.class::isInstance)
            .map(effect -> service((Effect.Ask) effect))
            .collect(Collectors.toSet());
    return asked.isEmpty() ? Set.of() : store.services().down(asked);
  }

  private static String service(Effect.Ask ask) {
    return ask.request().activity().service();
  }
}
