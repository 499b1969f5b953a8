package io.baton.persistence.fleeting;

import io.baton.port.KeyTimers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Timers of keys in memory. */
final class FleetingKeyTimers implements KeyTimers {
  private static final Comparator<KeyTimer> ORDER = Comparator.comparing(KeyTimer::due);

  private final Map<Key, KeyTimer> waiting = new HashMap<>();

  /** Which transaction wants to change a timer. */
  private final Map<Key, Staged> busy = new HashMap<>();

  private final Object monitor;
  private final OpenTransactions open;
  private final InstantSource clock;

  FleetingKeyTimers(Object monitor, OpenTransactions open, InstantSource clock) {
    this.monitor = monitor;
    this.open = open;
    this.clock = clock;
  }

  @Override
  public void set(KeyTimer timer) {
    synchronized (monitor) {
      change(Key.of(timer), new Change(timer, null));
    }
  }

  @Override
  public void clear(String topic, String key) {
    synchronized (monitor) {
      change(new Key(topic, key), Change.CLEARED);
    }
  }

  private void change(Key key, Change change) {
    Staged mine = open.mine();
    mine.keyTimers.put(key, change);
    busy.putIfAbsent(key, mine);
  }

  @Override
  public List<KeyTimer> take(int max) {
    synchronized (monitor) {
      Staged mine = open.mine();
      Instant now = clock.instant();
      List<KeyTimer> due = new ArrayList<>();
      mine.keyTimers.values().stream()
          .flatMap(change -> Optional.ofNullable(change.set()).stream())
          .forEach(due::add);
      waiting.forEach(
          (key, timer) -> {
            if (!busy.containsKey(key) && !mine.keyTimers.containsKey(key)) {
              due.add(timer);
            }
          });
      return due.stream()
          .filter(timer -> !timer.due().isAfter(now))
          .sorted(ORDER)
          .limit(max)
          .map(this::take)
          .toList();
    }
  }

  private KeyTimer take(KeyTimer taken) {
    boolean committed = taken.equals(waiting.get(Key.of(taken)));
    change(Key.of(taken), committed ? new Change(null, taken) : Change.CLEARED);
    return taken;
  }

  @Override
  public Optional<Instant> earliest() {
    synchronized (monitor) {
      return waiting.values().stream().min(ORDER).map(KeyTimer::due);
    }
  }

  void commit(Staged staged) {
    staged.keyTimers.forEach(
        (key, change) -> {
          // What was taken may have been set anew by a transaction that committed meanwhile.
          if (change.taken() == null || change.taken().equals(waiting.get(key))) {
            waiting.remove(key);
          }
          if (change.set() != null) {
            waiting.put(key, change.set());
          }
        });
  }

  void release(Staged ended) {
    ended.keyTimers.keySet().forEach(key -> busy.remove(key, ended));
  }

  /** What a timer is known by. */
  record Key(String topic, String key) {
    static Key of(KeyTimer timer) {
      return new Key(timer.topic(), timer.key());
    }
  }

  /**
   * What a transaction does to a timer: sets it, takes it, or clears it.
   *
   * @param set null unless it is set
   * @param taken null unless it is taken as it was committed
   */
  record Change(@Nullable KeyTimer set, @Nullable KeyTimer taken) {
    static final Change CLEARED = new Change(null, null);
  }
}
