package io.baton.graph.shelf;

import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Decision;
import io.baton.workflow.Program;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An application with these workflows. */
record Code(Set<WorkflowId> all) implements Definitions {
  static final Program PROGRAM = now -> new Decision.Continue(List.of());

  static Code of(WorkflowId... all) {
    return new Code(Set.of(all));
  }

  @Override
  public Optional<Program> program(WorkflowId id) {
    return all.contains(id) ? Optional.of(PROGRAM) : Optional.empty();
  }

  @Override
  public SortedSet<Integer> versions(String workflow) {
    return all.stream()
        .filter(id -> id.name().equals(workflow))
        .map(WorkflowId::version)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public SortedSet<String> workflows() {
    return all.stream().map(WorkflowId::name).collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Optional<ActivitySpec> activity(ActivityName name) {
    return Optional.empty();
  }

  @Override
  public void checkInput(WorkflowId id, Payload input) {
    throw new IllegalArgumentException("the application takes nothing");
  }

  @Override
  public Payload query(Case now, String name, List<Payload> args) {
    return Payload.NULL;
  }
}
