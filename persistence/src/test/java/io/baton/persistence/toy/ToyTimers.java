package io.baton.persistence.toy;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Timers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Timers that are changed at the commit; one that is being taken is marked. */
final class ToyTimers implements Timers {
  private final Map<List<Object>, Due> committed = new ConcurrentHashMap<>();
  private final Set<Due> beingTaken = ConcurrentHashMap.newKeySet();
  private final Supplier<Mine> mine;

  ToyTimers(Supplier<Mine> mine) {
    this.mine = mine;
  }

  @Override
  public void set(CaseId id, RefId key, Instant due) {
    mine.get().set.put(List.of(id, key), Optional.of(new Due(id, key, due)));
  }

  @Override
  public void clear(CaseId id, RefId key) {
    mine.get().set.put(List.of(id, key), Optional.empty());
  }

  @Override
  public List<Due> take(int max) {
    Mine own = mine.get();
    Map<List<Object>, Due> seen = new HashMap<>(committed);
    own.set.forEach(
        (key, due) -> due.ifPresentOrElse(set -> seen.put(key, set), () -> seen.remove(key)));
    Instant now = Instant.now();
    return seen.values().stream()
        .filter(due -> !due.due().isAfter(now))
        .sorted(Comparator.comparing(Due::due))
        .filter(beingTaken::add)
        .limit(max)
        .peek(own::take)
        .toList();
  }

  @Override
  public Optional<Instant> earliest() {
    return committed.values().stream().map(Due::due).min(Comparator.naturalOrder());
  }

  void end(Mine ended, boolean success) {
    if (success) {
      ended.taken.forEach(due -> committed.remove(List.of(due.id(), due.key()), due));
      ended.set.forEach(
          (key, due) ->
              due.ifPresentOrElse(set -> committed.put(key, set), () -> committed.remove(key)));
    }
    beingTaken.removeAll(ended.taken);
  }

  /** What a transaction did to timers. */
  static final class Mine {
    final Map<List<Object>, Optional<Due>> set = new HashMap<>();
    final List<Due> taken = new ArrayList<>();

    void take(Due due) {
      taken.add(due);
      set.computeIfPresent(List.of(due.id(), due.key()), (key, was) -> Optional.empty());
    }
  }
}
