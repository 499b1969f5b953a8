package io.baton.persistence.jpa;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CaseSnapshot;
import io.baton.model.Turn;
import io.baton.wire.CaseCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Reads cases: their journals, or a snapshot and the turns after it. */
final class Reading {
  private static final String AFTER_SNAPSHOT =
      """
      from TurnRow t where t.caseId in :ids and t.turn > coalesce(
        (select s.turn from SnapshotRow s where s.caseId = t.caseId), -1)
      order by t.caseId, t.turn""";
  private static final String ALL = "from TurnRow t where t.caseId in :ids order by t.turn";
  private static final String SNAPSHOT = "select s.state from SnapshotRow s where s.caseId = :id";

  private final StatelessSession session;

  Reading(StatelessSession session) {
    this.session = session;
  }

  Optional<Case> read(CaseId id) {
    return Optional.ofNullable(read(List.of(id)).get(id));
  }

  /** Cases without a snapshot, as most are, take one query together. */
  Map<CaseId, Case> read(Collection<CaseId> ids) {
    Map<CaseId, List<Turn>> later = turns(AFTER_SNAPSHOT, ids);
    Map<CaseId, Case> read = new HashMap<>();
    for (CaseId id : ids) {
      read(id, later.getOrDefault(id, List.of())).ifPresent(found -> read.put(id, found));
    }
    return read;
  }

  private Optional<Case> read(CaseId id, List<Turn> later) {
    if (!later.isEmpty() && later.get(0).number() == 0) {
      return Optional.of(Case.replay(id, later));
    }
    Optional<CaseSnapshot> newest = snapshot(id);
    return newest.isPresent() ? newest.map(from -> restore(id, from, later)) : replayAll(id);
  }

  /** The snapshot may be newer than what was read before it. */
  private static Case restore(CaseId id, CaseSnapshot from, List<Turn> later) {
    return Case.restore(
        id, from, later.stream().filter(turn -> turn.number() > from.turn()).toList());
  }

  private Optional<Case> replayAll(CaseId id) {
    List<Turn> all = turns(ALL, List.of(id)).getOrDefault(id, List.of());
    return all.isEmpty() ? Optional.empty() : Optional.of(Case.replay(id, all));
  }

  private Optional<CaseSnapshot> snapshot(CaseId id) {
    return session
        .createSelectionQuery(SNAPSHOT, String.class)
        .setParameter("id", id.value())
        .uniqueResultOptional()
        .flatMap(CaseCodec::read);
  }

  private Map<CaseId, List<Turn>> turns(String query, Collection<CaseId> ids) {
    Map<CaseId, List<Turn>> turns = new LinkedHashMap<>();
    session
        .createSelectionQuery(query, TurnRow.class)
        .setParameterList("ids", ids.stream().map(CaseId::value).toList())
        .getResultStream()
        .forEach(
            row ->
                turns
                    .computeIfAbsent(new CaseId(row.caseId), any -> new ArrayList<>())
                    .add(row.read()));
    return turns;
  }
}
