package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Services;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Services and what is held for them, in memory. */
final class FleetingServices implements Services {
  private static final Row UP = new Row(State.UP, null, false);

  private final Map<String, Row> services = new TreeMap<>();
  private final Map<Key, Kept> held = new LinkedHashMap<>();

  /** Which transaction takes or replaces what is held. */
  private final Map<Key, Staged> busy = new HashMap<>();

  private final Object monitor;
  private final OpenTransactions open;
  private final InstantSource clock;

  FleetingServices(Object monitor, OpenTransactions open, InstantSource clock) {
    this.monitor = monitor;
    this.open = open;
    this.clock = clock;
  }

  @Override
  public void tell(
      String service, @Nullable State told, @Nullable Instant until, @Nullable Boolean shut) {
    synchronized (monitor) {
      Row was = rows().getOrDefault(service, UP);
      Row now = told == null ? was : new Row(told, until, was.shut());
      Row kept = shut == null ? now : new Row(now.state(), now.until(), shut);
      open.mine().services.put(service, kept);
    }
  }

  /** What is committed, and what the own transaction wrote. */
  private Map<String, Row> rows() {
    Map<String, Row> rows = new TreeMap<>(services);
    Staged mine = open.seen();
    if (mine != null) {
      rows.putAll(mine.services);
    }
    return rows;
  }

  private Map<Key, Kept> kept() {
    Map<Key, Kept> kept = new LinkedHashMap<>(held);
    Staged mine = open.seen();
    if (mine != null) {
      mine.held.forEach(
          (key, change) -> {
            kept.remove(key);
            change.ifPresent(fresh -> kept.put(key, fresh));
          });
    }
    return kept;
  }

  @Override
  public Set<String> down(Set<String> asked) {
    synchronized (monitor) {
      Map<String, Row> rows = rows();
      return asked.stream()
          .filter(service -> isDown(rows.getOrDefault(service, UP)))
          .collect(Collectors.toSet());
    }
  }

  private boolean isDown(Row row) {
    return row.shut()
        || row.state() == State.DOWN
        || (row.until() != null && !row.until().isAfter(clock.instant()));
  }

  @Override
  public List<Health> all() {
    synchronized (monitor) {
      List<Health> all = new ArrayList<>();
      rows()
          .forEach(
              (service, row) -> {
                long waiting =
                    kept().values().stream().filter(k -> k.service().equals(service)).count();
                State state = isDown(row) ? State.DOWN : State.UP;
                all.add(new Health(service, state, row.shut(), row.until(), waiting));
              });
      return all;
    }
  }

  @Override
  public void hold(String service, Held request) {
    synchronized (monitor) {
      change(Key.of(request), Optional.of(new Kept(service, request)));
    }
  }

  @Override
  public void drop(CaseId id, RefId key) {
    synchronized (monitor) {
      change(new Key(id, key), Optional.empty());
    }
  }

  private void change(Key key, Optional<Kept> change) {
    Staged mine = open.mine();
    mine.held.put(key, change);
    busy.putIfAbsent(key, mine);
  }

  @Override
  public List<Held> release(int max) {
    synchronized (monitor) {
      Staged mine = open.mine();
      Map<String, Row> rows = rows();
      List<Held> free =
          kept().values().stream()
              .filter(kept -> !isDown(rows.getOrDefault(kept.service(), UP)))
              .map(Kept::request)
              .filter(request -> busy.getOrDefault(Key.of(request), mine) == mine)
              .limit(max)
              .toList();
      free.forEach(request -> change(Key.of(request), Optional.empty()));
      return free;
    }
  }

  void commit(Staged staged) {
    services.putAll(staged.services);
    staged.held.forEach(
        (key, change) -> {
          held.remove(key);
          change.ifPresent(kept -> held.put(key, kept));
        });
  }

  void release(Staged ended) {
    ended.held.keySet().forEach(key -> busy.remove(key, ended));
  }

  /** What was told of a service. */
  record Row(State state, @Nullable Instant until, boolean shut) {}

  /** What a held request is known by. */
  record Key(CaseId id, RefId key) {
    static Key of(Held request) {
      return new Key(request.id(), request.key());
    }
  }

  /** A request, and whom it waits for. */
  record Kept(String service, Held request) {}
}
