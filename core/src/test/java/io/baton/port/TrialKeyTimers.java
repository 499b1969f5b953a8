package io.baton.port;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Timers of keys without transactions. */
public final class TrialKeyTimers implements KeyTimers {
  private final Map<String, KeyTimer> waiting = new TreeMap<>();
  private final Supplier<Instant> clock;

  public TrialKeyTimers(Supplier<Instant> clock) {
    this.clock = clock;
  }

  @Override
  public void set(KeyTimer timer) {
    waiting.put(timer.topic() + " " + timer.key(), timer);
  }

  @Override
  public void clear(String topic, String key) {
    waiting.remove(topic + " " + key);
  }

  @Override
  public List<KeyTimer> take(int max) {
    List<KeyTimer> due =
        waiting.values().stream()
            .filter(timer -> !timer.due().isAfter(clock.get()))
            .sorted(Comparator.comparing(KeyTimer::due))
            .limit(max)
            .toList();
    waiting.values().removeAll(due);
    return due;
  }

  @Override
  public Optional<Instant> earliest() {
    return waiting.values().stream().map(KeyTimer::due).min(Comparator.naturalOrder());
  }
}
