package io.baton.persistence.fleeting;

import io.baton.model.CaseId;
import io.baton.model.Incident;
import io.baton.model.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one transaction wrote and has not committed yet. */
final class Staged {
  final Map<CaseId, List<Turn>> turns = new HashMap<>();
  final List<Incident> incidents = new ArrayList<>();

  List<Turn> of(CaseId id) {
    return turns.getOrDefault(id, List.of());
  }

  void add(CaseId id, Turn turn) {
    turns.computeIfAbsent(id, any -> new ArrayList<>()).add(turn);
  }
}
