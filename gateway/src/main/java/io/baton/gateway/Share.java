package io.baton.gateway;

import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.Slot;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.GatewayStore.Wish;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A partition in this node's hands: which of its events are in memory, and whose turn it is. What
 * is here is a copy; the store decides.
 */
final class Share {
  private final Slot slot;
  private final Starter starter;
  private final Lanes lanes;

  /** Of whom an event is held: what comes now waits in the store. */
  private final Set<String> held = new HashSet<>();

  /** Those whose event failed too often here: what was read of them before is not begun. */
  private final Set<String> parked = new HashSet<>();

  private long next;
  private long loadedTo = -1;
  private boolean unloaded;
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
    this.next = next;
    this.starter = starter;
    this.lanes = new Lanes(this, remembers, starter, untilDue);
  }

  Slot slot() {
    return slot;
  }

  synchronized long next() {
    return next;
  }

  synchronized int backlog() {
    return lanes.size();
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
        lanes.add(event, actors);
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
        lanes.add(event, actors);
      }
    }
  }

  /**
   * Actors that are needed for these events and of whom nothing is in memory, so that what is kept
   * of them is what they are.
   */
  synchronized Set<String> unknown(Collection<Waiting> events) {
    return lanes.unknown(events);
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

  /**
   * The first event of the lane is handled and that is committed, with what it asked for; it ends
   * when that is done.
   */
  synchronized void handled(Lane lane, @Nullable Actor after, List<Wish> wishes) {
    if (wishes.isEmpty()) {
      done(lane, after);
      return;
    }
    if (after != null) {
      lane.knows(after);
    }
    Waiting handled = lane.events.remove().afterHandling();
    lane.events.addFirst(handled);
    lane.asks(wishes);
    starter.carryOut(lane, handled);
  }

  /** The first event of the lane has ended, and that is committed. */
  synchronized void done(Lane lane, @Nullable Actor after) {
    running--;
    lanes.pass(lane, after);
    goOn(lane);
  }

  private void goOn(Lane lane) {
    lanes.goOn(lane, held.contains(lane.name));
  }

  /** The next ones of a lane that had too many, or nobody knows which. */
  synchronized void reloaded(Lane lane, List<Waiting> events) {
    lanes.reloaded(lane, events);
    goOn(lane);
  }

  /** The first event of the lane was not there: the store is asked what is. */
  synchronized void unsure(Lane lane) {
    running--;
    lanes.forget(lane);
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
    held.add(lane.name);
    parked.add(lane.name);
    lanes.drop(lane);
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
    lanes.free(actor, !unloaded);
  }

  /** Where events go when it is their turn. */
  interface Starter {
    void start(Lane lane, Duration delay);

    void reload(Lane lane);

    /** At once, as a part of what is being done. */
    void carryOut(Lane lane, Waiting handled);
  }
}
