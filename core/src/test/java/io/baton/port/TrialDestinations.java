package io.baton.port;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Services.Held;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Destinations, as simple as they can be: no transactions, and everything is counted anew. */
public final class TrialDestinations implements Destinations {
  /** A request in line, and which round of the tenants' it belongs to. */
  private record Waiting(Held request, String tenant) {}

  private static final class Row {
    final List<Held> underWay = new ArrayList<>();
    final List<Waiting> line = new ArrayList<>();
    final Map<String, Long> served = new HashMap<>();
    long turns;
    double saved = -1;
    Instant at = Instant.EPOCH;
  }

  private final Map<String, Row> rows = new TreeMap<>();
  private final InstantSource clock;

  public TrialDestinations(InstantSource clock) {
    this.clock = clock;
  }

  private Row row(String destination, Limit limit) {
    Row row = rows.computeIfAbsent(destination, any -> new Row());
    Instant now = clock.instant();
    double passed = Math.max(0, now.toEpochMilli() - row.at.toEpochMilli()) / 1000.0;
    row.saved =
        row.saved < 0
            ? limit.most()
            : Math.min(limit.most(), row.saved + passed * limit.perSecond());
    row.at = now;
    return row;
  }

  private static boolean same(Held one, CaseId id, RefId key) {
    return one.id().equals(id) && one.key().equals(key);
  }

  private static boolean hasRoom(Row row, Limit limit) {
    return (limit.atOnce() == 0 || row.underWay.size() < limit.atOnce())
        && (limit.perSecond() == 0 || row.saved >= 1);
  }

  private static void take(Row row, Held request, Limit limit) {
    row.saved -= limit.perSecond() == 0 ? 0 : 1;
    row.underWay.add(request);
  }

  @Override
  public boolean enter(String destination, String tenant, Held request, Limit limit) {
    Row row = row(destination, limit);
    if (row.underWay.stream().anyMatch(one -> same(one, request.id(), request.key()))) {
      return true;
    }
    if (row.line.stream().anyMatch(w -> same(w.request(), request.id(), request.key()))) {
      return false;
    }
    if (row.line.isEmpty() && hasRoom(row, limit)) {
      take(row, request, limit);
      return true;
    }
    if (row.line.stream().noneMatch(waiting -> waiting.tenant().equals(tenant))) {
      row.served.put(tenant, ++row.turns);
    }
    row.line.add(new Waiting(request, tenant));
    return false;
  }

  @Override
  public Left leave(String destination, CaseId id, RefId key, Limit limit) {
    Row row = row(destination, limit);
    boolean waited = row.line.removeIf(waiting -> same(waiting.request(), id, key));
    row.underWay.removeIf(one -> same(one, id, key));
    return new Left(waited, next(row, limit, Integer.MAX_VALUE));
  }

  @Override
  public List<Held> release(String destination, Limit limit, int max) {
    Row row = row(destination, limit);
    if (limit.isNone()) {
      row.underWay.clear();
    }
    List<Held> next = next(row, limit, max);
    if (limit.isNone()) {
      row.underWay.clear();
    }
    return next;
  }

  private static List<Held> next(Row row, Limit limit, int max) {
    List<Held> next = new ArrayList<>();
    while (next.size() < max && !row.line.isEmpty() && hasRoom(row, limit)) {
      Waiting first =
          row.line.stream()
              .min(Comparator.comparingLong(w -> row.served.getOrDefault(w.tenant(), 0L)))
              .orElseThrow();
      row.line.remove(first);
      row.served.put(first.tenant(), ++row.turns);
      take(row, first.request(), limit);
      next.add(first.request());
    }
    return next;
  }

  @Override
  public List<Load> all() {
    List<Load> all = new ArrayList<>();
    rows.forEach(
        (destination, row) -> {
          Map<String, Long> waiting = new TreeMap<>();
          row.line.forEach(one -> waiting.merge(one.tenant(), 1L, Long::sum));
          all.add(new Load(destination, row.underWay.size(), waiting));
        });
    return all;
  }

  /**
   * What the destination is now.
   *
   * @return makes it so again
   */
  public Runnable remembered(String destination) {
    Row row = rows.get(destination);
    if (row == null) {
      return () -> rows.remove(destination);
    }
    Row copy = new Row();
    copy.underWay.addAll(row.underWay);
    copy.line.addAll(row.line);
    copy.served.putAll(row.served);
    copy.turns = row.turns;
    copy.saved = row.saved;
    copy.at = row.at;
    return () -> rows.put(destination, copy);
  }
}
