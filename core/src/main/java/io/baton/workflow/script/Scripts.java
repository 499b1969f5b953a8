package io.baton.workflow.script;

import io.baton.api.ActivityMode;
import io.baton.api.ScheduledStart;
import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.Payload;
import io.baton.model.Schedule;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import io.baton.wire.Json;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The workflows and activities of one application, read from its classes. */
public final class Scripts implements Definitions {
  private final SortedMap<String, SortedMap<Integer, WorkflowClass>> workflows = new TreeMap<>();
  private final Map<WorkflowId, Program> programs = new HashMap<>();
  private final Map<ActivityName, ActivityMethod> activities = new HashMap<>();

  private final Map<Class<?>, String> obstacles = new ConcurrentHashMap<>();
  private final SortedSet<String> warnings = new TreeSet<>();

  private Scripts() {}

  /**
   * @throws IllegalArgumentException with every error of every class, one a line
   */
  public static Scripts read(
      Iterable<Class<?>> workflows, Iterable<Class<?>> activityInterfaces, Instances instances) {
    Scripts scripts = new Scripts();
    List<String> errors = new ArrayList<>();
    for (Class<?> type : activityInterfaces) {
      scripts.addActivities(type, errors);
    }
    for (Class<?> type : workflows) {
      try {
        scripts.addWorkflow(new WorkflowClass(type, instances));
      } catch (IllegalArgumentException e) {
        String.valueOf(e.getMessage()).lines().forEach(errors::add);
      }
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          errors.stream().sorted().distinct().collect(Collectors.joining("\n")));
    }
    return scripts;
  }

  /** What is allowed and rarely meant; for the host's log. */
  public SortedSet<String> warnings() {
    return Collections.unmodifiableSortedSet(warnings);
  }

  private void addWorkflow(WorkflowClass workflow) {
    WorkflowId id = workflow.id();
    WorkflowClass other =
        workflows
            .computeIfAbsent(id.name(), name -> new TreeMap<>())
            .putIfAbsent(id.version(), workflow);
    if (other != null) {
      throw new IllegalArgumentException(
          "%s: workflow %s is in %s, too".formatted(workflow, id, other));
    }
    programs.put(id, new Script(workflow));
    warnings.addAll(workflow.warnings());
  }

  private void addActivities(Class<?> type, List<String> errors) {
    ActivityInterface read = new ActivityInterface(type);
    errors.addAll(read.errors());
    read.activities()
        .forEach(
            (name, activity) -> {
              PayloadRules payloads = read.payloads(activity);
              errors.addAll(payloads.errors());
              warnings.addAll(payloads.warnings());
              ActivityMethod other = activities.putIfAbsent(name, activity);
              if (other != null && other.type() != type) {
                errors.add(
                    "%s: activity %s is in %s, too; activities are told apart by the interface's simple name"
                        .formatted(
                            Place.of(type, activity.method().getName()),
                            name,
                            other.type().getName()));
              }
            });
  }

  @Override
  public Optional<Program> program(WorkflowId id) {
    return Optional.ofNullable(programs.get(id));
  }

  @Override
  public SortedSet<Integer> versions(String workflow) {
    SortedMap<Integer, WorkflowClass> versions = workflows.get(workflow);
    return versions == null ? new TreeSet<>() : new TreeSet<>(versions.keySet());
  }

  @Override
  public SortedSet<String> workflows() {
    return new TreeSet<>(workflows.keySet());
  }

  @Override
  public Optional<ActivitySpec> activity(ActivityName name) {
    return method(name).map(ActivityMethod::spec);
  }

  @Override
  public Optional<String> obstacle(ActivityName name) {
    return method(name).map(activity -> obstacles.get(activity.type()));
  }

  /**
   * For the host: nobody new may use the activities of this interface.
   *
   * @param why they cannot be called here
   */
  public void withhold(Class<?> activityInterface, String why) {
    obstacles.put(activityInterface, why);
  }

  @Override
  public OptionalInt arity(ActivityName name) {
    return method(name)
        .map(activity -> OptionalInt.of(activity.method().getParameterCount()))
        .orElseGet(OptionalInt::empty);
  }

  @Override
  public Map<String, Schedule> schedules() {
    Map<String, Schedule> schedules = new TreeMap<>();
    for (SortedMap<Integer, WorkflowClass> versions : workflows.values()) {
      WorkflowClass newest = versions.get(versions.lastKey());
      if (newest != null) {
        newest.schedule().ifPresent(schedule -> schedules.put(schedule.workflow(), schedule));
      }
    }
    return schedules;
  }

  @Override
  public Map<String, SortedSet<String>> startTopics() {
    Map<String, SortedSet<String>> topics = new TreeMap<>();
    workflows.forEach(
        (name, versions) -> {
          WorkflowClass newest = versions.get(versions.lastKey());
          if (newest != null && !newest.topics().isEmpty()) {
            topics.put(name, newest.topics());
          }
        });
    return topics;
  }

  @Override
  public Payload scheduledInput(WorkflowId id, Instant due) {
    return workflow(id).takesInput() ? Json.payload(new ScheduledStart(due)) : Payload.NULL;
  }

  @Override
  public void checkInput(WorkflowId id, Payload input) {
    workflow(id).checkInput(input);
  }

  private WorkflowClass workflow(WorkflowId id) {
    SortedMap<Integer, WorkflowClass> versions = workflows.get(id.name());
    WorkflowClass workflow = versions == null ? null : versions.get(id.version());
    if (workflow == null) {
      throw new IllegalArgumentException("no workflow " + id);
    }
    return workflow;
  }

  @Override
  public Payload query(Case now, String name, List<Payload> args) {
    Program program = programs.get(now.workflow());
    if (!(program instanceof Script script)) {
      throw new IllegalArgumentException("workflow " + now.workflow() + " is not deployed here");
    }
    return script.query(now, name, args);
  }

  /** True when activities of the interface are done in this process, so that it needs a bean. */
  public boolean worksHere(Class<?> activityInterface) {
    return activities.values().stream()
        .filter(activity -> activity.type() == activityInterface)
        .anyMatch(activity -> activity.spec().mode() != ActivityMode.REMOTE);
  }

  /** What is wrong with EXTERNAL activities that may take longer than the host can bear. */
  public List<String> callsLongerThan(Duration limit) {
    return activities.values().stream()
        .map(ActivityMethod::spec)
        .filter(spec -> spec.longest() != null && spec.longest().compareTo(limit) > 0)
        .map(
            spec ->
                "%s: timeout is %s, a call of mode EXTERNAL may take %s at most (three quarters of the transaction time-out); what takes longer is for mode REMOTE"
                    .formatted(spec.name(), spec.longest(), limit))
        .sorted()
        .toList();
  }

  Optional<ActivityMethod> method(ActivityName name) {
    return Optional.ofNullable(activities.get(name));
  }
}
