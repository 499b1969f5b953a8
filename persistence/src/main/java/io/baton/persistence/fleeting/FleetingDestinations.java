package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Destinations;
import io.baton.port.Services.Held;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Destinations in memory. A transaction owns what it touches until its end, so it changes it at
 * once, and changes it back when it rolls back.
 */
final class FleetingDestinations implements Destinations {
  private final Map<String, Row> rows = new TreeMap<>();
  private final Object monitor;
  private final OpenTransactions open;
  private final CaseLocks locks;
  private final InstantSource clock;

  FleetingDestinations(
      Object monitor, OpenTransactions open, InstantSource clock, Duration patience) {
    this.monitor = monitor;
    this.open = open;
    this.clock = clock;
    this.locks = new CaseLocks(monitor, patience);
  }

  @Override
  public boolean enter(String destination, String tenant, Held request, Limit limit) {
    synchronized (monitor) {
      Row row = locked(destination, limit);
      Key key = new Key(request.id(), request.key());
      if (row.underWay.contains(key)) {
        return true;
      }
      if (row.turns.containsKey(key)) {
        return false;
      }
      if (row.turns.isEmpty() && row.hasRoom(limit)) {
        take(row, key, limit);
        return true;
      }
      line(row, tenant, request);
      return false;
    }
  }

  @Override
  public Left leave(String destination, CaseId id, RefId ref, Limit limit) {
    synchronized (monitor) {
      Row row = locked(destination, limit);
      Key key = new Key(id, ref);
      Turn turn = row.turns.get(key);
      if (turn != null) {
        unline(row, turn);
      } else if (row.underWay.remove(key)) {
        back(() -> row.underWay.add(key));
      }
      return new Left(turn != null, next(row, limit, Integer.MAX_VALUE));
    }
  }

  @Override
  public List<Held> release(String destination, Limit limit, int max) {
    synchronized (monitor) {
      Row row = locked(destination, limit);
      List<Held> next = next(row, limit, max);
      if (limit.isNone()) {
        Set<Key> was = Set.copyOf(row.underWay);
        row.underWay.clear();
        back(() -> row.underWay.addAll(was));
      }
      return next;
    }
  }

  private List<Held> next(Row row, Limit limit, int max) {
    List<Held> next = new ArrayList<>();
    while (next.size() < max && !row.ring.isEmpty() && row.hasRoom(limit)) {
      Lane lane = row.ring.firstEntry().getValue();
      Turn turn = lane.turns.firstEntry().getValue();
      toTheEnd(row, lane);
      unline(row, turn);
      take(row, turn.key(), limit);
      next.add(turn.request);
    }
    return next;
  }

  private void take(Row row, Key key, Limit limit) {
    row.underWay.add(key);
    int spent = limit.perSecond() == 0 ? 0 : 1;
    row.saved -= spent;
    back(
        () -> {
          row.underWay.remove(key);
          row.saved += spent;
        });
  }

  private void line(Row row, String tenant, Held request) {
    Lane lane = row.lanes.computeIfAbsent(tenant, any -> new Lane(tenant, ++row.last));
    Turn turn = new Turn(++row.last, lane, request);
    row.put(turn);
    back(() -> row.remove(turn));
  }

  private void unline(Row row, Turn turn) {
    row.remove(turn);
    back(() -> row.put(turn));
  }

  private void toTheEnd(Row row, Lane lane) {
    long was = lane.at;
    row.move(lane, ++row.last);
    back(() -> row.move(lane, was));
  }

  private void back(Runnable change) {
    open.mine().changesBack.addFirst(change);
  }

  private Row locked(String destination, Limit limit) {
    Staged mine = open.mine();
    Object key = open.key();
    CaseId name = new CaseId(destination);
    locks.take(key, name);
    if (!open.isOpen(mine)) {
      locks.release(key, name);
      throw new IllegalStateException(
          "the transaction ended while it waited for destination " + destination);
    }
    Row row = rows.computeIfAbsent(destination, any -> new Row());
    row.save(limit, clock.instant());
    return row;
  }

  @Override
  public List<Load> all() {
    synchronized (monitor) {
      List<Load> all = new ArrayList<>();
      rows.forEach(
          (destination, row) -> {
            Map<String, Long> waiting = new TreeMap<>();
            row.lanes.forEach((tenant, lane) -> waiting.put(tenant, (long) lane.turns.size()));
            all.add(new Load(destination, row.underWay.size(), waiting));
          });
      return all;
    }
  }

  /** Undoes nothing: that is done with all changes of a transaction, in their order. */
  void release(Object key) {
    locks.release(key);
  }

  private record Key(CaseId id, RefId ref) {}

  private record Turn(long number, Lane lane, Held request) {
    Key key() {
      return new Key(request.id(), request.key());
    }
  }

  /** The requests of one tenant that wait, and where it stands among the tenants. */
  private static final class Lane {
    final String tenant;
    final NavigableMap<Long, Turn> turns = new TreeMap<>();
    long at;

    Lane(String tenant, long at) {
      this.tenant = tenant;
      this.at = at;
    }
  }

  /** One destination. The ring says which tenant is next: who was served last is last. */
  private static final class Row {
    final Set<Key> underWay = new HashSet<>();
    final Map<Key, Turn> turns = new HashMap<>();
    final Map<String, Lane> lanes = new HashMap<>();
    final NavigableMap<Long, Lane> ring = new TreeMap<>();
    long last;
    double saved;
    @Nullable Instant at;

    void put(Turn turn) {
      turns.put(turn.key(), turn);
      turn.lane.turns.put(turn.number, turn);
      lanes.put(turn.lane.tenant, turn.lane);
      ring.put(turn.lane.at, turn.lane);
    }

    void remove(Turn turn) {
      turns.remove(turn.key());
      turn.lane.turns.remove(turn.number);
      if (turn.lane.turns.isEmpty()) {
        lanes.remove(turn.lane.tenant);
        ring.remove(turn.lane.at);
      }
    }

    void move(Lane lane, long to) {
      if (ring.remove(lane.at) != null) {
        ring.put(to, lane);
      }
      lane.at = to;
    }

    /** What time gives is no transaction's to take back. */
    void save(Limit limit, Instant now) {
      double passed = at == null ? 0 : Math.max(0, now.toEpochMilli() - at.toEpochMilli()) / 1e3;
      saved =
          at == null ? limit.most() : Math.min(limit.most(), saved + passed * limit.perSecond());
      at = now;
    }

    boolean hasRoom(Limit limit) {
      return (limit.atOnce() == 0 || underWay.size() < limit.atOnce())
          && (limit.perSecond() == 0 || saved >= 1);
    }
  }
}
