package io.baton.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The signals that a case has not taken yet, by name; each operation costs the same for many. */
final class UnreadSignals {
  private final Map<String, TreeMap<Long, UnreadSignal>> byName = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();
  private long received;

  void add(UnreadSignal signal) {
    received = Math.max(received, signal.number());
    names.put(signal.number(), signal.signal());
    byName.computeIfAbsent(signal.signal(), any -> new TreeMap<>()).put(signal.number(), signal);
  }

  Optional<UnreadSignal> remove(long number) {
    String name = names.remove(number);
    TreeMap<Long, UnreadSignal> there = name == null ? null : byName.get(name);
    return there == null ? Optional.empty() : Optional.ofNullable(there.remove(number));
  }

  Optional<UnreadSignal> get(long number) {
    String name = names.get(number);
    TreeMap<Long, UnreadSignal> there = name == null ? null : byName.get(name);
    return there == null ? Optional.empty() : Optional.ofNullable(there.get(number));
  }

  /** The first one of this name that came after number {@code after}. */
  Optional<UnreadSignal> next(String name, long after) {
    TreeMap<Long, UnreadSignal> there = byName.get(name);
    return there == null
        ? Optional.empty()
        : Optional.ofNullable(there.higherEntry(after)).map(Map.Entry::getValue);
  }

  int size() {
    return names.size();
  }

  /** How many have ever come. */
  long received() {
    return received;
  }

  void received(long count) {
    received = count;
  }

  /** In the order in which they came. */
  List<UnreadSignal> all() {
    List<UnreadSignal> all = new ArrayList<>();
    byName.values().forEach(of -> all.addAll(of.values()));
    all.sort(Comparator.comparingLong(UnreadSignal::number));
    return all;
  }
}
