package io.baton.engine;

import io.baton.model.CaseId;
import io.baton.port.Places;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The places of one workflow. */
final class TrialPlaces implements Places {
  final Set<CaseId> in = new LinkedHashSet<>();
  final Deque<CaseId> line = new ArrayDeque<>();

  @Override
  public boolean enter(String workflow, CaseId id, int limit, boolean wait) {
    if (in.contains(id)) {
      return true;
    }
    if (in.size() < limit && !line.contains(id)) {
      return in.add(id);
    }
    if (wait && !line.contains(id)) {
      line.add(id);
    }
    return false;
  }

  @Override
  public List<CaseId> leave(String workflow, CaseId id, int limit) {
    in.remove(id);
    line.remove(id);
    List<CaseId> next = new ArrayList<>();
    while (in.size() < limit && !line.isEmpty()) {
      next.add(line.element());
      in.add(line.remove());
    }
    return next;
  }
}
