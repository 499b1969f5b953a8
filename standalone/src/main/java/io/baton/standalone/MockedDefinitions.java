package io.baton.standalone;

import io.baton.api.ActivityMode;
import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.Payload;
import io.baton.model.Schedule;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** The application's own definitions, but that every activity is asked of the outside. */
final class MockedDefinitions implements Definitions {
  private static final ActivitySpec.Remote MOCK =
      new ActivitySpec.Remote("mock", Duration.ofDays(36_500));

  private final Definitions real;

  MockedDefinitions(Definitions real) {
    this.real = real;
  }

  @Override
  public Optional<ActivitySpec> activity(ActivityName name) {
    return real.activity(name)
        .map(
            s ->
                new ActivitySpec(
                    s.name(), ActivityMode.REMOTE, s.retry(), s.undoing(), MOCK, null));
  }

  @Override
  public Optional<Program> program(WorkflowId id) {
    return real.program(id);
  }

  @Override
  public SortedSet<Integer> versions(String workflow) {
    return real.versions(workflow);
  }

  @Override
  public boolean isStartable(WorkflowId id) {
    return real.isStartable(id);
  }

  @Override
  public SortedSet<String> workflows() {
    return real.workflows();
  }

  @Override
  public Map<String, Schedule> schedules() {
    return real.schedules();
  }

  @Override
  public Map<String, SortedSet<String>> startTopics() {
    return real.startTopics();
  }

  @Override
  public Payload scheduledInput(WorkflowId id, Instant due) {
    return real.scheduledInput(id, due);
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
