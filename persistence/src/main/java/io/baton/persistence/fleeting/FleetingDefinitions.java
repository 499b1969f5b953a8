package io.baton.persistence.fleeting;

import io.baton.model.Definition;
import io.baton.model.WorkflowId;
import io.baton.port.DefinitionStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Definitions in memory. One transaction at a time changes them; the next one waits for its end.
 */
final class FleetingDefinitions implements DefinitionStore {
  private static final Comparator<Definition> ORDER =
      Comparator.comparing((Definition d) -> d.id().name()).thenComparing(d -> d.id().version());

  private final Map<WorkflowId, Row> committed = new HashMap<>();
  private final Object monitor;
  private final OpenTransactions open;
  private final Journals journals;
  private final InstantSource clock;
  private final Duration patience;
  private long changes;
  private @Nullable Staged writer;

  FleetingDefinitions(
      Object monitor,
      OpenTransactions open,
      Journals journals,
      InstantSource clock,
      Duration patience) {
    this.monitor = monitor;
    this.open = open;
    this.journals = journals;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public long changes() {
    synchronized (monitor) {
      Staged seen = open.seen();
      return changes + (seen == null ? 0 : seen.definitionChanges);
    }
  }

  @Override
  public List<Definition> all() {
    synchronized (monitor) {
      return rows().values().stream().map(Row::definition).sorted(ORDER).toList();
    }
  }

  @Override
  public Optional<String> content(WorkflowId id) {
    synchronized (monitor) {
      return Optional.ofNullable(rows().get(id)).map(Row::content);
    }
  }

  @Override
  public Optional<Definition> keep(Document document, String by) {
    synchronized (monitor) {
      lock();
      Row there = rows().get(document.id());
      if (there != null) {
        return Optional.of(there.definition());
      }
      Definition fresh =
          new Definition(
              document.id(), document.version(), document.hash(), clock.instant(), by, null);
      change(document.id(), Optional.of(new Row(fresh, document.content())));
      return Optional.empty();
    }
  }

  @Override
  public boolean retire(WorkflowId id) {
    synchronized (monitor) {
      lock();
      Row there = rows().get(id);
      if (there != null && !there.definition().retired()) {
        change(id, Optional.of(there.retired(clock)));
      }
      return there != null;
    }
  }

  @Override
  public Deletion delete(WorkflowId id) {
    synchronized (monitor) {
      lock();
      Row there = rows().get(id);
      if (there == null) {
        return Deletion.UNKNOWN;
      }
      if (!there.definition().retired()) {
        return Deletion.NOT_RETIRED;
      }
      boolean needed =
          journals
              .faces(open.seen())
              .anyMatch(face -> face.workflow().equals(id) && face.ended() == null);
      if (needed) {
        return Deletion.NEEDED;
      }
      change(id, Optional.empty());
      return Deletion.DELETED;
    }
  }

  private Map<WorkflowId, Row> rows() {
    Map<WorkflowId, Row> rows = new HashMap<>(committed);
    Staged seen = open.seen();
    if (seen != null) {
      seen.definitions.forEach((id, row) -> put(rows, id, row));
    }
    return rows;
  }

  private static void put(Map<WorkflowId, Row> rows, WorkflowId id, Optional<Row> row) {
    row.ifPresentOrElse(kept -> rows.put(id, kept), () -> rows.remove(id));
  }

  private void change(WorkflowId id, Optional<Row> row) {
    Staged mine = open.mine();
    mine.definitions.put(id, row);
    mine.definitionChanges++;
  }

  /** Until the end of the transaction, giving the monitor away while it waits. */
  private void lock() {
    Staged mine = open.mine();
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (writer != null && writer != mine) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          throw new IllegalStateException(
              "another transaction has changed a definition, and did not end for "
                  + patience.toMillis()
                  + " ms");
        }
        monitor.wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to change a definition", e);
    }
    if (!open.isOpen(mine)) {
      throw new IllegalStateException("the transaction ended while it waited for a definition");
    }
    writer = mine;
  }

  void commit(Staged staged) {
    staged.definitions.forEach((id, row) -> put(committed, id, row));
    changes += staged.definitionChanges;
  }

  /** The store wakes those that wait. */
  void release(Staged ended) {
    if (writer == ended) {
      writer = null;
    }
  }

  /** A definition and its text. */
  record Row(Definition definition, String content) {
    Row retired(InstantSource clock) {
      return new Row(
          new Definition(
              definition.id(),
              definition.version(),
              definition.hash(),
              definition.deployedAt(),
              definition.deployedBy(),
              clock.instant()),
          content);
    }
  }
}
