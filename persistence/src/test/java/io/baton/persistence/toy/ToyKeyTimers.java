package io.baton.persistence.toy;

import io.baton.port.KeyTimers;
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

/** Timers of keys that are changed at the commit; one that is being taken is marked. */
final class ToyKeyTimers implements KeyTimers {
  private final Map<List<String>, KeyTimer> committed = new ConcurrentHashMap<>();
  private final Set<KeyTimer> beingTaken = ConcurrentHashMap.newKeySet();
  private final Supplier<Mine> mine;

  ToyKeyTimers(Supplier<Mine> mine) {
    this.mine = mine;
  }

  @Override
  public void set(KeyTimer timer) {
    mine.get().set.put(List.of(timer.topic(), timer.key()), Optional.of(timer));
  }

  @Override
  public void clear(String topic, String key) {
    mine.get().set.put(List.of(topic, key), Optional.empty());
  }

  @Override
  public List<KeyTimer> take(int max) {
    Mine own = mine.get();
    Map<List<String>, KeyTimer> seen = new HashMap<>(committed);
    own.set.forEach(
        (key, due) -> due.ifPresentOrElse(set -> seen.put(key, set), () -> seen.remove(key)));
    Instant now = Instant.now();
    return seen.values().stream()
        .filter(due -> !due.due().isAfter(now))
        .sorted(Comparator.comparing(KeyTimer::due))
        .filter(beingTaken::add)
        .limit(max)
        .peek(own::take)
        .toList();
  }

  @Override
  public Optional<Instant> earliest() {
    return committed.values().stream().map(KeyTimer::due).min(Comparator.naturalOrder());
  }

  void end(Mine ended, boolean success) {
    if (success) {
      ended.taken.forEach(due -> committed.remove(List.of(due.topic(), due.key()), due));
      ended.set.forEach(
          (key, due) ->
              due.ifPresentOrElse(set -> committed.put(key, set), () -> committed.remove(key)));
    }
    beingTaken.removeAll(ended.taken);
  }

  /** What a transaction did to timers. */
  static final class Mine {
    final Map<List<String>, Optional<KeyTimer>> set = new HashMap<>();
    final List<KeyTimer> taken = new ArrayList<>();

    void take(KeyTimer due) {
      taken.add(due);
      set.computeIfPresent(List.of(due.topic(), due.key()), (key, was) -> Optional.empty());
    }
  }
}
