package io.baton.graph.shelf;

import io.baton.model.Definition;
import io.baton.model.WorkflowId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is kept, as it was at one moment. */
final class Contents {
  private final long changes;
  private final List<Definition> all;
  private final Map<WorkflowId, Definition> byId = new HashMap<>();
  private final SortedMap<String, SortedSet<Integer>> startable = new TreeMap<>();

  /**
   * @param changes what the store's counter said before {@code all} was read
   */
  Contents(long changes, List<Definition> all) {
    this.changes = changes;
    this.all = List.copyOf(all);
    for (Definition definition : all) {
      WorkflowId id = definition.id();
      byId.put(id, definition);
      if (!definition.retired()) {
        startable.computeIfAbsent(id.name(), any -> new TreeSet<>()).add(id.version());
      }
    }
  }

  boolean isOf(long changesNow) {
    return changes == changesNow;
  }

  List<Definition> all() {
    return all;
  }

  Optional<Definition> get(WorkflowId id) {
    return Optional.ofNullable(byId.get(id));
  }

  boolean isStartable(WorkflowId id) {
    return get(id).filter(definition -> !definition.retired()).isPresent();
  }

  SortedSet<Integer> startable(String workflow) {
    return new TreeSet<>(startable.getOrDefault(workflow, new TreeSet<>()));
  }

  SortedSet<String> workflows() {
    return new TreeSet<>(startable.keySet());
  }
}
