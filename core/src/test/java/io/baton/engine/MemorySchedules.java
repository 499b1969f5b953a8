package io.baton.engine;

import io.baton.model.CaseId;
import io.baton.model.Schedule;
import io.baton.port.Schedules;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Schedules by workflow; another node's lock can be put on each. */
final class MemorySchedules implements Schedules {
  final Map<String, Due> rows = new TreeMap<>();
  final Set<String> lockedElsewhere = new java.util.HashSet<>();
  private final Memory memory;

  MemorySchedules(Memory memory) {
    this.memory = memory;
  }

  @Override
  public void keep(Schedule schedule, Instant first) {
    Due there = rows.get(schedule.workflow());
    if (there == null || !there.schedule().equals(schedule)) {
      rows.put(schedule.workflow(), new Due(schedule, first, there == null ? null : there.last()));
    }
  }

  @Override
  public void forget(String workflow) {
    rows.remove(workflow);
  }

  @Override
  public Optional<Instant> earliest(Set<String> workflows) {
    return rows.values().stream()
        .filter(row -> workflows.contains(row.schedule().workflow()))
        .map(Due::since)
        .min(Instant::compareTo);
  }

  @Override
  public Optional<Due> lockDue(String workflow) {
    return Optional.ofNullable(rows.get(workflow))
        .filter(row -> !row.since().isAfter(memory.now()))
        .filter(row -> !lockedElsewhere.contains(workflow));
  }

  @Override
  public void moveOn(String workflow, Instant next, CaseId last) {
    Schedule schedule = rows.get(workflow).schedule();
    if (next == null) {
      rows.remove(workflow);
    } else {
      rows.put(workflow, new Due(schedule, next, last));
    }
  }
}
