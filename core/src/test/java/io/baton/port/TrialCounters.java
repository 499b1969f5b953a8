package io.baton.port;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Counters without transactions. */
public final class TrialCounters implements Counters {
  private final Map<String, Long> counts = new ConcurrentSkipListMap<>();

  @Override
  public void count(String what, String about) {
    add(what, about, 1);
  }

  public void add(String what, String about, long times) {
    counts.merge(what + " " + about, times, Long::sum);
  }

  @Override
  public List<Counted> all() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(
            entry -> {
              String[] key = entry.getKey().split(" ", 2);
              return new Counted(key[0], key[1], entry.getValue());
            })
        .toList();
  }
}
