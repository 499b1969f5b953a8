package io.baton.graph.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.graph.executor.TaskRun.Attempt;
import io.baton.graph.executor.TaskState.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The guard of the executor, rule by rule. */
@DisplayName("A3.8 the merge guard")
class JoinsTest {
  private static TaskRun run(int attempts, RunState... states) {
    List<Moment> histories = new ArrayList<>();
    for (RunState state : states) {
      histories.add(new Moment(state, Stage.START));
    }
    TaskState state = TaskState.of(histories);
    List<Attempt> tries = new ArrayList<>();
    for (int i = 0; i < attempts; i++) {
      tries.add(new Attempt(state, Map.of()));
    }
    return new TaskRun(
        "e/t", "e", null, null, "t", null, null, tries, null, state, null, false, Map.of());
  }

  private static boolean joins(TaskRun known, TaskRun incoming) {
    return Joins.joins(known, incoming);
  }

  @Test
  @DisplayName("A3.8 an unknown task run is accepted, and so is one of another value or iteration")
  void A3_8_unknown() {
    Stage stage = new Stage("'a': {'kind': 'activity', 'activity': 'R.a'}");
    Execution stored = stage.view();
    assertThat(Joins.joins(stored, run(1, RunState.CREATED))).isTrue();
    Execution joined = Joins.join(stored, run(1, RunState.CREATED));
    assertThat(joined.taskRunList()).hasSize(stored.taskRunList().size() + 1);
  }

  @Test
  @DisplayName("A3.8 more attempts are accepted, fewer are not")
  void A3_8_attempts() {
    TaskRun once = run(1, RunState.CREATED, RunState.RUNNING);
    TaskRun twice = run(2, RunState.CREATED);
    assertThat(joins(once, twice)).isTrue();
    assertThat(joins(twice, once)).isFalse();
  }

  @Test
  @DisplayName("A3.8 the same state again is rejected")
  void A3_8_sameState() {
    TaskRun running = run(1, RunState.CREATED, RunState.RUNNING);
    assertThat(joins(running, running)).isFalse();
  }

  @Test
  @DisplayName("A3.8 after a terminal state nothing is accepted")
  void A3_8_afterTheEnd() {
    TaskRun done = run(1, RunState.CREATED, RunState.RUNNING, RunState.SUCCESS);
    assertThat(joins(done, run(1, RunState.CREATED, RunState.RUNNING))).isFalse();
    assertThat(joins(done, run(2, RunState.CREATED, RunState.RUNNING, RunState.FAILED))).isFalse();
  }

  @Test
  @DisplayName("A3.8 when the stored one has more histories, the incoming one is older")
  void A3_8_histories() {
    TaskRun stored = run(1, RunState.CREATED, RunState.PAUSED, RunState.RUNNING);
    assertThat(joins(stored, run(1, RunState.CREATED, RunState.SUCCESS))).isFalse();
    assertThat(
            joins(
                stored,
                run(1, RunState.CREATED, RunState.PAUSED, RunState.RUNNING, RunState.SUCCESS)))
        .isTrue();
  }
}
