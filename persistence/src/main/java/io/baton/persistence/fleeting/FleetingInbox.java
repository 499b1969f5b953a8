package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.StreamRecord;
import io.baton.port.CaseCatalog.Wanted;
import io.baton.port.CaseStore;
import io.baton.port.Inbox;
import io.baton.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lanes and records that wait, in memory; those who take lock what they take. */
final class FleetingInbox implements Inbox {
  private static final Comparator<Lane> IN_ORDER =
      Comparator.comparing(Lane::source).thenComparing(Lane::number);

  private final Map<Lane, Long> lanes = new TreeMap<>(IN_ORDER);
  private final Map<Lane, Long> told = new HashMap<>();
  private final List<Kept> kept = new ArrayList<>();
  private final Object monitor;
  private final OpenTransactions open;
  private final CaseStore store;
  private final CaseLocks locks;

  FleetingInbox(Object monitor, OpenTransactions open, CaseStore store, Duration patience) {
    this.monitor = monitor;
    this.open = open;
    this.store = store;
    this.locks = new CaseLocks(monitor, patience);
  }

  /** Not equal to another one, however alike. */
  private static final class Kept {
    final Place place;
    final StreamRecord record;
    final Instant until;

    Kept(Place place, StreamRecord record, Instant until) {
      this.place = place;
      this.record = record;
      this.until = until;
    }
  }

  @Override
  public long lock(Lane lane) {
    synchronized (monitor) {
      Changes mine = mine(lane);
      return mine.lanes.getOrDefault(lane, lanes.getOrDefault(lane, -1L));
    }
  }

  @Override
  public void moveOn(Lane lane, long offset) {
    synchronized (monitor) {
      mine(lane).lanes.put(lane, offset);
    }
  }

  @Override
  public boolean tell(Lane lane, long missing) {
    synchronized (monitor) {
      Changes mine = mine(lane);
      long before = Math.max(told.getOrDefault(lane, -1L), mine.told.getOrDefault(lane, -1L));
      if (before < missing) {
        mine.told.put(lane, missing);
      }
      return before < missing;
    }
  }

  /** Locked. */
  private Changes mine(Object what) {
    Staged mine = open.mine();
    byte[] name = what.toString().getBytes(StandardCharsets.UTF_8);
    CaseId lock = new CaseId(UUID.nameUUIDFromBytes(name).toString());
    locks.take(open.key(), lock);
    if (!open.isOpen(mine)) {
      locks.release(open.key(), lock);
      throw new IllegalStateException("the transaction ended while it waited for " + what);
    }
    return mine.inbox;
  }

  @Override
  public List<Reached> lanes() {
    synchronized (monitor) {
      Map<Lane, Long> seen = new TreeMap<>(IN_ORDER);
      seen.putAll(lanes);
      @Nullable Staged mine = open.seen();
      if (mine != null) {
        seen.putAll(mine.inbox.lanes);
      }
      return seen.entrySet().stream().map(e -> new Reached(e.getKey(), e.getValue())).toList();
    }
  }

  @Override
  public boolean keep(Place place, StreamRecord record, Instant until) {
    synchronized (monitor) {
      Changes mine = open.mine().inbox;
      if (at(place, mine).size() >= MAX_KEPT) {
        return false;
      }
      return mine.kept.add(new Kept(place, record, until));
    }
  }

  private List<Kept> at(Place place, Changes mine) {
    return all(mine).stream().filter(each -> each.place.equals(place)).toList();
  }

  private List<Kept> all(Changes mine) {
    List<Kept> all = new ArrayList<>(kept);
    all.addAll(mine.kept);
    all.removeAll(mine.taken);
    return all;
  }

  @Override
  public List<StreamRecord> take(Place place) {
    synchronized (monitor) {
      Changes mine = mine(place);
      List<Kept> there = at(place, mine);
      mine.taken.addAll(there);
      return there.stream().map(each -> each.record).toList();
    }
  }

  @Override
  public List<Place> ready(int max) {
    synchronized (monitor) {
      @Nullable Staged seen = open.seen();
      return all(seen == null ? new Changes() : seen.inbox).stream()
          .map(each -> each.place)
          .distinct()
          .filter(this::isReady)
          .limit(max)
          .toList();
    }
  }

  private boolean isReady(Place place) {
    return switch (place.kind()) {
      case CASE -> store.workflow(new CaseId(place.value())).isPresent();
      case SIGNAL -> !store.catalog().subscribers(place.name(), place.value()).isEmpty();
      case ATTRIBUTE -> isOnACase(place.name(), new Payload(Json.tree(place.value())));
      case REF -> false;
    };
  }

  private boolean isOnACase(String attribute, Payload value) {
    Wanted wanted = new Wanted(null, null, null, Map.of(attribute, value), 1_000);
    return store.catalog().find(wanted).stream().anyMatch(found -> found.ended() == null);
  }

  @Override
  public List<Expired> expired(int max) {
    synchronized (monitor) {
      Instant now = store.now();
      List<Expired> over = new ArrayList<>();
      List<Kept> all = all(open.mine().inbox);
      all.sort(Comparator.comparing(each -> each.until));
      for (Kept each : all) {
        if (over.size() < max && !each.until.isAfter(now)) {
          Changes mine = mine(each.place);
          if (all(mine).contains(each) && mine.taken.add(each)) {
            over.add(new Expired(each.place, each.record));
          }
        }
      }
      return over;
    }
  }

  void commit(Staged staged) {
    lanes.putAll(staged.inbox.lanes);
    told.putAll(staged.inbox.told);
    kept.addAll(staged.inbox.kept);
    kept.removeAll(staged.inbox.taken);
  }

  void release(Object key) {
    locks.release(key);
  }

  /** What one transaction changed. */
  static final class Changes {
    private final Map<Lane, Long> lanes = new HashMap<>();
    private final Map<Lane, Long> told = new HashMap<>();
    private final List<Kept> kept = new ArrayList<>();
    private final Set<Kept> taken = new HashSet<>();
  }
}
