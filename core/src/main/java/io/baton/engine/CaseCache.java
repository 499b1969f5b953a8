package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.port.CaseStore.Head;
import io.baton.port.Transactions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cases of this node, so that a step need not read a journal. A case is in use by one transaction
 * or in here, never both; it comes here only when what it tells is committed, and is used only when
 * the locked row names the very turn that it ends with. So it may be wrong to miss, never to hit.
 */
final class CaseCache {
  /** In about the number of refs, undo entries and signals of all cases together. */
  private static final long CAPACITY = 200_000;

  private final Map<CaseId, Case> cases = new LinkedHashMap<>(64, 0.75f, true);
  private long weight;

  synchronized Optional<Case> take(CaseId id, Head head) {
    Case there = remove(id);
    return Optional.ofNullable(there)
        .filter(c -> c.turn() == head.turn() && c.command().equals(head.command()));
  }

  void putAfterCommit(Collection<Case> moved, Transactions transactions) {
    transactions.afterCompletion(
        committed -> {
          if (committed) {
            moved.stream().filter(now -> !now.status().isEnd()).forEach(this::put);
          }
        });
  }

  private synchronized void put(Case now) {
    remove(now.id());
    cases.put(now.id(), now);
    weight += now.weight();
    while (weight > CAPACITY && cases.size() > 1) {
      remove(cases.keySet().iterator().next());
    }
  }

  private @Nullable Case remove(CaseId id) {
    Case there = cases.remove(id);
    if (there != null) {
      weight -= there.weight();
    }
    return there;
  }
}
