package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.port.SkipList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A skip list in memory: short, and changed by one transaction at a time. */
final class FleetingSkipList implements SkipList {
  private static final CaseId LIST = new CaseId("skip list");

  private Map<CaseId, List<Command>> committed = Map.of();
  private final Object monitor;
  private final OpenTransactions open;
  private final CaseLocks lock;

  FleetingSkipList(Object monitor, OpenTransactions open, Duration patience) {
    this.monitor = monitor;
    this.open = open;
    this.lock = new CaseLocks(monitor, patience);
  }

  @Override
  public Set<CaseId> all() {
    synchronized (monitor) {
      @Nullable Staged seen = open.seen();
      return Set.copyOf((seen == null || seen.skips == null ? committed : seen.skips).keySet());
    }
  }

  @Override
  public void add(CaseId id, String reason) {
    synchronized (monitor) {
      mine().putIfAbsent(id, List.of());
    }
  }

  @Override
  public boolean keep(Command command) {
    synchronized (monitor) {
      return mine().computeIfPresent(command.caseId(), (id, kept) -> with(kept, command)) != null;
    }
  }

  private static List<Command> with(List<Command> kept, Command command) {
    List<Command> more = new ArrayList<>(kept);
    more.add(command);
    return more;
  }

  @Override
  public List<Command> takeOff(CaseId id) {
    synchronized (monitor) {
      List<Command> kept = mine().remove(id);
      return kept == null ? List.of() : kept;
    }
  }

  private Map<CaseId, List<Command>> mine() {
    Staged mine = open.mine();
    Object key = open.key();
    lock.take(key, LIST);
    if (!open.isOpen(mine)) {
      lock.release(key, LIST);
      throw new IllegalStateException("the transaction ended while it waited for the skip list");
    }
    if (mine.skips == null) {
      mine.skips = new LinkedHashMap<>(committed);
    }
    return mine.skips;
  }

  void commit(Staged staged) {
    if (staged.skips != null) {
      committed = staged.skips;
    }
  }

  void release(Object key) {
    lock.release(key);
  }
}
