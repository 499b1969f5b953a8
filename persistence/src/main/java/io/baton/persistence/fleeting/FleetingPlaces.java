package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import io.baton.port.Places;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Places in memory. A transaction owns what it touches until its end, so it changes it at once, and
 * changes it back when it rolls back.
 */
final class FleetingPlaces implements Places {
  private final Map<String, Row> rows = new HashMap<>();
  private final Object monitor;
  private final OpenTransactions open;
  private final CaseLocks locks;

  FleetingPlaces(Object monitor, OpenTransactions open, Duration patience) {
    this.monitor = monitor;
    this.open = open;
    this.locks = new CaseLocks(monitor, patience);
  }

  @Override
  public boolean enter(String workflow, CaseId id, int limit, boolean line) {
    synchronized (monitor) {
      Row row = locked(workflow);
      if (row.in.contains(id)) {
        return true;
      }
      if (!row.turns.containsKey(id)) {
        if (row.in.size() < limit) {
          takePlace(row, id);
          return true;
        }
        if (line) {
          getInLine(row, id, ++row.last);
        }
      }
      return false;
    }
  }

  @Override
  public List<CaseId> leave(String workflow, CaseId id, int limit) {
    synchronized (monitor) {
      Row row = locked(workflow);
      if (row.in.remove(id)) {
        back(() -> row.in.add(id));
      } else if (row.turns.containsKey(id)) {
        leaveLine(row, id);
      }
      List<CaseId> next = new ArrayList<>();
      while (row.in.size() < limit && !row.line.isEmpty()) {
        CaseId first = row.line.firstEntry().getValue();
        leaveLine(row, first);
        takePlace(row, first);
        next.add(first);
      }
      return next;
    }
  }

  private void takePlace(Row row, CaseId id) {
    row.in.add(id);
    back(() -> row.in.remove(id));
  }

  private void getInLine(Row row, CaseId id, long turn) {
    row.line.put(turn, id);
    row.turns.put(id, turn);
    back(() -> row.line.remove(row.turns.remove(id)));
  }

  private void leaveLine(Row row, CaseId id) {
    long turn = row.turns.remove(id);
    row.line.remove(turn);
    back(
        () -> {
          row.line.put(turn, id);
          row.turns.put(id, turn);
        });
  }

  private void back(Runnable change) {
    open.mine().changesBack.addFirst(change);
  }

  private Row locked(String workflow) {
    Staged mine = open.mine();
    Object key = open.key();
    locks.take(key, new CaseId(workflow));
    if (!open.isOpen(mine)) {
      locks.release(key, new CaseId(workflow));
      throw new IllegalStateException(
          "the transaction ended while it waited for a place of workflow " + workflow);
    }
    return rows.computeIfAbsent(workflow, any -> new Row());
  }

  void commit(Staged staged) {
    staged.changesBack.clear();
  }

  void release(Object key, Staged ended) {
    ended.changesBack.forEach(Runnable::run);
    locks.release(key);
  }

  /** Who has a place of one workflow, and who waits for one. */
  private static final class Row {
    final Set<CaseId> in = new HashSet<>();
    final NavigableMap<Long, CaseId> line = new TreeMap<>();
    final Map<CaseId, Long> turns = new HashMap<>();
    long last;
  }
}
