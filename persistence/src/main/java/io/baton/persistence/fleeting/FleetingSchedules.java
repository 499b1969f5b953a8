package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import io.baton.model.Schedule;
import io.baton.port.Schedules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schedules in memory. */
final class FleetingSchedules implements Schedules {
  private final Map<String, Row> committed = new HashMap<>();

  /** Which transaction has locked or changed a schedule. */
  private final Map<String, Staged> busy = new HashMap<>();

  private final Object monitor;
  private final OpenTransactions open;
  private final InstantSource clock;

  FleetingSchedules(Object monitor, OpenTransactions open, InstantSource clock) {
    this.monitor = monitor;
    this.open = open;
    this.clock = clock;
  }

  @Override
  public void keep(Schedule schedule, Instant first) {
    synchronized (monitor) {
      Optional<Row> there = row(schedule.workflow());
      if (there.filter(row -> row.schedule().equals(schedule)).isEmpty()) {
        put(new Row(schedule, first, there.map(Row::last).orElse(null)));
      }
    }
  }

  @Override
  public void forget(String workflow) {
    synchronized (monitor) {
      if (row(workflow).isPresent()) {
        change(workflow, Optional.empty());
      }
    }
  }

  @Override
  public Optional<Instant> earliest(Set<String> workflows) {
    synchronized (monitor) {
      return committed.values().stream()
          .filter(row -> workflows.contains(row.schedule().workflow()))
          .flatMap(row -> Optional.ofNullable(row.next()).stream())
          .min(Comparator.naturalOrder());
    }
  }

  @Override
  public Optional<Due> lockDue(String workflow) {
    synchronized (monitor) {
      Staged mine = open.mine();
      if (busy.getOrDefault(workflow, mine) != mine) {
        return Optional.empty();
      }
      Optional<Due> due = row(workflow).flatMap(row -> row.due(clock.instant()));
      due.ifPresent(locked -> busy.put(workflow, mine));
      return due;
    }
  }

  @Override
  public void moveOn(String workflow, @Nullable Instant next, @Nullable CaseId last) {
    synchronized (monitor) {
      row(workflow).ifPresent(row -> put(new Row(row.schedule(), next, last)));
    }
  }

  private Optional<Row> row(String workflow) {
    Optional<Row> changed = open.mine().schedules.get(workflow);
    return changed == null ? Optional.ofNullable(committed.get(workflow)) : changed;
  }

  private void put(Row row) {
    change(row.schedule().workflow(), Optional.of(row));
  }

  private void change(String workflow, Optional<Row> row) {
    Staged mine = open.mine();
    mine.schedules.put(workflow, row);
    busy.putIfAbsent(workflow, mine);
  }

  void commit(Staged staged) {
    staged.schedules.forEach(
        (workflow, row) ->
            row.ifPresentOrElse(
                kept -> committed.put(workflow, kept), () -> committed.remove(workflow)));
  }

  void release(Staged ended) {
    busy.values().removeIf(ended::equals);
  }

  /**
   * @param next null when it never fires again
   */
  record Row(Schedule schedule, @Nullable Instant next, @Nullable CaseId last) {
    Optional<Due> due(Instant now) {
      return next == null || next.isAfter(now)
          ? Optional.empty()
          : Optional.of(new Due(schedule, next, last));
    }
  }
}
