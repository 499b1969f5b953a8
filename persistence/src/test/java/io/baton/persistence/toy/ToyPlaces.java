package io.baton.persistence.toy;

import io.baton.model.CaseId;
import io.baton.port.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Places that are changed at once, and changed back by who rolls back. */
final class ToyPlaces implements Places {
  /** Of each workflow those who came, in their order; who waits comes after who has a place. */
  private final Map<String, List<CaseId>> lines = new ConcurrentHashMap<>();

  private final Map<String, Integer> taken = new ConcurrentHashMap<>();
  private final Consumer<CaseId> own;
  private final Consumer<Runnable> changeBack;

  ToyPlaces(Consumer<CaseId> own, Consumer<Runnable> changeBack) {
    this.own = own;
    this.changeBack = changeBack;
  }

  @Override
  public boolean enter(String workflow, CaseId id, int limit, boolean line) {
    List<CaseId> now = locked(workflow);
    if (now.contains(id)) {
      return now.indexOf(id) < taken.get(workflow);
    }
    boolean free = taken.get(workflow) < limit;
    List<CaseId> next = new ArrayList<>(now);
    if (free) {
      next.add(taken.get(workflow), id);
      taken.merge(workflow, 1, Integer::sum);
    } else if (line) {
      next.add(id);
    }
    lines.put(workflow, next);
    return free;
  }

  @Override
  public List<CaseId> leave(String workflow, CaseId id, int limit) {
    List<CaseId> next = new ArrayList<>(locked(workflow));
    int place = next.indexOf(id);
    if (place < 0) {
      return List.of();
    }
    next.remove(place);
    int before = taken.get(workflow) - (place < taken.get(workflow) ? 1 : 0);
    int after = Math.max(before, Math.min(limit, next.size()));
    lines.put(workflow, next);
    taken.put(workflow, after);
    return List.copyOf(next.subList(before, after));
  }

  private List<CaseId> locked(String workflow) {
    own.accept(new CaseId("places of " + workflow));
    List<CaseId> line = lines.getOrDefault(workflow, List.of());
    int count = taken.computeIfAbsent(workflow, any -> 0);
    changeBack.accept(
        () -> {
          lines.put(workflow, line);
          taken.put(workflow, count);
        });
    return line;
  }
}
