package io.baton.port;

import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.Payload;
import io.baton.model.Schedule;
import io.baton.model.WorkflowId;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Program;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;

/** The workflows and activities that this node knows. */
public interface Definitions {
  Optional<Program> program(WorkflowId id);

  /** Those that new cases can be started of; empty when the name is unknown here. */
  SortedSet<Integer> versions(String workflow);

  /** True when new cases can be started of this very version. */
  default boolean isStartable(WorkflowId id) {
    return versions(id.name()).contains(id.version());
  }

  /** The version as its definition writes it, such as {@code v0.1.0}. */
  default String versionText(WorkflowId id) {
    return Integer.toString(id.version());
  }

  /** Every workflow name of which new cases can be started here. */
  SortedSet<String> workflows();

  Optional<ActivitySpec> activity(ActivityName name);

  /** Why an activity that is known here cannot be called here; empty when it can. */
  default Optional<String> obstacle(ActivityName name) {
    return Optional.empty();
  }

  /** How many arguments the activity takes; empty when that is not known here. */
  default OptionalInt arity(ActivityName name) {
    return OptionalInt.empty();
  }

  /** The schedules of the workflows that are started by a calendar, by workflow. */
  default Map<String, Schedule> schedules() {
    return Map.of();
  }

  /** The topics of Kafka whose records start cases, by the workflow that they start. */
  default Map<String, SortedSet<String>> startTopics() {
    return Map.of();
  }

  /** What a case that was started by the calendar at {@code due} is given. */
  default Payload scheduledInput(WorkflowId id, Instant due) {
    return Payload.NULL;
  }

  /**
   * @throws IllegalArgumentException saying where {@code input} does not fit what the workflow
   *     takes
   */
  void checkInput(WorkflowId id, Payload input);

  /**
   * What the workflow itself tells of a case, at this moment.
   *
   * @param name of the query
   * @throws IllegalArgumentException when there is no such query, or its arguments do not fit
   */
  Payload query(Case now, String name, List<Payload> args);
}
