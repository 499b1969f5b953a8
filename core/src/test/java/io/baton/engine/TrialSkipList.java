package io.baton.engine;

import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.port.SkipList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A skip list in memory. */
final class TrialSkipList implements SkipList {
  final Map<CaseId, List<Command>> kept = new LinkedHashMap<>();

  @Override
  public Set<CaseId> all() {
    return Set.copyOf(kept.keySet());
  }

  @Override
  public void add(CaseId id, String reason) {
    kept.putIfAbsent(id, new ArrayList<>());
  }

  @Override
  public boolean keep(Command command) {
    List<Command> there = kept.get(command.caseId());
    return there != null && there.add(command);
  }

  @Override
  public List<Command> takeOff(CaseId id) {
    List<Command> there = kept.remove(id);
    return there == null ? List.of() : there;
  }
}
