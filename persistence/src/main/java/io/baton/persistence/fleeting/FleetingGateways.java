package io.baton.persistence.fleeting;

import io.baton.api.GatewayState;
import io.baton.api.HeldEvent;
import io.baton.model.CaseId;
import io.baton.model.Gateway;
import io.baton.port.GatewayStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gateways in memory, looked at and changed by one transaction at a time. */
final class FleetingGateways implements GatewayStore {
  private final Map<String, Gateway> gateways = new TreeMap<>();
  private final Map<Place, Partition> partitions = new HashMap<>();
  private final Map<Name, Actor> actors = new HashMap<>();
  private final OneAtATime turn;
  private final FleetingEvents events;
  private final FleetingPolls polls;

  FleetingGateways(Object monitor, OpenTransactions open, InstantSource clock, Duration patience) {
    turn = new OneAtATime(new CaseId("gateways"), monitor, open, patience);
    events = new FleetingEvents(turn);
    polls = new FleetingPolls(turn, clock);
  }

  @Override
  public List<Gateway> all() {
    return turn.alone(() -> List.copyOf(gateways.values()));
  }

  @Override
  public Gateway lock(String name) {
    return turn.alone(() -> gateways.getOrDefault(name, Gateway.unknown(name)));
  }

  @Override
  public void save(Gateway changed) {
    turn.alone(() -> turn.put(gateways, changed.name(), changed));
  }

  @Override
  public void drop(String gateway) {
    turn.alone(
        () -> {
          partitions.keySet().stream()
              .filter(place -> place.gateway().equals(gateway))
              .toList()
              .forEach(place -> turn.put(partitions, place, null));
          events.drop(gateway);
          return gateway;
        });
  }

  @Override
  public Optional<Taken> takeOver(String gateway, long epoch, int partition, String node) {
    return turn.alone(
        () -> {
          Gateway of = gateways.getOrDefault(gateway, Gateway.unknown(gateway));
          if (of.state() != GatewayState.RUNNING || of.epoch() != epoch) {
            return Optional.empty();
          }
          Place place = new Place(gateway, epoch, partition);
          Partition before = partitions.getOrDefault(place, new Partition(-1, 0));
          Partition now = new Partition(before.next(), before.term() + 1);
          turn.put(partitions, place, now);
          return Optional.of(
              new Taken(new Slot(gateway, epoch, partition, now.term()), now.next()));
        });
  }

  @Override
  public boolean accept(Slot slot, long former, long next, List<Waiting> arrived) {
    return turn.alone(
        () -> {
          if (!new Partition(former, slot.term()).equals(partitions.get(place(slot)))) {
            return false;
          }
          turn.put(partitions, place(slot), new Partition(next, slot.term()));
          arrived.forEach(event -> events.add(slot, event));
          return true;
        });
  }

  @Override
  public boolean hold(Slot slot) {
    return turn.alone(() -> isCurrent(slot));
  }

  private boolean isCurrent(Slot slot) {
    Partition now = partitions.get(place(slot));
    return now != null && now.term() == slot.term();
  }

  private static Place place(Slot slot) {
    return new Place(slot.gateway(), slot.epoch(), slot.partition());
  }

  @Override
  public List<Waiting> waiting(Slot slot, long after, int max) {
    return turn.alone(() -> events.free(slot, after).limit(max).toList());
  }

  @Override
  public List<Waiting> waiting(Slot slot, String actor, long after, int max) {
    return turn.alone(
        () ->
            events
                .free(slot, after)
                .filter(event -> event.actor().equals(actor))
                .limit(max)
                .toList());
  }

  @Override
  public Set<String> held(Slot slot) {
    return turn.alone(() -> events.heldActors(slot));
  }

  @Override
  public Map<String, Actor> actors(String gateway, Collection<String> names) {
    return turn.alone(
        () ->
            names.stream()
                .map(name -> actors.get(new Name(gateway, name)))
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toMap(Actor::name, actor -> actor)));
  }

  @Override
  public Optional<Actor> lockActor(String gateway, String name) {
    return turn.alone(() -> Optional.ofNullable(actors.get(new Name(gateway, name))));
  }

  @Override
  public boolean claim(Slot slot, long offset) {
    return turn.alone(() -> isCurrent(slot) && events.isToBeHandled(slot, offset));
  }

  @Override
  public void finish(Slot slot, Collection<Long> offsets, Collection<Actor> kept) {
    turn.alone(
        () -> {
          events.finish(slot, offsets);
          kept.forEach(actor -> keep(slot.gateway(), actor));
          return slot;
        });
  }

  private void keep(String gateway, Actor actor) {
    turn.put(actors, new Name(gateway, actor.name()), actor);
  }

  @Override
  public void failed(Slot slot, Failed failed) {
    turn.alone(
        () -> {
          events.failed(slot, failed);
          return slot;
        });
  }

  @Override
  public void handled(Slot slot, Collection<Handled> handled) {
    turn.alone(
        () -> {
          handled.forEach(event -> events.handled(slot, event));
          return slot;
        });
  }

  @Override
  public Optional<List<Wish>> wishes(Slot slot, long offset) {
    return turn.alone(() -> isCurrent(slot) ? events.wishes(slot, offset) : Optional.empty());
  }

  @Override
  public void carriedOut(Slot slot, Collection<CarriedOut> done) {
    turn.alone(
        () -> {
          done.forEach(event -> events.carriedOut(slot, event));
          return slot;
        });
  }

  @Override
  public List<HeldEvent> held(String gateway) {
    return turn.alone(() -> events.held(gateway).limit(MOST_HELD).toList());
  }

  @Override
  public boolean retry(String gateway, int partition, long offset) {
    return turn.alone(() -> events.retry(gateway, partition, offset));
  }

  @Override
  public boolean skip(String gateway, int partition, long offset) {
    return turn.alone(
        () -> {
          Optional<Map.Entry<Slot, Waiting>> skipped = events.skip(gateway, partition, offset);
          skipped.ifPresent(at -> pass(at.getKey(), at.getValue()));
          return skipped.isPresent();
        });
  }

  private void pass(Slot at, Waiting event) {
    Actor there = actors.get(new Name(at.gateway(), event.actor()));
    String state = there != null && there.epoch() == at.epoch() ? there.state() : null;
    keep(at.gateway(), new Actor(event.actor(), at.epoch(), at.partition(), event.offset(), state));
  }

  @Override
  public void schedule(Poll poll) {
    polls.schedule(poll);
  }

  @Override
  public void unschedule(String agent, String key) {
    polls.unschedule(agent, key);
  }

  @Override
  public Optional<Poll> due(Set<String> agents, long patienceMillis) {
    return polls.due(agents, patienceMillis);
  }

  @Override
  public boolean polled(Poll taken, @Nullable String state) {
    return polls.polled(taken, state);
  }

  void release(Object key) {
    turn.release(key);
  }

  private record Place(String gateway, long epoch, int partition) {}

  private record Partition(long next, long term) {}

  private record Name(String gateway, String actor) {}
}
