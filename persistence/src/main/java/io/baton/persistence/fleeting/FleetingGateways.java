package io.baton.persistence.fleeting;

import io.baton.api.GatewayState;
import io.baton.api.HeldEvent;
import io.baton.model.CaseId;
import io.baton.model.Gateway;
import io.baton.port.GatewayStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gateways in memory, looked at and changed by one transaction at a time. */
final class FleetingGateways implements GatewayStore {
  private static final CaseId ALL = new CaseId("gateways");
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::gateway)
          .thenComparing(Place::epoch)
          .thenComparing(Place::partition)
          .thenComparing(Place::offset);

  private final Map<String, Gateway> gateways = new TreeMap<>();
  private final Map<Place, Partition> partitions = new HashMap<>();
  private final NavigableMap<Place, Kept> inbox = new TreeMap<>(ORDER);
  private final Map<Named, Actor> actors = new HashMap<>();
  private final Map<Named, Due> polls = new HashMap<>();
  private final Object monitor;
  private final OpenTransactions open;
  private final InstantSource clock;
  private final CaseLocks lock;

  FleetingGateways(Object monitor, OpenTransactions open, InstantSource clock, Duration patience) {
    this.monitor = monitor;
    this.open = open;
    this.clock = clock;
    this.lock = new CaseLocks(monitor, patience);
  }

  @Override
  public List<Gateway> all() {
    return alone(() -> List.copyOf(gateways.values()));
  }

  @Override
  public Gateway lock(String name) {
    return alone(() -> gateways.getOrDefault(name, Gateway.unknown(name)));
  }

  @Override
  public void save(Gateway changed) {
    alone(() -> put(gateways, changed.name(), changed));
  }

  @Override
  public void drop(String gateway) {
    alone(
        () -> {
          partitions.keySet().stream()
              .filter(place -> place.gateway().equals(gateway))
              .toList()
              .forEach(place -> put(partitions, place, null));
          inbox.keySet().stream()
              .filter(place -> place.gateway().equals(gateway))
              .toList()
              .forEach(place -> put(inbox, place, null));
          return gateway;
        });
  }

  @Override
  public Optional<Taken> takeOver(String gateway, long epoch, int partition, String node) {
    return alone(
        () -> {
          Gateway of = gateways.getOrDefault(gateway, Gateway.unknown(gateway));
          if (of.state() != GatewayState.RUNNING || of.epoch() != epoch) {
            return Optional.empty();
          }
          Place place = new Place(gateway, epoch, partition, 0);
          Partition before = partitions.getOrDefault(place, new Partition(-1, 0));
          Partition now = new Partition(before.next(), before.term() + 1);
          put(partitions, place, now);
          return Optional.of(
              new Taken(new Slot(gateway, epoch, partition, now.term()), now.next()));
        });
  }

  @Override
  public boolean accept(Slot slot, long former, long next, List<Waiting> events) {
    return alone(
        () -> {
          if (!new Partition(former, slot.term()).equals(partitions.get(place(slot, 0)))) {
            return false;
          }
          put(partitions, place(slot, 0), new Partition(next, slot.term()));
          events.forEach(
              event ->
                  put(
                      inbox,
                      place(slot, event.offset()),
                      new Kept(event, event.error() != null, event.error() != null)));
          return true;
        });
  }

  @Override
  public List<Waiting> waiting(Slot slot, long after, int max) {
    return alone(() -> free(slot, after).limit(max).toList());
  }

  @Override
  public List<Waiting> waiting(Slot slot, String actor, long after, int max) {
    return alone(
        () -> free(slot, after).filter(event -> event.actor().equals(actor)).limit(max).toList());
  }

  private Stream<Waiting> free(Slot slot, long after) {
    Map<String, Long> held = new HashMap<>();
    of(slot).values().stream()
        .filter(Kept::held)
        .map(Kept::event)
        .forEach(event -> held.putIfAbsent(event.actor(), event.offset()));
    return of(slot).tailMap(place(slot, after), false).values().stream()
        .map(Kept::event)
        .filter(event -> event.offset() < held.getOrDefault(event.actor(), Long.MAX_VALUE));
  }

  @Override
  public Set<String> held(Slot slot) {
    return alone(() -> heldActors(slot));
  }

  private Set<String> heldActors(Slot slot) {
    return of(slot).values().stream()
        .filter(Kept::held)
        .map(kept -> kept.event().actor())
        .collect(Collectors.toSet());
  }

  private NavigableMap<Place, Kept> of(Slot slot) {
    return inbox.subMap(place(slot, -1), true, place(slot, Long.MAX_VALUE), true);
  }

  @Override
  public Map<String, Actor> actors(String gateway, Collection<String> names) {
    return alone(
        () ->
            names.stream()
                .map(name -> actors.get(new Named(gateway, name)))
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toMap(Actor::name, actor -> actor)));
  }

  @Override
  public Optional<Actor> lockActor(String gateway, String name) {
    return alone(() -> Optional.ofNullable(actors.get(new Named(gateway, name))));
  }

  @Override
  public boolean hold(Slot slot) {
    return alone(() -> isCurrent(slot));
  }

  private boolean isCurrent(Slot slot) {
    Partition now = partitions.get(place(slot, 0));
    return now != null && now.term() == slot.term();
  }

  @Override
  public boolean claim(Slot slot, long offset) {
    return alone(
        () -> {
          Kept kept = inbox.get(place(slot, offset));
          return isCurrent(slot) && kept != null && !kept.held();
        });
  }

  @Override
  public void finish(Slot slot, Collection<Long> offsets, Collection<Actor> kept) {
    alone(
        () -> {
          offsets.forEach(offset -> put(inbox, place(slot, offset), null));
          kept.forEach(actor -> put(actors, new Named(slot.gateway(), actor.name()), actor));
          return slot;
        });
  }

  @Override
  public void failed(Slot slot, Failed failed) {
    alone(
        () -> {
          Kept kept = inbox.get(place(slot, failed.offset()));
          if (kept != null) {
            put(
                inbox,
                place(slot, failed.offset()),
                new Kept(
                    after(kept.event(), failed.failures(), failed.due(), failed.error()),
                    failed.due() == null,
                    false));
          }
          return slot;
        });
  }

  private static Waiting after(
      Waiting event, int failures, @Nullable Instant due, @Nullable String error) {
    return new Waiting(
        event.offset(),
        event.actor(),
        event.key(),
        event.value(),
        event.headers(),
        event.at(),
        failures,
        due,
        error);
  }

  @Override
  public List<HeldEvent> held(String gateway) {
    return alone(
        () ->
            inbox.entrySet().stream()
                .filter(row -> row.getKey().gateway().equals(gateway) && row.getValue().held())
                .limit(MOST_HELD)
                .map(row -> told(row.getKey(), row.getValue().event()))
                .toList());
  }

  private static HeldEvent told(Place place, Waiting event) {
    return new HeldEvent(
        place.partition(),
        place.offset(),
        event.actor(),
        event.failures(),
        String.valueOf(event.error()));
  }

  @Override
  public boolean retry(String gateway, int partition, long offset) {
    return alone(
        () -> {
          Optional<Place> place = heldAt(gateway, partition, offset);
          Kept kept = place.map(inbox::get).orElse(null);
          if (kept == null || kept.broken()) {
            return false;
          }
          put(
              inbox,
              place.orElseThrow(),
              new Kept(after(kept.event(), 0, null, null), false, false));
          return true;
        });
  }

  private Optional<Place> heldAt(String gateway, int partition, long offset) {
    return inbox.entrySet().stream()
        .filter(row -> row.getValue().held())
        .map(Map.Entry::getKey)
        .filter(place -> place.gateway().equals(gateway))
        .filter(place -> place.partition() == partition && place.offset() == offset)
        .findFirst();
  }

  @Override
  public boolean skip(String gateway, int partition, long offset) {
    return alone(
        () -> {
          Optional<Place> place = heldAt(gateway, partition, offset);
          place.ifPresent(
              at -> {
                Kept kept = put(inbox, at, null);
                if (kept != null) {
                  pass(at, kept.event().actor());
                }
              });
          return place.isPresent();
        });
  }

  private void pass(Place at, String actor) {
    Named name = new Named(at.gateway(), actor);
    Actor there = actors.get(name);
    String state = there != null && there.epoch() == at.epoch() ? there.state() : null;
    put(actors, name, new Actor(actor, at.epoch(), at.partition(), at.offset(), state));
  }

  @Override
  public void schedule(Poll poll) {
    Named name = new Named(poll.agent(), poll.key());
    alone(
        () -> {
          Due there = polls.get(name);
          Poll next =
              there == null
                  ? poll
                  : new Poll(
                      poll.agent(),
                      poll.key(),
                      poll.topic(),
                      poll.everyMillis(),
                      there.poll().state(),
                      there.poll().token());
          return put(polls, name, new Due(clock.instant(), next));
        });
  }

  @Override
  public void unschedule(String agent, String key) {
    alone(() -> put(polls, new Named(agent, key), null));
  }

  @Override
  public Optional<Poll> due(Set<String> agents, long patienceMillis) {
    return alone(
        () -> {
          Instant now = clock.instant();
          Optional<Due> due =
              polls.values().stream()
                  .filter(row -> agents.contains(row.poll().agent()) && !row.at().isAfter(now))
                  .min(Comparator.comparing(Due::at));
          return due.map(row -> taken(row.poll(), now.plusMillis(patienceMillis)));
        });
  }

  private Poll taken(Poll poll, Instant until) {
    Poll taken =
        new Poll(
            poll.agent(),
            poll.key(),
            poll.topic(),
            poll.everyMillis(),
            poll.state(),
            poll.token() + 1);
    put(polls, new Named(poll.agent(), poll.key()), new Due(until, taken));
    return taken;
  }

  @Override
  public boolean polled(Poll taken, @Nullable String state) {
    Named name = new Named(taken.agent(), taken.key());
    return alone(
        () -> {
          Due there = polls.get(name);
          if (there == null || there.poll().token() != taken.token()) {
            return false;
          }
          Poll now = there.poll();
          put(
              polls,
              name,
              new Due(
                  clock.instant().plusMillis(taken.everyMillis()),
                  new Poll(
                      now.agent(), now.key(), now.topic(), now.everyMillis(), state, now.token())));
          return true;
        });
  }

  /** Changes at once, and back when the transaction is rolled back. */
  private <K, V> @Nullable V put(Map<K, V> map, K key, @Nullable V value) {
    V before = value == null ? map.remove(key) : map.put(key, value);
    open.mine()
        .changesBack
        .addFirst(
            () -> {
              if (before == null) {
                map.remove(key);
              } else {
                map.put(key, before);
              }
            });
    return before;
  }

  private <T> T alone(Supplier<T> work) {
    synchronized (monitor) {
      Staged mine = open.mine();
      Object key = open.key();
      lock.take(key, ALL);
      if (!open.isOpen(mine)) {
        lock.release(key, ALL);
        throw new IllegalStateException("the transaction ended while it waited for the gateways");
      }
      return work.get();
    }
  }

  void release(Object key) {
    lock.release(key);
  }

  private static Place place(Slot slot, long offset) {
    return new Place(slot.gateway(), slot.epoch(), slot.partition(), offset);
  }

  private record Place(String gateway, long epoch, int partition, long offset) {}

  private record Partition(long next, long term) {}

  private record Kept(Waiting event, boolean held, boolean broken) {}

  private record Named(String of, String name) {}

  private record Due(Instant at, Poll poll) {}
}
