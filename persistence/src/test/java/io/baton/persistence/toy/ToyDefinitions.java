package io.baton.persistence.toy;

import io.baton.model.Definition;
import io.baton.model.WorkflowId;
import io.baton.port.CaseCatalog;
import io.baton.port.DefinitionStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Definitions that are changed at the commit; who changes them has the one permit till then. */
final class ToyDefinitions implements DefinitionStore {
  private final Semaphore permit = new Semaphore(1);
  private final Supplier<Mine> mine;
  private final Supplier<Mine> seen;
  private final Supplier<Stream<CaseCatalog.Found>> cases;
  private volatile Contents committed = new Contents(0, Map.of());

  ToyDefinitions(
      Supplier<Mine> mine, Supplier<Mine> seen, Supplier<Stream<CaseCatalog.Found>> cases) {
    this.mine = mine;
    this.seen = seen;
    this.cases = cases;
  }

  @Override
  public long changes() {
    return contents(seen.get()).changes();
  }

  @Override
  public List<Definition> all() {
    return contents(seen.get()).rows().values().stream()
        .map(Row::definition)
        .sorted(Comparator.comparing(d -> "%s %010d".formatted(d.id().name(), d.id().version())))
        .toList();
  }

  @Override
  public Optional<String> content(WorkflowId id) {
    return Optional.ofNullable(contents(seen.get()).rows().get(id)).map(Row::content);
  }

  @Override
  public Optional<Definition> keep(Document document, String by) {
    Row there = locked(document.id());
    if (there == null) {
      put(document.id(), fresh(document, by, null), document.content());
    }
    return Optional.ofNullable(there).map(Row::definition);
  }

  private static Definition fresh(Document document, String by, Instant retired) {
    return new Definition(
        document.id(), document.version(), document.hash(), Instant.now(), by, retired);
  }

  @Override
  public boolean retire(WorkflowId id) {
    Row there = locked(id);
    if (there != null && !there.definition().retired()) {
      Definition d = there.definition();
      Document same = new Document(id, d.version(), there.content(), d.hash());
      put(id, fresh(same, d.deployedBy(), Instant.now()), there.content());
    }
    return there != null;
  }

  @Override
  public Deletion delete(WorkflowId id) {
    Row there = locked(id);
    if (there == null) {
      return Deletion.UNKNOWN;
    }
    if (!there.definition().retired()) {
      return Deletion.NOT_RETIRED;
    }
    if (cases.get().anyMatch(c -> c.workflow().equals(id) && c.ended() == null)) {
      return Deletion.NEEDED;
    }
    mine.get().changed.put(id, Optional.empty());
    return Deletion.DELETED;
  }

  private void put(WorkflowId id, Definition definition, String content) {
    mine.get().changed.put(id, Optional.of(new Row(definition, content)));
  }

  private Row locked(WorkflowId id) {
    if (!mine.get().locked) {
      permit.acquireUninterruptibly();
      mine.get().locked = true;
    }
    return contents(mine.get()).rows().get(id);
  }

  private Contents contents(Mine changes) {
    Contents before = committed;
    Map<WorkflowId, Row> rows = new HashMap<>(before.rows());
    changes.changed.forEach(
        (id, row) -> row.ifPresentOrElse(kept -> rows.put(id, kept), () -> rows.remove(id)));
    return new Contents(before.changes() + changes.changed.size(), rows);
  }

  void end(Mine ended, boolean success) {
    if (success) {
      committed = contents(ended);
    }
    if (ended.locked) {
      permit.release();
    }
  }

  record Row(Definition definition, String content) {}

  record Contents(long changes, Map<WorkflowId, Row> rows) {}

  /** What a transaction did to definitions. */
  static final class Mine {
    final Map<WorkflowId, Optional<Row>> changed = new HashMap<>();
    boolean locked;
  }
}
