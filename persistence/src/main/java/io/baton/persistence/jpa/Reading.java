package io.baton.persistence.jpa;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CaseSnapshot;
import io.baton.model.Turn;
import io.baton.wire.CaseCodec;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Reads one case: its journal, or a snapshot and the turns after it. */
final class Reading {
  private static final String AFTER_SNAPSHOT =
      """
      from TurnRow t where t.caseId = :id and t.turn > coalesce(
        (select s.turn from SnapshotRow s where s.caseId = :id), -1)
      order by t.turn""";
  private static final String ALL = "from TurnRow t where t.caseId = :id order by t.turn";
  private static final String SNAPSHOT = "select s.state from SnapshotRow s where s.caseId = :id";

  private final StatelessSession session;
  private final CaseId id;

  Reading(StatelessSession session, CaseId id) {
    this.session = session;
    this.id = id;
  }

  /** A case without a snapshot, as most are, takes one query. */
  Optional<Case> read() {
    List<Turn> later = turns(AFTER_SNAPSHOT);
    if (!later.isEmpty() && later.get(0).number() == 0) {
      return Optional.of(Case.replay(id, later));
    }
    Optional<CaseSnapshot> newest = snapshot();
    return newest.isPresent() ? newest.map(from -> restore(from, later)) : replayAll();
  }

  /** The snapshot may be newer than what was read before it. */
  private Case restore(CaseSnapshot from, List<Turn> later) {
    return Case.restore(
        id, from, later.stream().filter(turn -> turn.number() > from.turn()).toList());
  }

  private Optional<Case> replayAll() {
    List<Turn> all = turns(ALL);
    return all.isEmpty() ? Optional.empty() : Optional.of(Case.replay(id, all));
  }

  private Optional<CaseSnapshot> snapshot() {
    return session
        .createSelectionQuery(SNAPSHOT, String.class)
        .setParameter("id", id.value())
        .uniqueResultOptional()
        .flatMap(CaseCodec::read);
  }

  private List<Turn> turns(String query) {
    return session
        .createSelectionQuery(query, TurnRow.class)
        .setParameter("id", id.value())
        .getResultStream()
        .map(TurnRow::read)
        .toList();
  }
}
