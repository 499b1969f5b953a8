package io.baton.persistence.toy;

import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.port.SkipList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A skip list that is changed at once, and changed back by who rolls back. */
final class ToySkipList implements SkipList {
  private volatile Map<CaseId, List<Command>> kept = Map.of();
  private final Consumer<CaseId> own;
  private final Consumer<Runnable> changeBack;

  ToySkipList(Consumer<CaseId> own, Consumer<Runnable> changeBack) {
    this.own = own;
    this.changeBack = changeBack;
  }

  @Override
  public Set<CaseId> all() {
    return kept.keySet();
  }

  @Override
  public void add(CaseId id, String reason) {
    Map<CaseId, List<Command>> next = locked();
    next.putIfAbsent(id, List.of());
    kept = next;
  }

  @Override
  public boolean keep(Command command) {
    Map<CaseId, List<Command>> next = locked();
    List<Command> there = next.get(command.caseId());
    if (there == null) {
      return false;
    }
    List<Command> more = new ArrayList<>(there);
    more.add(command);
    next.put(command.caseId(), more);
    kept = next;
    return true;
  }

  @Override
  public List<Command> takeOff(CaseId id) {
    Map<CaseId, List<Command>> next = locked();
    List<Command> there = next.remove(id);
    kept = next;
    return there == null ? List.of() : there;
  }

  private Map<CaseId, List<Command>> locked() {
    own.accept(new CaseId("skip list"));
    Map<CaseId, List<Command>> before = kept;
    changeBack.accept(() -> kept = before);
    return new HashMap<>(before);
  }
}
