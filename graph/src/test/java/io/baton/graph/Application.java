package io.baton.graph;

import io.baton.api.Retry.OnExhausted;
import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Program;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Activities by name with the number of their arguments, and workflows by name.
 *
 * @param activities null for any, of which nothing is known
 */
public record Application(Map<String, Integer> activities, String... known) implements Definitions {
  private static final RetryPolicy ONCE =
      new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, 0, OnExhausted.FAIL);

  public static final Application WITH_ANYTHING = new Application(null);

  @Override
  public Optional<ActivitySpec> activity(ActivityName name) {
    return activities == null || activities.containsKey(name.value())
        ? Optional.of(new ActivitySpec(name, ONCE, null))
        : Optional.empty();
  }

  /** Nobody may call what is called so. */
  @Override
  public Optional<String> obstacle(ActivityName name) {
    return name.value().startsWith("Twin.")
        ? Optional.of("2 beans implement activity interface Twin: [Castor, Pollux]")
        : Optional.empty();
  }

  @Override
  public OptionalInt arity(ActivityName name) {
    return activities == null ? OptionalInt.empty() : OptionalInt.of(activities.get(name.value()));
  }

  @Override
  public SortedSet<Integer> versions(String workflow) {
    return List.of(known).contains(workflow) ? new TreeSet<>(List.of(1)) : new TreeSet<>();
  }

  @Override
  public SortedSet<String> workflows() {
    return new TreeSet<>(List.of(known));
  }

  @Override
  public Optional<Program> program(WorkflowId id) {
    return Optional.empty();
  }

  @Override
  public void checkInput(WorkflowId id, Payload input) {}

  @Override
  public Payload query(Case now, String name, List<Payload> args) {
    throw new IllegalArgumentException(name);
  }
}
