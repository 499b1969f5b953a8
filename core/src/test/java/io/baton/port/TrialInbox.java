package io.baton.port;

import io.baton.model.StreamRecord;
import io.baton.port.CaseCatalog.Wanted;
import io.baton.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An inbox that is changed at once, and changed back by who rolls back. */
public final class TrialInbox implements Inbox {
  private record Kept(Place place, StreamRecord record, Instant until) {}

  private static final Comparator<Lane> IN_ORDER =
      Comparator.comparing(Lane::source).thenComparing(Lane::number);

  private final Map<Lane, Long> lanes = new TreeMap<>(IN_ORDER);
  private final Set<String> told = new HashSet<>();
  private final List<Kept> kept = new ArrayList<>();
  private final CaseStore store;
  private final Consumer<String> own;
  private final Consumer<Runnable> changeBack;

  /**
   * @param own locks what is named until the end of the transaction
   * @param changeBack is called with what takes a change back
   */
  public TrialInbox(CaseStore store, Consumer<String> own, Consumer<Runnable> changeBack) {
    this.store = store;
    this.own = own;
    this.changeBack = changeBack;
  }

  @Override
  public long lock(Lane lane) {
    own.accept("lane " + lane.hashCode());
    synchronized (this) {
      return lanes.getOrDefault(lane, -1L);
    }
  }

  @Override
  public synchronized void moveOn(Lane lane, long offset) {
    Long before = lanes.put(lane, offset);
    back(
        () -> {
          if (before == null) {
            lanes.remove(lane);
          } else {
            lanes.put(lane, before);
          }
        });
  }

  private void back(Runnable change) {
    changeBack.accept(
        () -> {
          synchronized (this) {
            change.run();
          }
        });
  }

  @Override
  public synchronized boolean tell(Lane lane, long missing) {
    String what = lane + " " + missing;
    boolean fresh = told.add(what);
    if (fresh) {
      back(() -> told.remove(what));
    }
    return fresh;
  }

  @Override
  public synchronized List<Reached> lanes() {
    return lanes.entrySet().stream().map(e -> new Reached(e.getKey(), e.getValue())).toList();
  }

  @Override
  public boolean keep(Place place, StreamRecord record, Instant until) {
    own.accept("inbox");
    synchronized (this) {
      if (kept.stream().filter(k -> k.place().equals(place)).count() >= MAX_KEPT) {
        return false;
      }
      Kept fresh = new Kept(place, record, until);
      kept.add(fresh);
      back(() -> kept.remove(fresh));
      return true;
    }
  }

  @Override
  public List<StreamRecord> take(Place place) {
    own.accept("inbox");
    synchronized (this) {
      List<Kept> taken = kept.stream().filter(k -> k.place().equals(place)).toList();
      remove(taken);
      return taken.stream().map(Kept::record).toList();
    }
  }

  private void remove(List<Kept> taken) {
    kept.removeAll(taken);
    back(() -> kept.addAll(0, taken));
  }

  @Override
  public synchronized List<Place> ready(int max) {
    return kept.stream().map(Kept::place).distinct().filter(this::isReady).limit(max).toList();
  }

  private boolean isReady(Place place) {
    return switch (place.kind()) {
      case CASE -> store.workflow(new io.baton.model.CaseId(place.value())).isPresent();
      case SIGNAL -> !store.catalog().subscribers(place.name(), place.value()).isEmpty();
      case ATTRIBUTE -> hasCase(place);
      case REF -> false;
    };
  }

  private boolean hasCase(Place place) {
    var attribute = Map.of(place.name(), new io.baton.model.Payload(Json.tree(place.value())));
    return store.catalog().find(new Wanted(null, null, null, attribute, 1_000)).stream()
        .anyMatch(found -> !found.status().isEnd());
  }

  @Override
  public List<Expired> expired(int max) {
    own.accept("inbox");
    synchronized (this) {
      List<Kept> over =
          kept.stream()
              .filter(k -> !k.until().isAfter(store.now()))
              .sorted(Comparator.comparing(Kept::until))
              .limit(max)
              .toList();
      remove(over);
      return over.stream().map(k -> new Expired(k.place(), k.record())).toList();
    }
  }
}
