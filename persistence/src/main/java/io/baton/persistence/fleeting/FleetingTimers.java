package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Timers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Timers in memory: in the order in which they are due, so that those far away cost nothing. */
final class FleetingTimers implements Timers {
  private final Map<Key, Waiting> waiting = new HashMap<>();
  private final NavigableSet<Waiting> byDue = new TreeSet<>(Waiting.ORDER);

  /** Which transaction wants to change a timer. */
  private final Map<Key, Staged> busy = new HashMap<>();

  private final Object monitor;
  private final OpenTransactions open;
  private final InstantSource clock;
  private long numbers;

  FleetingTimers(Object monitor, OpenTransactions open, InstantSource clock) {
    this.monitor = monitor;
    this.open = open;
    this.clock = clock;
  }

  @Override
  public void set(CaseId id, RefId key, Instant due) {
    synchronized (monitor) {
      Waiting fresh = new Waiting(new Key(id, key), due, ++numbers);
      change(fresh.key(), new Change(fresh, null));
    }
  }

  @Override
  public void clear(CaseId id, RefId key) {
    synchronized (monitor) {
      change(new Key(id, key), Change.CLEARED);
    }
  }

  private void change(Key key, Change change) {
    Staged mine = open.mine();
    mine.timers.put(key, change);
    busy.putIfAbsent(key, mine);
  }

  @Override
  public List<Due> take(int max) {
    synchronized (monitor) {
      Staged mine = open.mine();
      Instant now = clock.instant();
      List<Waiting> due = new ArrayList<>();
      for (Change own : mine.timers.values()) {
        if (own.set() != null && !own.set().due().isAfter(now)) {
          due.add(own.set());
        }
      }
      int most = due.size() + max;
      for (Waiting next : byDue) {
        if (next.due().isAfter(now) || due.size() >= most) {
          break;
        }
        if (!busy.containsKey(next.key()) && !mine.timers.containsKey(next.key())) {
          due.add(next);
        }
      }
      due.sort(Waiting.ORDER);
      return due.stream().limit(max).map(this::take).toList();
    }
  }

  private Due take(Waiting taken) {
    boolean committed = taken.equals(waiting.get(taken.key()));
    change(taken.key(), committed ? new Change(null, taken) : Change.CLEARED);
    return new Due(taken.key().id(), taken.key().ref(), taken.due());
  }

  @Override
  public Optional<Instant> earliest() {
    synchronized (monitor) {
      return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first().due());
    }
  }

  void commit(Staged staged) {
    staged.timers.forEach(
        (key, change) -> {
          // What was taken may have been set anew by a transaction that committed meanwhile.
          if (change.taken() == null || change.taken().equals(waiting.get(key))) {
            remove(key);
          }
          if (change.set() != null) {
            waiting.put(key, change.set());
            byDue.add(change.set());
          }
        });
  }

  private void remove(Key key) {
    Waiting gone = waiting.remove(key);
    if (gone != null) {
      byDue.remove(gone);
    }
  }

  void release(Staged ended) {
    ended.timers.keySet().forEach(key -> busy.remove(key, ended));
  }

  /** What a timer is known by. */
  record Key(CaseId id, RefId ref) {}

  /**
   * A timer that is set.
   *
   * @param number tells it from an earlier one of the same key and the same moment
   */
  record Waiting(Key key, Instant due, long number) {
    static final Comparator<Waiting> ORDER =
        Comparator.comparing(Waiting::due).thenComparing(Waiting::number);
  }

  /**
   * What a transaction does to a timer: sets it, takes it, or clears it.
   *
   * @param set null unless it is set
   * @param taken null unless it is taken as it was committed
   */
  record Change(@Nullable Waiting set, @Nullable Waiting taken) {
    static final Change CLEARED = new Change(null, null);
  }
}
