package io.baton.graph.shelf;

import io.baton.model.Definition;
import io.baton.model.WorkflowId;
import io.baton.port.DefinitionStore;
import java.util.List;
import java.util.Optional;

/** Counts how often it is looked at. */
final class Counting implements DefinitionStore {
  int counted;
  int listed;
  private final DefinitionStore real;

  Counting(DefinitionStore real) {
    this.real = real;
  }

  @Override
  public long changes() {
    counted++;
    return real.changes();
  }

  @Override
  public List<Definition> all() {
    listed++;
    return real.all();
  }

  @Override
  public Optional<String> content(WorkflowId id) {
    return real.content(id);
  }

  @Override
  public Optional<Definition> keep(Document document, String by) {
    return real.keep(document, by);
  }

  @Override
  public boolean retire(WorkflowId id) {
    return real.retire(id);
  }

  @Override
  public Deletion delete(WorkflowId id) {
    return real.delete(id);
  }
}
