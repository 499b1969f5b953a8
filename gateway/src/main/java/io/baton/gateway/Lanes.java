package io.baton.gateway;

import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.Waiting;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events of a partition that are in memory, each behind the others of its actor. */
final class Lanes {
  private final Share share;
  private final Share.Starter starter;
  private final Function<Waiting, Duration> untilDue;
  private final boolean remembers;
  private final Map<String, Lane> lanes = new HashMap<>();
  private Set<String> asked = Set.of();
  private int size;

  /** Guarded by the share. */
  Lanes(
      Share share, boolean remembers, Share.Starter starter, Function<Waiting, Duration> untilDue) {
    this.share = share;
    this.remembers = remembers;
    this.starter = starter;
    this.untilDue = untilDue;
  }

  int size() {
    return size;
  }

  void add(Waiting event, Map<String, Actor> actors) {
    Lane there = lanes.get(event.actor());
    if (there == null) {
      begin(event, actors);
    } else if (there.more || there.events.size() >= Lane.LENGTH) {
      there.more = true;
    } else {
      put(there, event);
    }
  }

  private void begin(Waiting event, Map<String, Actor> actors) {
    if (remembers && event.key() != null && !asked.contains(event.actor())) {
      // It was in memory when it would have been asked for, and has gone since.
      beginFromStore(event.actor());
    } else {
      Lane lane = made(event.actor());
      lane.knows(actors.get(event.actor()));
      put(lane, event);
      go(lane);
    }
  }

  private void beginFromStore(String actor) {
    Lane lane = made(actor);
    lane.more = true;
    starter.reload(lane);
  }

  private Lane made(String actor) {
    Lane lane = new Lane(share, actor);
    lanes.put(actor, lane);
    return lane;
  }

  private void put(Lane lane, Waiting event) {
    lane.events.add(event);
    size++;
  }

  /** Which of their actors are to be asked for: nothing is in memory of them. */
  Set<String> unknown(Collection<Waiting> events) {
    if (!remembers) {
      return Set.of();
    }
    asked =
        events.stream()
            .filter(event -> event.key() != null)
            .map(Waiting::actor)
            .filter(actor -> !lanes.containsKey(actor))
            .collect(Collectors.toSet());
    return asked;
  }

  private void go(Lane lane) {
    starter.start(lane, untilDue.apply(lane.events.element()));
  }

  /** The first event has ended. */
  void pass(Lane lane, @Nullable Actor after) {
    size--;
    lane.last = lane.events.remove().offset();
    if (after != null) {
      lane.knows(after);
    }
  }

  /**
   * @param held nothing more is begun of this actor
   */
  void goOn(Lane lane, boolean held) {
    if (!lane.events.isEmpty()) {
      go(lane);
    } else if (lane.more && !held) {
      starter.reload(lane);
    } else {
      lanes.remove(lane.name);
    }
  }

  void reloaded(Lane lane, List<Waiting> events) {
    lane.more = events.size() >= Lane.LENGTH;
    events.forEach(event -> put(lane, event));
  }

  void forget(Lane lane) {
    size -= lane.events.size();
    lane.events.clear();
    lane.known = false;
    lane.more = true;
  }

  void drop(Lane lane) {
    size -= lane.events.size();
    lanes.remove(lane.name);
  }

  /**
   * Something of the actor is free in the store.
   *
   * @param now false when it is loaded with all the others anyway
   */
  void free(String actor, boolean now) {
    Lane there = lanes.get(actor);
    if (there != null) {
      there.more = true;
    } else if (now) {
      beginFromStore(actor);
    }
  }
}
