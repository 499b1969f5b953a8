package io.baton.persistence.fleeting;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CaseSnapshot;
import io.baton.model.CommandId;
import io.baton.model.Turn;
import io.baton.port.CaseCatalog.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The journals of all cases, as a transaction sees them: what is committed, and then what it wrote
 * itself. Guarded by the monitor of the store.
 */
final class Journals {
  private static final Journal NONE = new Journal();

  private final SortedMap<CaseId, Journal> committed = new TreeMap<>();

  boolean has(CaseId id, @Nullable Staged seen) {
    return committed.containsKey(id) || !written(id, seen).isEmpty();
  }

  boolean has(CaseId id, CommandId command, @Nullable Staged seen) {
    return there(id).has(command) || written(id, seen).has(command);
  }

  /** The newest turn of a case that is there. */
  Turn last(CaseId id, @Nullable Staged seen) {
    Journal written = written(id, seen);
    return written.isEmpty() ? there(id).last() : written.last();
  }

  @Nullable Found face(CaseId id, @Nullable Staged seen) {
    Found written = written(id, seen).face();
    return written == null ? there(id).face() : written;
  }

  /** All cases. */
  Stream<Found> faces(@Nullable Staged seen) {
    Set<CaseId> ids = new TreeSet<>(committed.keySet());
    if (seen != null) {
      ids.addAll(seen.journals.keySet());
    }
    return ids.stream().map(id -> face(id, seen)).flatMap(Stream::ofNullable);
  }

  /** What a case is made of; empty when there is none. */
  Optional<Material> material(CaseId id, @Nullable Staged seen) {
    if (!has(id, seen)) {
      return Optional.empty();
    }
    CaseSnapshot written = written(id, seen).snapshot();
    CaseSnapshot newest = written == null ? there(id).snapshot() : written;
    long from = newest == null ? 0 : newest.turn() + 1;
    List<Turn> later = new ArrayList<>(there(id).from(from));
    later.addAll(written(id, seen).from(from));
    return Optional.of(new Material(id, newest, later));
  }

  /** All committed turns. */
  List<Turn> turns(CaseId id) {
    return List.copyOf(there(id).from(0));
  }

  Set<CaseId> committed() {
    return committed.keySet();
  }

  void commit(Staged staged) {
    staged.journals.forEach(
        (id, later) -> committed.computeIfAbsent(id, any -> new Journal()).addAll(later));
  }

  private Journal there(CaseId id) {
    return committed.getOrDefault(id, NONE);
  }

  private static Journal written(CaseId id, @Nullable Staged seen) {
    return seen == null ? NONE : seen.journals.getOrDefault(id, NONE);
  }

  /** Copied, so that the case itself can be made without the monitor. */
  record Material(CaseId id, @Nullable CaseSnapshot newest, List<Turn> later) {
    Case make() {
      return newest == null ? Case.replay(id, later) : Case.restore(id, newest, later);
    }
  }
}
