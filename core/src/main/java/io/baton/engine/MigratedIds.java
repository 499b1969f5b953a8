package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.RefId;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks after the new ids of a case's refs: an id that was in use once is never given to another
 * ref, because commands, timers and answers with it may still be under way.
 */
final class MigratedIds {
  private MigratedIds() {}

  static Optional<String> problem(Case now, Map<RefId, RefId> renamed) {
    Set<RefId> taken = new HashSet<>(now.places());
    taken.addAll(now.formerIds());
    for (Map.Entry<RefId, RefId> entry : renamed.entrySet()) {
      if (!taken.add(entry.getValue())) {
        return Optional.of(
            "ref %s would be called %s, and the case has had another one of that name"
                .formatted(entry.getKey(), entry.getValue()));
      }
    }
    return Optional.empty();
  }
}
