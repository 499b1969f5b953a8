package io.baton.gateway;

import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.Slot;
import io.baton.port.GatewayStore.Waiting;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A partition in this node's hands: which of its events are in memory, and whose turn it is. What
 * is here is a copy; the store decides.
 */
final class Share {
  private final Slot slot;
  private final Starter starter;
  private final Function<Waiting, Duration> untilDue;
  private final Map<String, Lane> lanes = new HashMap<>();

  /** Of whom an event is held: what comes now waits in the store. */
  private final Set<String> held = new HashSet<>();

  /** Those whose event failed too often here: what was read of them before is not begun. */
  private final Set<String> parked = new HashSet<>();

  private final boolean remembers;
  private Set<String> asked = Set.of();
  private long next;
  private long loadedTo = -1;
  private boolean unloaded;
  private int backlog;
  private int running;
  private boolean over;

  /**
   * @param next the offset to read from, -1 for the beginning
   * @param remembers true when what actors are is needed here, and not read with each event
   */
  Share(
      Slot slot,
      long next,
      boolean remembers,
      Starter starter,
      Function<Waiting, Duration> untilDue) {
    this.slot = slot;
    this.remembers = remembers;
    this.next = next;
    this.starter = starter;
    this.untilDue = untilDue;
  }

  Slot slot() {
    return slot;
  }

  synchronized long next() {
    return next;
  }

  synchronized int backlog() {
    return backlog;
  }

  synchronized int running() {
    return running;
  }

  synchronized boolean isOver() {
    return over;
  }

  /** Nothing is begun any more. */
  synchronized void end() {
    over = true;
  }

  /** Events that waited before this node came, up to an offset. */
  synchronized void load(List<Waiting> events, Map<String, Actor> actors, boolean more) {
    unloaded = more;
    for (Waiting event : events) {
      loadedTo = event.offset();
      if (!parked.contains(event.actor())) {
        add(event, actors);
      }
    }
  }

  synchronized boolean isUnloaded() {
    return unloaded;
  }

  synchronized long loadedTo() {
    return loadedTo;
  }

  /** Events that the store has just accepted. */
  synchronized void accepted(long next, List<Waiting> events, Map<String, Actor> actors) {
    this.next = next;
    for (Waiting event : events) {
      if (event.error() != null) {
        held.add(event.actor());
      } else if (!unloaded && !held.contains(event.actor())) {
        add(event, actors);
      }
    }
  }

  private void add(Waiting event, Map<String, Actor> actors) {
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
    Lane lane = new Lane(this, event.actor());
    lanes.put(event.actor(), lane);
    if (remembers && event.key() != null && !asked.contains(event.actor())) {
      // It was in memory when it would have been asked for, and has gone since.
      lane.more = true;
      starter.reload(lane);
    } else {
      lane.knows(actors.get(event.actor()));
      put(lane, event);
      go(lane);
    }
  }

  private void put(Lane lane, Waiting event) {
    lane.events.add(event);
    backlog++;
  }

  /**
   * Actors that are needed for these events and of whom nothing is in memory, so that what is kept
   * of them is what they are.
   */
  synchronized Set<String> unknown(Collection<Waiting> events) {
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

  /**
   * The first event of the lane is about to be handled.
   *
   * @return null when nothing is begun any more
   */
  synchronized @Nullable Waiting begin(Lane lane) {
    if (over) {
      return null;
    }
    running++;
    return lane.events.element();
  }

  /** The first event of the lane is handled, and that is committed. */
  synchronized void done(Lane lane, @Nullable Actor after) {
    running--;
    backlog--;
    lane.last = lane.events.remove().offset();
    if (after != null) {
      lane.knows(after);
    }
    goOn(lane);
  }

  private void goOn(Lane lane) {
    if (!lane.events.isEmpty()) {
      go(lane);
    } else if (lane.more && !held.contains(lane.name)) {
      starter.reload(lane);
    } else {
      lanes.remove(lane.name);
    }
  }

  /** The next ones of a lane that had too many, or nobody knows which. */
  synchronized void reloaded(Lane lane, List<Waiting> events) {
    lane.more = events.size() >= Lane.LENGTH;
    events.forEach(event -> put(lane, event));
    goOn(lane);
  }

  /** The first event of the lane was not there: the store is asked what is. */
  synchronized void unsure(Lane lane) {
    running--;
    backlog -= lane.events.size();
    lane.events.clear();
    lane.known = false;
    lane.more = true;
    goOn(lane);
  }

  /** The first event of the lane failed, and waits. */
  synchronized void failed(Lane lane, Waiting again, Duration delay) {
    running--;
    lane.events.remove();
    lane.events.addFirst(again);
    starter.start(lane, delay);
  }

  /** The first event of the lane is held, and so are those behind it. */
  synchronized void held(Lane lane) {
    running--;
    backlog -= lane.events.size();
    held.add(lane.name);
    parked.add(lane.name);
    lanes.remove(lane.name);
  }

  /** An attempt of which nothing can be noted, because the partition is another's. */
  synchronized void lost() {
    running--;
    over = true;
  }

  synchronized void holds(Set<String> actors) {
    held.addAll(actors);
  }

  synchronized Set<String> held() {
    return Set.copyOf(held);
  }

  /** An operator has decided: what was held back is free. */
  synchronized void free(String actor) {
    held.remove(actor);
    parked.remove(actor);
    Lane there = lanes.get(actor);
    if (there != null) {
      there.more = true;
    } else if (!unloaded) {
      Lane lane = new Lane(this, actor);
      lane.more = true;
      lanes.put(actor, lane);
      starter.reload(lane);
    }
  }

  /** Where events go when it is their turn. */
  interface Starter {
    void start(Lane lane, Duration delay);

    void reload(Lane lane);
  }
}
