package io.baton.persistence.toy;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Services;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Services that are changed at the commit; a held request that is being taken is marked. */
final class ToyServices implements Services {
  private final Map<String, Row> services = new ConcurrentHashMap<>();
  private final Map<List<Object>, Kept> held = new ConcurrentHashMap<>();
  private final Map<List<Object>, Mine> beingTaken = new ConcurrentHashMap<>();
  private final Supplier<Mine> mine;

  ToyServices(Supplier<Mine> mine) {
    this.mine = mine;
  }

  @Override
  public void tell(String service, State told, Instant until, Boolean shut) {
    Row was = row(service);
    mine.get()
        .told
        .put(
            service,
            new Row(
                told == null ? was.state : told,
                told == null ? was.until : until,
                shut == null ? was.shut : shut));
  }

  private Row row(String service) {
    Row up = new Row(State.UP, null, false);
    return mine.get().told.getOrDefault(service, services.getOrDefault(service, up));
  }

  @Override
  public Set<String> down(Set<String> asked) {
    return asked.stream().filter(service -> row(service).isDown()).collect(Collectors.toSet());
  }

  private Map<List<Object>, Kept> kept() {
    Map<List<Object>, Kept> kept = new LinkedHashMap<>(held);
    mine.get()
        .held
        .forEach(
            (key, change) ->
                change.ifPresentOrElse(one -> kept.put(key, one), () -> kept.remove(key)));
    return kept;
  }

  @Override
  public List<Health> all() {
    Map<String, Row> rows = new TreeMap<>(services);
    rows.putAll(mine.get().told);
    List<Health> all = new ArrayList<>();
    rows.forEach(
        (service, row) -> {
          long waiting = kept().values().stream().filter(k -> k.service.equals(service)).count();
          State state = row.isDown() ? State.DOWN : State.UP;
          all.add(new Health(service, state, row.shut, row.until, waiting));
        });
    return all;
  }

  @Override
  public void hold(String service, Held request) {
    mine.get().held.put(key(request), Optional.of(new Kept(service, request)));
  }

  private static List<Object> key(Held request) {
    return List.of(request.id(), request.key());
  }

  @Override
  public void drop(CaseId id, RefId key) {
    mine.get().held.put(List.of(id, key), Optional.empty());
  }

  @Override
  public List<Held> release(int max) {
    Mine own = mine.get();
    List<Held> free =
        kept().values().stream()
            .filter(kept -> !row(kept.service).isDown())
            .map(Kept::request)
            .filter(one -> beingTaken.computeIfAbsent(key(one), any -> own) == own)
            .limit(max)
            .toList();
    free.forEach(one -> own.held.put(key(one), Optional.empty()));
    return free;
  }

  void end(Mine ended, boolean success) {
    if (success) {
      services.putAll(ended.told);
      ended.held.forEach(
          (key, change) ->
              change.ifPresentOrElse(one -> held.put(key, one), () -> held.remove(key)));
    }
    for (List<Object> key : new HashSet<>(beingTaken.keySet())) {
      beingTaken.remove(key, ended);
    }
  }

  record Row(State state, Instant until, boolean shut) {
    boolean isDown() {
      return shut || state == State.DOWN || (until != null && !until.isAfter(Instant.now()));
    }
  }

  record Kept(String service, Held request) {}

  /** What a transaction did to services. */
  static final class Mine {
    final Map<String, Row> told = new ConcurrentHashMap<>();
    final Map<List<Object>, Optional<Kept>> held = new LinkedHashMap<>();
  }
}
