package io.baton.persistence.fleeting;

import io.baton.model.Case;
import io.baton.model.CaseSnapshot;
import io.baton.model.CommandId;
import io.baton.model.Turn;
import io.baton.port.CaseCatalog.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns of one case, all that are committed or those of one transaction. Whatever the length, a
 * turn costs the same.
 */
final class Journal {
  private final List<Turn> turns = new ArrayList<>();
  private final Set<CommandId> commands = new HashSet<>();
  private @Nullable CaseSnapshot snapshot;
  private @Nullable Found face;

  void add(Case moved, Turn turn, @Nullable Found before) {
    turns.add(turn);
    commands.add(turn.command());
    Instant ended = before == null || before.ended() == null ? turn.at() : before.ended();
    face =
        new Found(
            moved.id(),
            moved.workflow(),
            moved.status(),
            moved.businessKey(),
            before == null ? turn.at() : before.started(),
            moved.status().isEnd() ? ended : null);
  }

  void addAll(Journal later) {
    turns.addAll(later.turns);
    commands.addAll(later.commands);
    face = later.face == null ? face : later.face;
    snapshot = later.snapshot == null ? snapshot : later.snapshot;
  }

  void keep(CaseSnapshot now) {
    snapshot = now;
  }

  boolean has(CommandId command) {
    return commands.contains(command);
  }

  boolean isEmpty() {
    return turns.isEmpty();
  }

  int size() {
    return turns.size();
  }

  Turn last() {
    return turns.get(turns.size() - 1);
  }

  /** The turns from number {@code from} on. */
  List<Turn> from(long from) {
    long before = turns.isEmpty() ? 0 : Math.max(0, from - turns.get(0).number());
    return turns.subList((int) Math.min(before, turns.size()), turns.size());
  }

  @Nullable CaseSnapshot snapshot() {
    return snapshot;
  }

  /** The case as a list shows it; null as long as there is no turn. */
  @Nullable Found face() {
    return face;
  }
}
