package io.baton.persistence.fleeting;

import io.baton.port.Counters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counters in memory; a transaction keeps its own until its end. */
final class FleetingCounters implements Counters {
  private final Map<Key, Long> counts = new TreeMap<>();
  private final Object monitor;
  private final OpenTransactions open;

  FleetingCounters(Object monitor, OpenTransactions open) {
    this.monitor = monitor;
    this.open = open;
  }

  @Override
  public void count(String what, String about) {
    synchronized (monitor) {
      open.mine().counts.merge(new Key(what, about), 1L, Long::sum);
    }
  }

  @Override
  public List<Counted> all() {
    synchronized (monitor) {
      Map<Key, Long> seen = new TreeMap<>(counts);
      Staged mine = open.seen();
      if (mine != null) {
        mine.counts.forEach((key, times) -> seen.merge(key, times, Long::sum));
      }
      return seen.entrySet().stream()
          .map(e -> new Counted(e.getKey().what(), e.getKey().about(), e.getValue()))
          .toList();
    }
  }

  void commit(Staged staged) {
    staged.counts.forEach((key, times) -> counts.merge(key, times, Long::sum));
  }

  /** What is counted, and about whom. */
  record Key(String what, String about) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int whats = what.compareTo(other.what);
      return whats == 0 ? about.compareTo(other.about) : whats;
    }
  }
}
