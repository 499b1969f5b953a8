package io.baton.workflow.script;

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
import java.util.SortedSet;
import java.util.function.UnaryOperator;

/** Definitions whose programs decide otherwise. */
record Mutated(Definitions real, UnaryOperator<Decision> mutant) implements Definitions {
  @Override
  public Optional<Program> program(WorkflowId id) {
    return real.program(id).map(program -> now -> mutant.apply(program.decide(now)));
  }

  @Override
  public SortedSet<Integer> versions(String workflow) {
    return real.versions(workflow);
  }

  @Override
  public SortedSet<String> workflows() {
    return real.workflows();
  }

  @Override
  public Optional<ActivitySpec> activity(ActivityName name) {
    return real.activity(name);
  }

  @Override
  public void checkInput(WorkflowId id, Payload input) {
    real.checkInput(id, input);
  }

  @Override
  public Payload query(Case now, String name, List<Payload> args) {
    return real.query(now, name, args);
  }
}
