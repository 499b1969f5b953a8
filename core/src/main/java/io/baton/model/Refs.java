package io.baton.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The refs of a case, found by id, by scope, and those that are still open. */
final class Refs {
  private final NavigableMap<RefId, Ref> byId = new TreeMap<>();
  private final Map<RefId, Ref> open = new LinkedHashMap<>();

  @Nullable Ref get(RefId id) {
    return byId.get(id);
  }

  void put(Ref ref) {
    byId.put(ref.id(), ref);
    if (ref.pending()) {
      open.put(ref.id(), ref);
    } else {
      open.remove(ref.id());
    }
  }

  /** Forgets what was opened below {@code scope}. */
  void prune(RefId scope) {
    below(byId, scope).clear();
    open.keySet().removeIf(id -> id.isBelow(scope));
  }

  /** The part of {@code map} whose keys are below {@code scope}, as a view. */
  static <V> Map<RefId, V> below(NavigableMap<RefId, V> map, RefId scope) {
    // '/' is the character after '.'
    return map.subMap(new RefId(scope + "."), true, new RefId(scope + "/"), false);
  }

  void clear() {
    byId.clear();
    open.clear();
  }

  Set<RefId> ids() {
    return Collections.unmodifiableSet(byId.keySet());
  }

  Collection<Ref> all() {
    return Collections.unmodifiableCollection(byId.values());
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
