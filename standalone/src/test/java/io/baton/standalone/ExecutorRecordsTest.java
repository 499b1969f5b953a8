package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.api.CaseStatus;
import io.baton.graph.executor.Execution;
import io.baton.graph.executor.RunState;
import io.baton.graph.executor.TaskState;
import io.baton.graph.executor.WorkerTask;
import io.baton.model.Case;
import io.baton.model.Effect;
import io.baton.model.RemoteRequest;
import io.baton.model.StreamRecord;
import io.baton.port.Counters;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Records of the executor's topics: executions and results in, executions and tasks out. */
@DisplayName("A3 the executor's topics")
class ExecutorRecordsTest {
  private static final String GRAPH =
      """
      {'schema':'baton-graph/1','name':'pipeline','version':1,'nodes':{
        't1':{'kind':'task','service':'etl','function':'one','destination':'kafka:kestra_workertask'},
        't2':{'kind':'task','service':'etl','function':'two','destination':'kafka:kestra_workertask'},
        'end':{'kind':'task','after':['t1','t2'],'service':'etl','function':'end',
          'destination':'kafka:kestra_workertask'}}}
      """;
  private static final String CREATED =
      "{'id':'e-1','flowId':'pipeline','taskRunList':[],'state':{'current':'CREATED','histories':[{'state':'CREATED','date':'2026-03-01T11:00:00Z'}]}}";

  private ManualBaton baton;
  private Records executions;
  private Records results;

  @BeforeEach
  void start() {
    System.setProperty("baton.executions", "*");
    System.setProperty("baton.executions.topic", "kestra_execution");
    baton = Baton.builder().deploy(GRAPH.replace('\'', '"')).manual();
    executions = new Records(baton, "kestra_execution", "executor");
    results = new Records(baton, "kestra_workertaskresult", "executor");
  }

  @AfterEach
  void forget() {
    System.clearProperty("baton.executions");
    System.clearProperty("baton.executions.topic");
  }

  private Case now() {
    return baton.all().get(0);
  }

  private List<String> published() {
    return baton.outputs().stream()
        .peek(output -> assertThat(output.topic()).isEqualTo("kestra_execution"))
        .map(Effect.Publish::text)
        .toList();
  }

  private Execution last() {
    List<String> all = published();
    return Execution.read(all.get(all.size() - 1));
  }

  private TaskState state(String node) {
    return last().taskRun("e-1/" + node).orElseThrow().state();
  }

  private String result(String node, String state, int told) {
    RemoteRequest request =
        baton.requests().stream()
            .map(Effect.Ask::request)
            .filter(asked -> asked.ref().value().equals(node))
            .findFirst()
            .orElseThrow();
    ObjectNode run = (ObjectNode) Json.tree(WorkerTask.of(request).write()).get("taskRun");
    ObjectNode at = run.putObject("state").put("current", state);
    for (int i = 0; i < told; i++) {
      at.withArray("histories")
          .addObject()
          .put("state", i + 1 == told ? state : "RUNNING")
          .put("date", "2026-03-01T11:00:0" + i + "Z");
    }
    return "{\"taskRun\":" + run + "}";
  }

  private void done(String node) {
    results.tell(result(node, "RUNNING", 2));
    results.tell(result(node, "SUCCESS", 3));
  }

  @Test
  @DisplayName(
      "A3.1, A3.2 executions in, worker tasks out, results in: up to SUCCESS, each turn published")
  void a3_1_and_2_from_created_to_success() {
    executions.tell(CREATED);
    assertThat(baton.requests())
        .extracting(ask -> ask.request().destination())
        .containsExactly("kafka:kestra_workertask", "kafka:kestra_workertask");
    done("t1");
    done("t2");
    done("end");
    assertThat(now().status()).isEqualTo(CaseStatus.COMPLETED);
    assertThat(last().state().current()).isEqualTo(RunState.SUCCESS);
    assertThat(published()).hasSize(baton.journal(now().id()).size());
  }

  @Test
  @DisplayName("A3.3 of the world outside only the creation is heard, and it creates once")
  void a3_3_only_the_first_message_is_from_outside() {
    StreamRecord created = executions.record(CREATED);
    executions.tell(created);
    executions.tell(created);
    executions.tell(CREATED);
    assertThat(baton.all()).hasSize(1);
    assertThat(baton.requests()).hasSize(2);
    for (String state : List.of("RUNNING", "SUCCESS", "KILLED")) {
      assertThatThrownBy(
              () -> executions.tell(CREATED.replace("CREATED','hist", state + "','hist")))
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining("only the executor tells of states");
    }
  }

  @Test
  @DisplayName(
      "A3.3 what the engine has published on the topic that it reads is passed over and counted")
  void a3_3_its_own_executions_are_no_news() {
    executions.tell(CREATED);
    done("t1");
    List<String> own = published();
    assertThat(Execution.read(own.get(0)).state().current())
        .as("this one looks like a creation")
        .isEqualTo(RunState.CREATED);
    own.forEach(executions::tell);
    assertThat(executions.counted(Counters.RECORDS_IGNORED)).isEqualTo(own.size());
    assertThat(published()).as("nothing comes of them").hasSameSizeAs(own);
    assertThat(baton.all()).hasSize(1);
  }

  @Test
  @DisplayName("A3.4 results of tasks side by side come in any order, and none is lost")
  void a3_4_parallel_results() {
    executions.tell(CREATED);
    results.tell(result("t2", "RUNNING", 2));
    results.tell(result("t1", "RUNNING", 2));
    results.tell(result("t2", "SUCCESS", 3));
    results.tell(result("t1", "SUCCESS", 3));
    assertThat(baton.requests()).hasSize(3);
  }

  @Test
  @DisplayName(
      "A3.8 a state that is older, or the same, or not terminal after a terminal one, changes nothing")
  void a3_8_stale_results() {
    executions.tell(CREATED);
    StreamRecord running = results.record(result("t1", "RUNNING", 2));
    results.tell(running);
    TaskState before = state("t1");
    results.tell(running);
    results.tell(result("t1", "RUNNING", 2));
    results.tell(result("t1", "RUNNING", 1));
    assertThat(state("t1")).isEqualTo(before);
    assertThat(before.current()).isEqualTo(RunState.RUNNING);
    done("t1");
    results.tell(result("t1", "RUNNING", 5));
    results.tell(result("t1", "FAILED", 5));
    assertThat(state("t1").current()).isEqualTo(RunState.SUCCESS);
    assertThat(now().openRefs()).extracting(ref -> ref.id().value()).containsExactly("t2");
  }

  @Test
  @DisplayName("A3.12 states are those of the executor, with the histories of each task run")
  void a3_12_states_and_histories() {
    executions.tell(CREATED);
    done("t1");
    assertThat(state("t1").histories())
        .extracting(moment -> moment.state())
        .startsWith(RunState.CREATED)
        .endsWith(RunState.SUCCESS);
    for (String state : List.of("CREATED", "PAUSED", "RESTARTED", "KILLING", "QUEUED")) {
      assertThatThrownBy(() -> results.tell(result("t2", state, 2)))
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining(state + " is no result of a worker");
    }
    results.tell(result("t2", "FAILED", 3));
    assertThatThrownBy(() -> results.tell(result("t2", "DONE", 2)))
        .isInstanceOf(UnreadableException.class);
  }
}
