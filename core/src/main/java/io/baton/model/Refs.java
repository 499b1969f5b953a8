package io.baton.model;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The refs of a case, found by id, by scope, and those that are still open. */
final class Refs {
  private static final int ENDS = 64;

  private final Map<RefId, Ref> byId = new HashMap<>();
  private final NavigableSet<RefId> ordered = new TreeSet<>();
  private final Map<RefId, Ref> open = new LinkedHashMap<>();

  /** The newest ends, so that a program need not look at every ref in every turn. */
  private final Deque<Ref> ended = new ArrayDeque<>();

  /** What ended after this event is in {@link #ended}. */
  private long endedFrom;

  @Nullable Ref get(RefId id) {
    return byId.get(id);
  }

  void put(Ref ref) {
    if (byId.put(ref.id(), ref) == null) {
      ordered.add(ref.id());
    }
    if (ref.pending()) {
      open.put(ref.id(), ref);
    } else {
      open.remove(ref.id());
      ended.addLast(ref);
      if (ended.size() > ENDS) {
        endedFrom = ended.removeFirst().settledAs();
      }
    }
  }

  Optional<List<Ref>> endedSince(long event) {
    if (event < endedFrom) {
      return Optional.empty();
    }
    List<Ref> since = new ArrayList<>();
    Iterator<Ref> newestFirst = ended.descendingIterator();
    while (newestFirst.hasNext()) {
      Ref ref = newestFirst.next();
      if (ref.settledAs() <= event) {
        break;
      }
      since.add(ref);
    }
    Collections.reverse(since);
    return Optional.of(since);
  }

  void rename(UnaryOperator<RefId> to) {
    List<Ref> all = new ArrayList<>(byId.values());
    List<Ref> waiting = open();
    clear();
    all.removeIf(Ref::pending);
    all.sort(Comparator.comparingLong(Ref::settledAs));
    all.addAll(waiting);
    all.forEach(ref -> put(ref.renamed(to)));
  }

  /** When the first of what is below {@code scope} was opened; null when there is nothing. */
  @Nullable Instant firstSince(RefId scope) {
    return ordered.subSet(first(scope), true, end(scope), false).stream()
        .flatMap(id -> Optional.ofNullable(byId.get(id)).map(Ref::since).stream())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  boolean anyWarningBelow(RefId scope) {
    return ordered.subSet(first(scope), true, end(scope), false).stream()
        .map(byId::get)
        .anyMatch(ref -> ref != null && ref.warning());
  }

  /** Number of the newest event by which something below {@code scope} ended; 0 for none. */
  long lastEndBelow(RefId scope) {
    return ordered.subSet(first(scope), true, end(scope), false).stream()
        .mapToLong(id -> Optional.ofNullable(byId.get(id)).map(Ref::settledAs).orElse(0L))
        .max()
        .orElse(0);
  }

  /** Forgets what was opened below {@code scope}. */
  void prune(RefId scope) {
    Set<RefId> below = ordered.subSet(first(scope), true, end(scope), false);
    byId.keySet().removeAll(below);
    below.clear();
    open.keySet().removeIf(id -> id.isBelow(scope));
  }

  /** The part of {@code map} whose keys are below {@code scope}, as a view. */
  static <V> Map<RefId, V> below(NavigableMap<RefId, V> map, RefId scope) {
    return map.subMap(first(scope), true, end(scope), false);
  }

  private static RefId first(RefId scope) {
    return new RefId(scope + ".");
  }

  /** What is below {@code scope} comes before this: '/' is the character after '.'. */
  private static RefId end(RefId scope) {
    return new RefId(scope + "/");
  }

  void clear() {
    byId.clear();
    ordered.clear();
    open.clear();
    ended.clear();
  }

  Set<RefId> ids() {
    return Collections.unmodifiableSet(ordered);
  }

  Collection<Ref> all() {
    return ordered.stream().map(byId::get).toList();
  }

  /** In the order in which they were opened. */
  List<Ref> open() {
    return new ArrayList<>(open.values());
  }

  boolean anyOpen() {
    return !open.isEmpty();
  }

  int size() {
    return byId.size();
  }
}
