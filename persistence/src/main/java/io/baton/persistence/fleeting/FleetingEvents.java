package io.baton.persistence.fleeting;

import io.baton.api.HeldEvent;
import io.baton.port.GatewayStore.CarriedOut;
import io.baton.port.GatewayStore.Failed;
import io.baton.port.GatewayStore.Handled;
import io.baton.port.GatewayStore.Slot;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.GatewayStore.Wish;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events that wait, in memory. Used by one transaction at a time. */
final class FleetingEvents {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::gateway)
          .thenComparing(Place::epoch)
          .thenComparing(Place::partition)
          .thenComparing(Place::offset);

  private final NavigableMap<Place, Kept> inbox = new TreeMap<>(ORDER);
  private final OneAtATime turn;

  FleetingEvents(OneAtATime turn) {
    this.turn = turn;
  }

  void drop(String gateway) {
    inbox.keySet().stream()
        .filter(place -> place.gateway().equals(gateway))
        .toList()
        .forEach(place -> turn.put(inbox, place, null));
  }

  void add(Slot slot, Waiting event) {
    boolean broken = event.error() != null;
    turn.put(inbox, place(slot, event.offset()), new Kept(event, broken, broken, List.of()));
  }

  /** In order, but for those that wait for a held one of their actor. */
  Stream<Waiting> free(Slot slot, long after) {
    Map<String, Long> held = new HashMap<>();
    of(slot).values().stream()
        .filter(Kept::held)
        .map(Kept::event)
        .forEach(event -> held.putIfAbsent(event.actor(), event.offset()));
    return of(slot).tailMap(place(slot, after), false).values().stream()
        .map(Kept::event)
        .filter(event -> event.offset() < held.getOrDefault(event.actor(), Long.MAX_VALUE));
  }

  Set<String> heldActors(Slot slot) {
    return of(slot).values().stream()
        .filter(Kept::held)
        .map(kept -> kept.event().actor())
        .collect(Collectors.toSet());
  }

  private NavigableMap<Place, Kept> of(Slot slot) {
    return inbox.subMap(place(slot, -1), true, place(slot, Long.MAX_VALUE), true);
  }

  boolean isToBeHandled(Slot slot, long offset) {
    Kept kept = inbox.get(place(slot, offset));
    return kept != null && !kept.held() && !kept.event().handled();
  }

  void finish(Slot slot, Collection<Long> offsets) {
    offsets.forEach(offset -> turn.put(inbox, place(slot, offset), null));
  }

  void failed(Slot slot, Failed failed) {
    change(
        place(slot, failed.offset()),
        kept ->
            new Kept(
                kept.event().afterFailures(failed.failures(), failed.due(), failed.error()),
                failed.due() == null,
                false,
                kept.wishes()));
  }

  void handled(Slot slot, Handled handled) {
    change(
        place(slot, handled.offset()),
        kept -> new Kept(kept.event().afterHandling(), false, false, handled.wishes()));
  }

  Optional<List<Wish>> wishes(Slot slot, long offset) {
    return Optional.ofNullable(inbox.get(place(slot, offset)))
        .filter(kept -> kept.event().handled())
        .map(Kept::wishes);
  }

  void carriedOut(Slot slot, CarriedOut done) {
    change(
        place(slot, done.offset()),
        kept ->
            new Kept(
                kept.event(),
                kept.held(),
                kept.broken(),
                kept.wishes().stream().filter(wish -> wish.number() >= done.below()).toList()));
  }

  private void change(Place place, UnaryOperator<Kept> to) {
    Kept kept = inbox.get(place);
    if (kept != null) {
      turn.put(inbox, place, to.apply(kept));
    }
  }

  Stream<HeldEvent> held(String gateway) {
    return inbox.entrySet().stream()
        .filter(row -> row.getKey().gateway().equals(gateway) && row.getValue().held())
        .map(row -> told(row.getKey(), row.getValue().event()));
  }

  private static HeldEvent told(Place place, Waiting event) {
    return new HeldEvent(
        place.partition(),
        place.offset(),
        event.actor(),
        event.failures(),
        String.valueOf(event.error()));
  }

  boolean retry(String gateway, int partition, long offset) {
    Optional<Map.Entry<Place, Kept>> held =
        heldAt(gateway, partition, offset).filter(row -> !row.getValue().broken());
    held.ifPresent(
        row ->
            change(
                row.getKey(),
                kept ->
                    new Kept(
                        kept.event().afterFailures(0, null, null), false, false, kept.wishes())));
    return held.isPresent();
  }

  /** The place and the event that was there. */
  Optional<Map.Entry<Slot, Waiting>> skip(String gateway, int partition, long offset) {
    Optional<Map.Entry<Place, Kept>> held = heldAt(gateway, partition, offset);
    held.ifPresent(row -> turn.put(inbox, row.getKey(), null));
    return held.map(
        row ->
            Map.entry(
                new Slot(gateway, row.getKey().epoch(), partition, 0), row.getValue().event()));
  }

  private Optional<Map.Entry<Place, Kept>> heldAt(String gateway, int partition, long offset) {
    return inbox.entrySet().stream()
        .filter(row -> row.getValue().held())
        .filter(row -> row.getKey().gateway().equals(gateway))
        .filter(row -> row.getKey().partition() == partition && row.getKey().offset() == offset)
        .findFirst()
        .map(row -> Map.entry(row.getKey(), row.getValue()));
  }

  private static Place place(Slot slot, long offset) {
    return new Place(slot.gateway(), slot.epoch(), slot.partition(), offset);
  }

  private record Place(String gateway, long epoch, int partition, long offset) {}

  private record Kept(Waiting event, boolean held, boolean broken, List<Wish> wishes) {}
}
