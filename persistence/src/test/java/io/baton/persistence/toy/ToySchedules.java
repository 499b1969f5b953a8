package io.baton.persistence.toy;

import io.baton.model.CaseId;
import io.baton.model.Schedule;
import io.baton.port.Schedules;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Schedules that are changed at the commit; one that is locked is marked by who has it. */
final class ToySchedules implements Schedules {
  private final Map<String, Due> committed = new ConcurrentHashMap<>();
  private final Map<String, Mine> locked = new ConcurrentHashMap<>();
  private final Supplier<Mine> mine;

  ToySchedules(Supplier<Mine> mine) {
    this.mine = mine;
  }

  @Override
  public void keep(Schedule schedule, Instant first) {
    Due there = row(schedule.workflow());
    if (there == null || !there.schedule().equals(schedule)) {
      Due fresh = new Due(schedule, first, there == null ? null : there.last());
      mine.get().changed.put(schedule.workflow(), Optional.of(fresh));
    }
  }

  @Override
  public void forget(String workflow) {
    mine.get().changed.put(workflow, Optional.empty());
  }

  @Override
  public Optional<Instant> earliest(Set<String> workflows) {
    return committed.values().stream()
        .filter(row -> workflows.contains(row.schedule().workflow()))
        .map(Due::since)
        .min(Comparator.naturalOrder());
  }

  @Override
  public Optional<Due> lockDue(String workflow) {
    Due row = row(workflow);
    boolean isDue = row != null && !row.since().isAfter(Instant.now());
    return isDue && locked.computeIfAbsent(workflow, free -> mine.get()) == mine.get()
        ? Optional.of(row)
        : Optional.empty();
  }

  @Override
  public void moveOn(String workflow, Instant next, CaseId last) {
    Schedule schedule = row(workflow).schedule();
    mine.get()
        .changed
        .put(workflow, Optional.ofNullable(next).map(due -> new Due(schedule, due, last)));
  }

  private Due row(String workflow) {
    Optional<Due> changed = mine.get().changed.get(workflow);
    return changed == null ? committed.get(workflow) : changed.orElse(null);
  }

  void end(Mine ended, boolean success) {
    if (success) {
      ended.changed.forEach(
          (workflow, row) ->
              row.ifPresentOrElse(
                  kept -> committed.put(workflow, kept), () -> committed.remove(workflow)));
    }
    locked.values().removeIf(owner -> owner == ended);
  }

  /** What a transaction did to schedules. */
  static final class Mine {
    final Map<String, Optional<Due>> changed = new HashMap<>();
  }
}
