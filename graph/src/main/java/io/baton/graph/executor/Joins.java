package io.baton.graph.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a result may change the task run that is stored, by what the two of them say: the
 * executor's own guard. Baton's cases do not need it, since a ref is settled once; it is here so
 * that others can guard the executions that they keep, and to prove that both agree.
 */
public final class Joins {
  private Joins() {}

  /**
   * Unknown task runs join, and those that have more attempts, or are further than what is stored.
   */
  public static boolean joins(Execution stored, TaskRun incoming) {
    return same(stored, incoming).map(known -> joins(known, incoming)).orElse(true);
  }

  private static Optional<TaskRun> same(Execution stored, TaskRun incoming) {
    return stored.taskRunList().stream()
        .filter(
            run ->
                run.id().equals(incoming.id())
                    && Objects.equals(run.value(), incoming.value())
                    && Objects.equals(run.iteration(), incoming.iteration()))
        .findFirst();
  }

  static boolean joins(TaskRun known, TaskRun incoming) {
    RunState is = known.state().current();
    RunState becomes = incoming.state().current();
    if (is.terminal()) {
      return false;
    }
    if (incoming.attempts().size() != known.attempts().size()) {
      return incoming.attempts().size() > known.attempts().size();
    }
    return is != becomes && known.state().histories().size() <= incoming.state().histories().size();
  }

  /** The execution with the result in it; the execution itself when the result is stale. */
  public static Execution join(Execution stored, TaskRun incoming) {
    if (!joins(stored, incoming)) {
      return stored;
    }
    List<TaskRun> runs = new ArrayList<>(stored.taskRunList());
    Optional<TaskRun> known = same(stored, incoming);
    if (known.isPresent()) {
      runs.set(runs.indexOf(known.get()), incoming);
    } else {
      runs.add(incoming);
    }
    return stored.with(runs);
  }

  /** True when {@code later} is newer than {@code earlier}, by epoch and offset. */
  public static boolean isNewer(Execution later, Execution earlier) {
    int epochs = Integer.compare(number(later, "run"), number(earlier, "run"));
    return epochs > 0 || (epochs == 0 && number(later, "turn") > number(earlier, "turn"));
  }

  private static int number(Execution execution, String name) {
    return Optional.ofNullable(execution.others().get(ExecutionView.VERSION))
        .map(version -> version.path(name).asInt())
        .orElse(0);
  }
}
