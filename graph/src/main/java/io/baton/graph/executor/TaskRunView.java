package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.baton.graph.executor.TaskRun.Attempt;
import io.baton.graph.executor.TaskState.Moment;
import io.baton.graph.model.NodeIds;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.Mark;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.Undo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The refs of a case as task runs: containers before what is in them, undos at the end. */
final class TaskRunView {
  private final Case now;
  private final Map<String, TaskRun> runs = new LinkedHashMap<>();
  private final Map<String, List<Ref>> inside = new LinkedHashMap<>();

  TaskRunView(Case now) {
    this.now = now;
  }

  List<TaskRun> all() {
    List<Ref> refs =
        now.refs().stream()
            .filter(this::isShown)
            .sorted(Comparator.comparingLong(Ref::openedAs))
            .toList();
    for (Ref ref : refs) {
      for (String around = ExecutionView.around(ref.id().value());
          around != null;
          around = ExecutionView.around(around)) {
        inside.computeIfAbsent(around, any -> new ArrayList<>()).add(ref);
      }
    }
    refs.forEach(this::add);
    List<TaskRun> all = new ArrayList<>(runs.values());
    refs.forEach(ref -> all.addAll(DynamicRuns.of(now, ref, taskRunId(ref.id().value()))));
    now.undos().stream().filter(u -> States.shows(u.state())).map(this::undo).forEach(all::add);
    return all;
  }

  /** Values that workflow code keeps are no tasks; containers that have ended are. */
  private boolean isShown(Ref ref) {
    return !NodeIds.isLimit(ref.id().value()) && isTask(ref);
  }

  private boolean isTask(Ref ref) {
    return !(ref.awaited() instanceof Awaited.Noted) || begun(ref.id()) != null;
  }

  private @Nullable Instant begun(RefId ref) {
    return now.marks(ref).stream()
        .filter(mark -> mark.kind() == Mark.Kind.BEGUN)
        .map(Mark::at)
        .findFirst()
        .orElse(null);
  }

  private void add(Ref ref) {
    addContainer(ExecutionView.around(ref.id().value()));
    runs.put(ref.id().value(), run(ref));
  }

  private void addContainer(@Nullable String id) {
    if (id != null
        && !runs.containsKey(id)
        && now.ref(new RefId(id)).filter(this::isShown).isEmpty()) {
      addContainer(ExecutionView.around(id));
      runs.put(id, container(id));
    }
  }

  private TaskRun run(Ref ref) {
    Instant begun = begun(ref.id());
    List<Moment> histories = new ArrayList<>();
    if (begun == null) {
      histories.add(new Moment(RunState.CREATED, ref.since()));
      RunState first = States.first(ref.awaited());
      if (first != RunState.CREATED) {
        histories.add(new Moment(first, ref.since()));
      }
    } else {
      histories.addAll(running(begun));
    }
    for (Mark mark : now.marks(ref.id())) {
      RunState next = States.ofRef(mark.kind());
      if (next != null) {
        histories.add(new Moment(next, mark.at()));
      }
    }
    RunState end = States.end(ref);
    if (end != null) {
      histories.add(new Moment(end, ref.ended() == null ? ref.since() : ref.ended()));
    }
    return make(
        ref.id().value(),
        ref.awaited() instanceof Awaited.Activity activity
            ? activity.activity().value()
            : ref.awaited().describe(),
        TaskState.of(histories),
        attempts(ref),
        ref);
  }

  private static List<Moment> running(Instant since) {
    return List.of(new Moment(RunState.CREATED, since), new Moment(RunState.RUNNING, since));
  }

  /**
   * A container that has not ended by itself. It ends with its case: what fails in it may be made
   * good in it.
   */
  private TaskRun container(String id) {
    List<Ref> refs = inside.getOrDefault(id, List.of());
    Instant since =
        refs.stream()
            .map(ref -> java.util.Objects.requireNonNullElse(begun(ref.id()), ref.since()))
            .min(Comparator.naturalOrder())
            .orElse(now.time());
    List<Moment> histories = new ArrayList<>(running(since));
    Instant closing = ExecutionView.closing(now);
    if (closing != null) {
      histories.add(new Moment(fate(refs), closing));
    }
    return make(id, "container", TaskState.of(histories), List.of(), null);
  }

  private static RunState fate(List<Ref> refs) {
    if (refs.stream().anyMatch(ref -> ref.state() == Ref.State.ERROR && !ref.warning())) {
      return RunState.FAILED;
    }
    boolean warned = refs.stream().anyMatch(Ref::warning);
    boolean killed = refs.stream().anyMatch(ref -> ref.state() != Ref.State.OK && !ref.warning());
    return killed ? RunState.KILLED : warned ? RunState.WARNING : RunState.SUCCESS;
  }

  private List<Attempt> attempts(Ref ref) {
    List<Attempt> attempts = new ArrayList<>();
    if (!(ref.awaited() instanceof Awaited.Activity)) {
      return attempts;
    }
    List<Moment> histories = new ArrayList<>(List.of(new Moment(RunState.CREATED, ref.since())));
    for (Mark mark : now.marks(ref.id())) {
      if (mark.kind() == Mark.Kind.ALIVE) {
        histories.add(new Moment(RunState.RUNNING, mark.at()));
      } else if (mark.kind() == Mark.Kind.ATTEMPT_FAILED) {
        histories.add(new Moment(RunState.FAILED, mark.at()));
        attempts.add(new Attempt(TaskState.of(histories), Map.of()));
        histories = new ArrayList<>(List.of(new Moment(RunState.CREATED, mark.at())));
      }
    }
    while (attempts.size() < ref.attempt() - 1) { // Older than what is remembered.
      attempts.add(new Attempt(new TaskState(RunState.FAILED, List.of(), Map.of()), Map.of()));
    }
    RunState end = ref.failure() == null ? States.end(ref) : RunState.FAILED;
    if (end != null) {
      histories.add(new Moment(end, ref.ended() == null ? ref.since() : ref.ended()));
    }
    attempts.add(new Attempt(TaskState.of(histories), Map.of()));
    return attempts;
  }

  private TaskRun undo(Undo undo) {
    List<Moment> histories = new ArrayList<>();
    for (Mark mark : now.marks(undo.ref())) {
      RunState next = States.ofUndo(mark.kind());
      if (next != null) {
        histories.add(new Moment(next, mark.at()));
      }
    }
    TaskState state =
        histories.isEmpty() ? TaskState.of(RunState.CREATED, now.time()) : TaskState.of(histories);
    return new TaskRun(
        taskRunId(undo.ref().value()) + "/undo",
        now.id().value(),
        ExecutionView.NAMESPACE,
        now.workflow().name(),
        undo.activity().value(),
        taskRunId(undo.ref().effect().value()),
        null,
        List.of(),
        null,
        state,
        null,
        true,
        Map.of());
  }

  private TaskRun make(
      String ref, String otherwise, TaskState state, List<Attempt> attempts, @Nullable Ref of) {
    String parent = ExecutionView.around(ref);
    return new TaskRun(
        taskRunId(ref),
        now.id().value(),
        ExecutionView.NAMESPACE,
        now.workflow().name(),
        ExecutionView.taskId(ref, otherwise),
        parent == null ? null : taskRunId(parent),
        ExecutionView.item(ref),
        attempts,
        of == null ? null : outputs(of),
        state,
        null,
        false,
        Map.of());
  }

  /** Of a failure that was allowed, why. */
  private static @Nullable JsonNode outputs(Ref ref) {
    return ref.warning() && ref.failure() != null
        ? JsonNodeFactory.instance.objectNode().put("error", ref.failure().toString())
        : ExecutionView.object("value", ref.value());
  }

  private String taskRunId(String ref) {
    return ExecutionView.taskRunId(now.id(), ref);
  }
}
