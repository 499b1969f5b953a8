package io.baton.graph.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Executions, worker tasks and results as texts. */
class ExecutionTest {
  private static final String RESULT = golden("worker-task-result.json");

  private static String golden(String name) {
    try (InputStream in = ExecutionTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("A3.13 an execution with all its members, known and unknown, survives a round trip")
  void A3_13_execution() {
    String text = golden("execution.json");
    assertThat(Execution.read(text).write()).isEqualTo(text);
    assertThat(Execution.read(text))
        .returns("pipeline", Execution::flowId)
        .returns(3, Execution::flowRevision)
        .returns("o-1", Execution::originalId)
        .returns(Instant.parse("2020-04-20T08:00:00Z"), Execution::scheduleDate)
        .satisfies(e -> assertThat(e.labels()).containsEntry("system.correlationId", "k-1"))
        .satisfies(
            e ->
                assertThat(e.others())
                    .containsOnlyKeys("tenantId", "trigger", "metadata", "unheard"));
    assertThat(Execution.read(text).taskRun("75mtoz5KVRydOo3VJnX68s").orElseThrow())
        .returns("x", TaskRun::value)
        .returns(2, TaskRun::iteration)
        .returns(true, TaskRun::dynamic)
        .returns("6FiJ3US6jqZbtU3JL2AZD6/parent", TaskRun::parentTaskRunId);
  }

  @Test
  @DisplayName("A3.13 worker tasks and their results survive a round trip, dynamic task runs too")
  void A3_13_workerTasks() {
    String task = golden("worker-task.json");
    assertThat(WorkerTask.read(task).write()).isEqualTo(task);
    assertThat(WorkerTaskResult.read(RESULT).write()).isEqualTo(RESULT);
    assertThat(WorkerTaskResult.read(RESULT).dynamicTaskRuns())
        .extracting(TaskRun::taskId)
        .containsExactly("model_a");
  }

  @Test
  void labelsMayBeAnObject() {
    assertThat(Execution.read("{\"flowId\":\"f\",\"labels\":{\"a\":\"b\",\"n\":1}}").labels())
        .containsEntry("a", "b")
        .containsEntry("n", "1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[] | at /: no object",
        "{} | at /flowId: missing",
        "{'flowId':7} | at /flowId: expected a text of 1 to 500 characters",
        "{'flowId':''} | at /flowId: expected a text of 1 to 500 characters",
        "{'flowId':'f','flowRevision':'1'} | at /flowRevision: expected a whole number",
        "{'flowId':'f','taskRunList':{}} | at /taskRunList: expected a list of at most 10000",
        "{'flowId':'f','taskRunList':[{'taskId':'t'}]} | at /taskRunList/0/id: missing",
        "{'flowId':'f','taskRunList':[{'id':'i','taskId':'t'}]} | at /taskRunList/0/state: missing",
        "{'flowId':'f','state':{'current':'DONE'}} | at /state/current: there is no state 'DONE'",
        "{'flowId':'f','state':{'current':'CREATED','histories':[{'state':'CREATED'}]}} | at /state/histories/0/date: missing",
        "{'flowId':'f','state':{'current':'CREATED','histories':[{'state':'CREATED','date':'now'}]}} | at /state/histories/0/date: expected an ISO-8601 moment, found 'now'",
        "{'flowId':'f','labels':[{'value':'v'}]} | at /labels/0/key: missing",
        "{'flowId':'f','labels':7} | at /labels: expected a list or an object",
        "{'flowId':'f','scheduleDate':'soon'} | at /scheduleDate: expected an ISO-8601 moment, found 'soon'",
        "{'flowId':'f' | line 1, column"
      })
  void whatIsNoExecutionIsToldWithItsPlace(String text, String says) {
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> Execution.read(text.replace('\'', '"')))
        .withMessageContaining(says);
  }

  @Test
  @DisplayName("A3.14 MessageTooBig: texts and lists have limits")
  void A3_14_limits() {
    String run = "{\"id\":\"i\",\"taskId\":\"t\",\"state\":{\"current\":\"CREATED\"}}";
    String tooMany =
        IntStream.rangeClosed(0, 10_000).mapToObj(i -> run).collect(Collectors.joining(","));
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> Execution.read("{\"flowId\":\"f\",\"taskRunList\":[" + tooMany + "]}"))
        .withMessageContaining("at /taskRunList: expected a list of at most 10000");
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> Execution.read(" ".repeat(Json.MAX_DOCUMENT) + "{\"flowId\":\"f\"}"))
        .withMessageContaining("the limit is 1000000");
  }

  private static Command command(RunState state) {
    return WorkerTaskResult.read(
            RESULT.replace(
                "\"state\":{\"current\":\"SUCCESS\",\"histories\":[{",
                "\"state\":{\"current\":\"" + state + "\",\"histories\":[{"))
        .command();
  }

  private static final CaseId CASE = new CaseId("c-1");
  private static final RefId REF = new RefId("t1");

  @ParameterizedTest
  @EnumSource(RunState.class)
  @DisplayName("A3.2 what a result in each state means for its case")
  void A3_2_results(RunState state) {
    Payload rows = Json.payload(java.util.Map.of("rows", 3));
    Payload dynamic = DynamicRuns.kept(WorkerTaskResult.read(RESULT).dynamicTaskRuns());
    String more = Integer.toHexString(String.valueOf(dynamic).hashCode());
    CommandId id = new CommandId("result t1#1 " + state + " 2 " + more);
    switch (States.meaning(state)) {
      case ALIVE ->
          assertThat(command(state))
              .isEqualTo(new Command.DelayAnswer(CASE, id, REF, 1, null, 2, dynamic));
      case DONE -> {
        Boolean warning = state == RunState.WARNING ? true : null;
        assertThat(command(state))
            .isEqualTo(new Command.SettleRef(CASE, id, REF, 1, rows, null, true, warning, dynamic));
      }
      case FAILED -> {
        Failure failure = new Failure(Category.TECHNICAL, state.name(), "no reason told");
        assertThat(command(state))
            .isEqualTo(new Command.SettleRef(CASE, id, REF, 1, null, failure, true, null, dynamic));
      }
      case NOTHING ->
          assertThatExceptionOfType(UnreadableException.class)
              .isThrownBy(() -> command(state))
              .withMessage("at /taskRun/state/current: " + state + " is no result of a worker");
    }
  }

  @Test
  @DisplayName(
      "A3.8 a worker is given the task run as the execution has it, so that results join it")
  void A3_8_theSameTaskRun() {
    Stage stage =
        new Stage(
            """
            'each': {'kind': 'forEach', 'items': '${input.items}', 'nodes': {
              'a': {'kind': 'task', 'service': 'etl', 'function': 'load'}}}""");
    assertThat(stage.asked).hasSize(2);
    for (RemoteRequest request : stage.asked) {
      TaskRun given = WorkerTask.read(new WorkerTaskFormat().write(request)).taskRun();
      TaskRun known = stage.view().taskRun(given.id()).orElseThrow();
      assertThat(List.of(given.value(), given.taskId(), given.parentTaskRunId()))
          .isEqualTo(List.of(known.value(), known.taskId(), known.parentTaskRunId()));
      assertThat(given.attempts()).hasSameSizeAs(known.attempts());
    }
  }

  @Test
  @DisplayName(
      "A3.14 the kill of an execution reaches workers as the task run that is being killed")
  void A3_14_killReachesWorkers() {
    Stage stage = new Stage("'a': {'kind': 'task', 'service': 'etl', 'function': 'load'}");
    stage.take(new Command.CancelCase(Stage.ID, new CommandId("k"), "not wanted"));
    stage.take(new Command.CancelCase(Stage.ID, new CommandId("k2"), "not wanted"));
    assertThat(stage.calledOff).hasSize(1);
    WorkerTask told =
        WorkerTask.read(new WorkerTaskFormat().writeCallOff(stage.calledOff.get(0)).orElseThrow());

    assertThat(told.taskRun().state().current()).isEqualTo(RunState.KILLING);
    assertThat(told.taskRun())
        .returns("c-1/a", TaskRun::id)
        .returns("c-1", TaskRun::executionId)
        .returns("a", TaskRun::taskId);
    assertThat(told.taskRun().attempts()).hasSize(1);
  }

  @Test
  void aResultThatNamesNoTaskRunOfItsExecutionIsRefused() {
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(
            () ->
                WorkerTaskResult.read(RESULT.replace("c-1/t1", "75mtoz5KVRydOo3VJnX68s")).command())
        .withMessageContaining("at /taskRun/id: expected an id that begins with the executionId");
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> WorkerTaskResult.read(RESULT.replace("c-1/t1", "c-1/")).command())
        .withMessageContaining("ref is empty");
  }

  @Test
  @DisplayName("A3.2 a request is a worker task; its task run sent back is the answer, undos too")
  void A3_2_aRequestAndItsAnswer() {
    for (boolean undo : List.of(false, true)) {
      RemoteRequest request =
          new RemoteRequest(
              CASE,
              REF,
              undo,
              "etl",
              new ActivityName("Etl.load"),
              List.of(Json.payload(1), Json.payload("two")),
              2,
              Instant.parse("2026-03-01T12:00:00Z"),
              "alice",
              "etl",
              "1");
      WorkerTask task = WorkerTask.read(WorkerTask.of(request).write());
      assertThat(task.runContext())
          .hasToString(
              "{\"variables\":{\"args\":[1,\"two\"],\"deadline\":\"2026-03-01T12:00:00Z\",\"idempotencyKey\":\""
                  + request.idempotencyKey()
                  + "\",\"starter\":\"alice\"}}");
      assertThat(task.taskRun().flowId()).isEqualTo("etl");
      TaskRun done =
          task.taskRun().in(task.taskRun().state().with(RunState.SUCCESS, Instant.EPOCH));
      Command answer = new WorkerTaskResult(done, List.of(), java.util.Map.of()).command();
      if (undo) {
        assertThat(answer)
            .isEqualTo(
                new Command.SettleUndo(
                    CASE, new CommandId("undo result t1#2 SUCCESS 1"), REF, 2, null));
      } else {
        assertThat(answer)
            .isEqualTo(
                new Command.SettleRef(
                    CASE,
                    new CommandId("result t1#2 SUCCESS 1"),
                    REF,
                    2,
                    Payload.NULL,
                    null,
                    true));
      }
    }
  }
}
