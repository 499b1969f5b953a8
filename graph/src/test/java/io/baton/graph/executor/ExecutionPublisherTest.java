package io.baton.graph.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Effect;
import io.baton.model.Payload;
import io.baton.port.ForeignFormat;
import io.baton.port.TurnPublisher;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is published of each turn, and of whose. */
class ExecutionPublisherTest {
  private static final String ONE = "'a': {'kind': 'activity', 'activity': 'R.a'}";

  @Test
  @DisplayName("A3.2 a turn of a case of a named workflow publishes its execution")
  void A3_2_published() {
    Stage stage = new Stage(ONE);
    Payload execution = new Payload(stage.view().toJson());
    Effect.Publish told = new Effect.Publish(Stage.ID, "baton.executions", "c-1", execution);
    assertThat(new ExecutionPublisher("*", "baton.executions").after(stage.now))
        .containsExactly(told);
    assertThat(new ExecutionPublisher("other, pipeline", "baton.executions").after(stage.now))
        .containsExactly(told);
    assertThat(new ExecutionPublisher("other", "baton.executions").after(stage.now)).isEmpty();
    assertThat(new ExecutionPublisher("", "baton.executions").after(stage.now)).isEmpty();
  }

  @Test
  @DisplayName("A3.14 MessageTooBig: outputs are left out first, then the task runs")
  void A3_14_tooBig() {
    Stage outputs =
        new Stage(
            """
            'a': {'kind': 'activity', 'activity': 'R.a'},
            'b': {'kind': 'activity', 'activity': 'R.b'},
            'c': {'kind': 'activity', 'activity': 'R.c', 'after': ['a', 'b']}""");
    outputs.done("a", "x".repeat(600_000)).done("b", "y".repeat(600_000));
    Execution lean = published(outputs);
    assertThat(lean.taskRunList()).hasSize(3).allMatch(run -> run.outputs() == null);
    assertThat(lean.others()).doesNotContainKey("tooBig");

    Stage many =
        new Stage(
            """
            'a-container-whose-name-is-as-long-as-it-may-be-in-a-graph': {'kind': 'all', 'nodes': {
              'each': {'kind': 'forEach', 'items': '${input.items}', 'nodes': {%s}}}}"""
                .formatted(manyNodes()));
    assertThat(many.view().write().length()).isGreaterThan(1_000_000);
    Execution bare = published(many);
    assertThat(bare.taskRunList()).isEmpty();
    assertThat(bare.others()).containsKeys("tooBig", "baton");
  }

  private static String manyNodes() {
    StringBuilder nodes = new StringBuilder();
    for (int i = 0; i < 990; i++) {
      String id = "a-node-with-a-name-that-is-rather-long-and-goes-on-" + i;
      nodes.append(i == 0 ? "" : ", ");
      nodes.append("'%s': {'kind': 'activity', 'activity': 'R.%s'}".formatted(id, id));
    }
    return nodes.toString();
  }

  private static Execution published(Stage stage) {
    return Execution.read(
        new ExecutionPublisher("*", "baton.executions").after(stage.now).get(0).value().toString());
  }

  @Test
  void theyAreFound() {
    assertThat(ServiceLoader.load(TurnPublisher.class))
        .hasAtLeastOneElementOfType(ExecutionPublisher.class);
    assertThat(ForeignFormat.all()).hasAtLeastOneElementOfType(ExecutorFormat.class);
  }

  @Test
  void textsOfTheExecutorAreToldFromBatonsOwn() {
    List<ForeignFormat> all = ForeignFormat.all();
    Stage stage = new Stage(ONE);
    TaskRun run = stage.view().taskRun("c-1/a").orElseThrow();
    String result = new WorkerTaskResult(run, List.of(), Map.of()).write();

    assertThat(ForeignFormat.ofStart(all, "{\"flowId\":\"f\"}")).isPresent();
    assertThat(ForeignFormat.ofStart(all, "{\"workflow\":\"f\"}")).isEmpty();
    assertThat(ForeignFormat.ofStart(all, "{\"workflow\":\"f\",\"input\":{\"flowId\":1}}"))
        .isEmpty();
    assertThat(ForeignFormat.ofAnswer(all, result)).isPresent();
    assertThat(ForeignFormat.ofAnswer(all, "{\"ref\":\"c-1/a\",\"value\":{\"taskRun\":1}}"))
        .isEmpty();
  }
}
