package io.baton.engine;

import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import io.baton.port.CaseCatalog;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Hears and finds what a trial gives it. */
final class TrialCatalog implements CaseCatalog {
  final Set<CaseId> subscribers = new LinkedHashSet<>();
  final List<Found> cases = new ArrayList<>();
  final Map<String, Payload> attributes = new TreeMap<>();
  final List<Wanted> asked = new ArrayList<>();

  @Override
  public void setAttribute(CaseId id, String name, Payload value) {
    attributes.put(name, value);
  }

  @Override
  public void subscribe(CaseId id, String signal, String key) {
    subscribers.add(id);
  }

  @Override
  public void unsubscribe(CaseId id) {
    subscribers.remove(id);
  }

  @Override
  public Set<CaseId> subscribers(String signal, String key) {
    return subscribers;
  }

  @Override
  public List<Found> find(Wanted wanted) {
    asked.add(wanted);
    return cases;
  }

  @Override
  public List<CaseId> running(WorkflowId workflow, CaseId after, int max) {
    return cases.stream()
        .filter(c -> c.workflow().equals(workflow) && c.ended() == null)
        .map(Found::id)
        .toList();
  }
}
