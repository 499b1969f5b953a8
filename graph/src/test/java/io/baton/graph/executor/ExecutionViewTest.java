package io.baton.graph.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.baton.model.Circumstances;
import io.baton.model.Command;
import io.baton.model.Command.Operate.Operation;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import io.baton.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an execution tells of a case. */
class ExecutionViewTest {
  private static final String PARENT =
      """
      'parent': {'kind': 'all', 'nodes': {
        't1': {'kind': 'activity', 'activity': 'U.t1'},
        't2': {'kind': 'activity', 'activity': 'R.t2'}}},
      'last': {'kind': 'activity', 'after': ['parent'], 'activity': 'R.last'}""";

  private static Command failed(String ref, int attempt, String id) {
    Failure no = new Failure(Category.BUSINESS, "No", "no");
    return new Command.SettleRef(
        Stage.ID, new io.baton.model.CommandId(id), new RefId(ref), attempt, null, no);
  }

  @Test
  @DisplayName("A3.1 an execution is a state and an ordered list of task runs")
  void A3_1_execution() {
    Stage stage = new Stage(PARENT);

    Execution told = stage.view();

    assertThat(told)
        .returns("c-1", Execution::id)
        .returns("pipeline", Execution::flowId)
        .returns(1, Execution::flowRevision);
    assertThat(told.taskRunList())
        .extracting(TaskRun::taskId)
        .containsExactly("parent", "t1", "t2");
    assertThat(told.taskRunList())
        .extracting(TaskRun::parentTaskRunId)
        .containsExactly(null, "c-1/parent", "c-1/parent");
    assertThat(stage.runs())
        .containsExactly(
            entry("parent", "CREATED RUNNING"),
            entry("parent.t1", "CREATED"),
            entry("parent.t2", "CREATED"));
    assertThat(stage.states()).isEqualTo("CREATED RUNNING");
  }

  @Test
  @DisplayName("A3.2 next tasks are appended as CREATED and asked for; the end is a final state")
  void A3_2_fromCreatedToSuccess() {
    Stage stage = new Stage(PARENT);
    assertThat(stage.asked)
        .extracting(r -> r.ref().value())
        .containsExactly("parent.t1", "parent.t2");

    stage.take(new Command.DelayAnswer(Stage.ID, stage.message(), new RefId("parent.t1"), 1));
    assertThat(stage.runs()).containsEntry("parent.t1", "CREATED RUNNING");
    stage.done("parent.t1", 1);
    assertThat(stage.runs())
        .containsEntry("parent.t1", "CREATED RUNNING SUCCESS")
        .containsEntry("parent", "CREATED RUNNING");
    stage.done("parent.t2", 2);

    assertThat(stage.runs())
        .containsExactly(entry("last", "CREATED"), entry("parent", "CREATED RUNNING SUCCESS"));
    stage.done("last", Map.of("rows", 3));
    assertThat(stage.states()).isEqualTo("CREATED RUNNING SUCCESS");
    assertThat(stage.view().taskRun("c-1/last").orElseThrow().outputs())
        .hasToString("{\"rows\":3}");
    assertThat(stage.published).hasSameSizeAs(stage.journal);
  }

  @Test
  @DisplayName("A3.7 a task that failed makes its parent and the execution fail")
  void A3_7_failure() {
    Stage stage = new Stage(PARENT).done("parent.t1", 1);

    stage.take(failed("parent.t2", 1, "no"));

    assertThat(stage.states()).isEqualTo("CREATED RUNNING KILLING");
    assertThat(stage.runs())
        .containsEntry("parent", "CREATED RUNNING FAILED")
        .containsEntry("parent.t2", "CREATED FAILED")
        .containsEntry("parent.t1/undo", "CREATED");
    stage.undone("parent.t1");
    assertThat(stage.states()).isEqualTo("CREATED RUNNING KILLING FAILED");
    assertThat(stage.view().taskRun("c-1/parent.t1/undo").orElseThrow())
        .returns("Undo.t1", TaskRun::taskId)
        .returns("c-1/parent.t1", TaskRun::parentTaskRunId)
        .returns(true, TaskRun::dynamic)
        .returns(RunState.SUCCESS, run -> run.state().current());
  }

  @Test
  @DisplayName("A3.14 kill: what is open is KILLED, and its workers are told")
  void A3_14_kill() {
    Stage stage = new Stage(PARENT).done("parent.t1", 1);

    stage.take(new Command.CancelCase(Stage.ID, stage.message(), "enough"));
    stage.undone("parent.t1");

    assertThat(stage.states()).isEqualTo("CREATED RUNNING KILLING KILLED");
    assertThat(stage.runs()).containsEntry("parent.t2", "CREATED KILLED");
    assertThat(stage.calledOff)
        .singleElement()
        .returns("parent.t2", off -> off.ref().value())
        .returns("workers", off -> off.destination());
  }

  @Test
  @DisplayName("A3.12 WARNING: a failure that is allowed, its histories, and the execution's end")
  void A3_12_anAllowedFailureIsAWarning() {
    Stage stage =
        new Stage(
            "'a': {'kind': 'activity', 'activity': 'R.a', 'allowFailure': true},"
                + "'b': {'kind': 'activity', 'after': ['a'], 'activity': 'R.b'}");

    stage.take(failed("a", 1, "no"));

    assertThat(stage.runs()).containsExactly(entry("a", "CREATED WARNING"), entry("b", "CREATED"));
    TaskRun run = stage.view().taskRun("c-1/a").orElseThrow();
    assertThat(run.outputs()).hasToString("{\"error\":\"No: no\"}");
    assertThat(run.attempts())
        .extracting(attempt -> attempt.state().current())
        .containsExactly(RunState.FAILED);
    assertThat(stage.states()).isEqualTo("CREATED RUNNING");
    stage.done("b", 1);
    assertThat(stage.states()).isEqualTo("CREATED RUNNING WARNING");
    assertThat(stage.viewsElsewhere()).containsOnly(stage.view());
  }

  @Test
  @DisplayName("A3.12 WARNING of a worker is one of its task, of what is around it, and of the end")
  void A3_12_aWorkersWarning() {
    Stage stage = new Stage(PARENT).done("parent.t2", 2);

    stage.take(result("parent.t1", RunState.WARNING, List.of()));

    assertThat(stage.runs())
        .containsExactly(entry("last", "CREATED"), entry("parent", "CREATED RUNNING WARNING"));
    stage.done("last", 3);
    assertThat(stage.states()).isEqualTo("CREATED RUNNING WARNING");
    assertThat(stage.viewsElsewhere()).containsOnly(stage.view());
  }

  private static Command result(String ref, RunState state, List<TaskRun> dynamic) {
    TaskRun run = run("c-1/" + ref, TaskState.of(state, Stage.START));
    return new WorkerTaskResult(run, dynamic, Map.of()).command();
  }

  private static TaskRun run(String id, TaskState state) {
    return new TaskRun(
        id, "c-1", null, null, "any", null, null, List.of(), null, state, null, true, Map.of());
  }

  private static TaskRun dynamic(String id, RunState... states) {
    TaskState state = TaskState.of(RunState.CREATED, Stage.START);
    for (RunState next : states) {
      state = state.with(next, Stage.START);
    }
    return run(id, state);
  }

  @Test
  @DisplayName("A3.13 A3.14 dynamic task runs of results are told on, and none goes back")
  void A3_14_dynamicTaskRuns() {
    Stage stage = new Stage(PARENT);
    stage.take(
        result(
            "parent.t1",
            RunState.RUNNING,
            List.of(dynamic("sub-1", RunState.RUNNING), dynamic("c-1/parent.t2"))));
    stage.take(
        result(
            "parent.t1",
            RunState.SUCCESS,
            List.of(
                dynamic("sub-1", RunState.RUNNING, RunState.SUCCESS),
                dynamic("sub-2", RunState.RUNNING, RunState.FAILED),
                dynamic("sub-1", RunState.RUNNING))));

    List<TaskRun> told = stage.view().taskRunList().stream().filter(TaskRun::dynamic).toList();
    assertThat(told).extracting(TaskRun::id).containsExactly("sub-1", "sub-2");
    assertThat(told).extracting(TaskRun::parentTaskRunId).containsOnly("c-1/parent.t1");
    assertThat(told)
        .extracting(sub -> sub.state().current())
        .containsExactly(RunState.SUCCESS, RunState.FAILED);
    assertThat(stage.viewsElsewhere()).containsOnly(stage.view());
  }

  @Test
  void dynamicTaskRunsAreBoundedAndTheAnswerCountsAllTheSame() {
    Stage stage = new Stage(PARENT);
    for (int i = 0; i < 50; i++) {
      String id = i + "-" + "x".repeat(400) + "-";
      stage.take(
          result(
              "parent.t1",
              i < 49 ? RunState.RUNNING : RunState.SUCCESS,
              java.util.stream.IntStream.range(0, 200).mapToObj(n -> dynamic(id + n)).toList()));
    }
    int characters =
        stage.view().taskRunList().stream()
            .filter(TaskRun::dynamic)
            .mapToInt(sub -> sub.toJson().toString().length())
            .sum();
    assertThat(characters).isBetween(100_000, 300_000);
    assertThat(stage.runs()).containsKey("parent.t1");
    assertThat(stage.now.ref(new RefId("parent.t1")).orElseThrow().pending()).isFalse();
  }

  @Test
  @DisplayName("A3.13 attempts are listed, each with its own state; the newest is the last")
  void A3_13_attempts() {
    Stage stage = new Stage("'a': {'kind': 'activity', 'activity': 'R.a'}");
    RefId a = new RefId("a");
    stage.take(new Command.DelayAnswer(Stage.ID, stage.message(), a, 1));
    stage.fire(a);
    assertThat(stage.runs()).containsEntry("a", "CREATED RUNNING RETRYING");
    assertThat(stage.asked).hasSize(2).last().returns(2, RemoteRequest::attempt);

    stage.take(
        new Command.SettleRef(Stage.ID, stage.message(), a, 2, Json.payload("x"), null, true));

    TaskRun run = stage.view().taskRun("c-1/a").orElseThrow();
    assertThat(run.attempts())
        .extracting(attempt -> attempt.state().current())
        .containsExactly(RunState.FAILED, RunState.SUCCESS);
    assertThat(run.outputs()).hasToString("{\"value\":\"x\"}");
  }

  @Test
  @DisplayName("A3.14 re-emit: the work of a worker that died is asked for again, and counts once")
  void A3_14_theWorkOfADeadWorkerIsAskedForAgain() {
    Stage stage = new Stage("'a': {'kind': 'activity', 'activity': 'R.a'}");
    RefId a = new RefId("a");
    stage.take(new Command.DelayAnswer(Stage.ID, stage.message(), a, 1));

    stage.fire(a); // No sign of life in time.

    assertThat(stage.asked).extracting(RemoteRequest::attempt).containsExactly(1, 2);
    assertThat(stage.asked.get(1).idempotencyKey()).isEqualTo(stage.asked.get(0).idempotencyKey());
    stage.take(
        new Command.SettleRef(
            Stage.ID, stage.message(), a, 1, Json.payload("of the dead"), null, true));
    assertThat(stage.runs()).containsEntry("a", "CREATED RUNNING RETRYING");
    stage.take(
        new Command.SettleRef(Stage.ID, stage.message(), a, 2, Json.payload("x"), null, true));
    assertThat(stage.states()).isEqualTo("CREATED RUNNING SUCCESS");
    assertThat(String.valueOf(stage.now.ref(a).orElseThrow().value())).isEqualTo("\"x\"");
  }

  @Test
  @DisplayName("A3.14 foreach: task runs of items have the item's number as value")
  void A3_14_forEach() {
    Stage stage =
        new Stage(
            """
            'each': {'kind': 'forEach', 'items': '${input.items}', 'nodes': {
              'a': {'kind': 'activity', 'activity': 'R.a', 'args': ['${item}']}}}""");
    assertThat(stage.view().taskRunList())
        .extracting(run -> run.taskId() + " " + run.value() + " " + run.parentTaskRunId())
        .containsExactly(
            "each null null",
            "container 0 c-1/each",
            "a 0 c-1/each.0",
            "container 1 c-1/each",
            "a 1 c-1/each.1");

    stage.done("each.0.a", 1);
    assertThat(stage.runs())
        .containsEntry("each.0", "CREATED RUNNING SUCCESS")
        .containsEntry("each", "CREATED RUNNING")
        .doesNotContainKey("each.0.a");
    stage.done("each.1.a", 2);
    assertThat(stage.runs()).containsExactly(entry("each", "CREATED RUNNING SUCCESS"));
    TaskRun each = stage.view().taskRun("c-1/each").orElseThrow();
    assertThat(each.state().histories().get(0).date())
        .isEqualTo(
            stage
                .published
                .get(1)
                .taskRun("c-1/each")
                .orElseThrow()
                .state()
                .histories()
                .get(0)
                .date());
  }

  @Test
  @DisplayName("A3.14 pause and resume: PAUSED, then RESTARTED and RUNNING")
  void A3_14_pause() {
    Stage stage = new Stage(PARENT);
    stage.take(new Command.Operate(Stage.ID, stage.message(), Operation.PAUSE));
    stage.done("parent.t1", 1).done("parent.t2", 2);
    assertThat(stage.states()).isEqualTo("CREATED RUNNING PAUSED");
    assertThat(stage.runs())
        .containsEntry("parent.t2", "CREATED SUCCESS")
        .containsEntry("parent", "CREATED RUNNING")
        .doesNotContainKey("last");

    stage.take(new Command.Operate(Stage.ID, stage.message(), Operation.RESUME));

    assertThat(stage.states()).isEqualTo("CREATED RUNNING PAUSED RESTARTED RUNNING");
    assertThat(stage.runs()).containsEntry("last", "CREATED");
  }

  @Test
  @DisplayName("A3.13 labels, correlation id, original and schedule date are told on")
  void A3_13_circumstances() {
    Circumstances how =
        new Circumstances(
            Map.of("team", "red", Circumstances.CORRELATION, "k-1"),
            Stage.START,
            new io.baton.model.CaseId("c-0"));
    assertThat(new Stage(PARENT, how).view())
        .returns(Map.of("team", "red", "system.correlationId", "k-1"), Execution::labels)
        .returns("c-0", Execution::originalId)
        .returns(Stage.START, Execution::scheduleDate);
    assertThat(new Stage(PARENT).view())
        .returns(Map.of("system.correlationId", "c-1"), Execution::labels)
        .returns("c-1", Execution::originalId);
  }

  @Test
  @DisplayName("A3.14 a worker group is a destination of its own")
  void A3_14_workerGroup() {
    Circumstances how = new Circumstances(Map.of(Circumstances.WORKER_GROUP, "gpu"), null, null);
    assertThat(new Stage(PARENT, how).asked)
        .extracting(RemoteRequest::destination)
        .containsOnly("workers.gpu");
  }

  @Test
  @DisplayName("A3.14 the group that a task names goes before the one of the case")
  void A3_14_groupOfATask() {
    String nodes =
        """
        'a': {'kind': 'task', 'service': 'etl', 'function': 'load', 'group': 'gpu'},
        'b': {'kind': 'task', 'service': 'etl', 'function': 'load', 'destination': 'fast',
          'group': 'eu-1'},
        'c': {'kind': 'task', 'service': 'etl', 'function': 'load'}""";
    Circumstances how = new Circumstances(Map.of(Circumstances.WORKER_GROUP, "cpu"), null, null);
    assertThat(new Stage(nodes, how).asked)
        .extracting(RemoteRequest::destination)
        .containsExactlyInAnyOrder("etl.gpu", "fast.eu-1", "etl.cpu");
  }

  @Test
  void everyNodeSeesTheSame() {
    Stage stage = new Stage(PARENT).done("parent.t1", 1);
    stage.take(failed("parent.t2", 1, "no"));
    stage.undone("parent.t1");
    assertThat(stage.viewsElsewhere()).containsExactly(stage.view(), stage.view());
  }

  @Test
  void waitingForSomebodyElseIsAPauseOfTheTaskRun() {
    Stage stage =
        new Stage(
            "'ok': {'kind': 'signal', 'signal': 'go'}, 'nap': {'kind': 'sleep', 'duration': 'PT1H'}");
    assertThat(stage.runs())
        .containsExactly(entry("nap", "CREATED RUNNING"), entry("ok", "CREATED PAUSED"));
    assertThat(List.of(stage.states())).containsExactly("CREATED RUNNING");
  }
}
