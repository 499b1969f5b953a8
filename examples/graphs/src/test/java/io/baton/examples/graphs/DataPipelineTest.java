package io.baton.examples.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.api.Cases;
import io.baton.api.Cases.CaseHandle;
import io.baton.standalone.Baton;
import io.baton.standalone.ManualBaton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** All work is done elsewhere. */
class DataPipelineTest {
  record Published(int rows, String entry) {}

  private static final String GRAPH = GraphFile.text("data-pipeline");

  private static CaseHandle begin(Cases cases) {
    return cases.workflow("data-pipeline").start(Map.of("source", "s3"));
  }

  @Test
  void workersOfThisProcessDoItAndEachGetsWhatTheOthersGave() {
    List<String> asked = new CopyOnWriteArrayList<>();
    Map<String, Object> answers =
        Map.of(
            "staging.create", Map.of("table", "t1"),
            "cleaner.clean", Map.of("table", "t1_clean"),
            "statistics.measure", Map.of("rows", 3),
            "warehouse.load", Map.of("batch", "b1"),
            "catalog.publish", "entry-1");
    Baton.Builder builder = Baton.builder().deploy(GRAPH);
    for (String service : List.of("staging", "cleaner", "statistics", "warehouse", "catalog")) {
      builder.worker(
          service,
          request -> {
            asked.add(request.activity().value() + request.args().get(0));
            return answers.get(request.activity().value());
          });
    }
    try (Baton baton = builder.start()) {
      assertThat(begin(baton.cases()).result(Published.class, Duration.ofSeconds(30)))
          .isEqualTo(new Published(3, "entry-1"));
    }
    assertThat(asked)
        .hasSize(5)
        .startsWith("staging.create{\"source\":\"s3\"}")
        .contains("cleaner.clean{\"table\":\"t1\"}", "statistics.measure{\"table\":\"t1\"}")
        .endsWith(
            "warehouse.load{\"table\":\"t1_clean\",\"rows\":3}",
            "catalog.publish{\"batch\":\"b1\"}");
  }

  /** Answer by answer. */
  @Nested
  class WithTheTestAsWorkers {
    private final ManualBaton baton = Baton.builder().deploy(GRAPH).manual();
    private final Workers workers = new Workers(baton);
    private final CaseHandle pipeline = begin(baton.cases());

    WithTheTestAsWorkers() {
      baton.advance(Duration.ZERO);
      workers.answer("staging.create", Map.of("table", "t1"));
    }

    private void untilPublished() {
      workers.answer("statistics.measure", Map.of("rows", 3));
      workers.answer("cleaner.clean", Map.of("table", "t1_clean"));
      workers.answer("warehouse.load", Map.of("batch", "b1"));
    }

    @Test
    void whatDoesNotDependOnEachOtherIsAskedSideBySideAndJoined() {
      assertThat(workers.open()).containsExactly("cleaner.clean", "statistics.measure");
      workers.answer("statistics.measure", Map.of("rows", 3));
      assertThat(workers.open()).containsExactly("cleaner.clean");
      workers.answer("cleaner.clean", Map.of("table", "t1_clean"));
      assertThat(workers.open()).containsExactly("warehouse.load");
    }

    @Test
    void whatCannotBePublishedIsTakenBackByTasksOneAfterTheOtherAgainstTheArrows() {
      untilPublished();
      workers.refuse("catalog.publish", "no such catalog");
      assertThat(workers.open()).containsExactly("warehouse.unload");
      workers.answer("warehouse.unload", null);
      assertThat(workers.open()).containsExactly("cleaner.discard");
      workers.answer("cleaner.discard", null);
      assertThat(workers.open()).containsExactly("staging.drop");
      assertThat(pipeline.status()).isEqualTo(CaseStatus.COMPENSATING);
      workers.answer("staging.drop", null);
      assertThat(pipeline.status()).isEqualTo(CaseStatus.COMPENSATED);
      assertThat(workers.asked().subList(5, 8))
          .containsExactly(
              "warehouse.unload{\"batch\":\"b1\"}",
              "cleaner.discard{\"table\":\"t1\"}",
              "staging.drop{\"table\":\"t1\"}");
      assertThat(workers.asked()).hasSize(8);
    }

    @Test
    void aFailureInFlightDoesNotWaitForTheOthersAndTakesBackWhatTheyMayHaveDone() {
      workers.refuse("statistics.measure", "no numbers");
      assertThat(workers.open()).as("it may be clean by now").contains("cleaner.discard");
      workers.answer("cleaner.clean", Map.of("table", "t1_clean"));
      assertThat(workers.open()).as("too late").containsExactly("cleaner.discard");
      workers.answer("cleaner.discard", null);
      workers.answer("staging.drop", null);
      assertThat(pipeline.status()).isEqualTo(CaseStatus.COMPENSATED);
      assertThat(workers.asked()).hasSize(5);
    }

    @Test
    void aWorkerThatFailsIsAskedThreeTimes() {
      untilPublished();
      for (int attempt = 1; attempt <= 3; attempt++) {
        assertThat(workers.open()).containsExactly("catalog.publish");
        workers.fail("catalog.publish", "the disk is full");
        baton.advance(Duration.ofMinutes(1));
      }
      assertThat(workers.open()).containsExactly("warehouse.unload");
    }

    @Test
    void aWorkerThatSaysNothingForHalfAnHourIsAskedAgain() {
      untilPublished();
      baton.advance(Duration.ofMinutes(31));
      assertThat(workers.open()).containsExactly("catalog.publish", "catalog.publish");
      workers.answer("catalog.publish", "entry-1");
      assertThat(pipeline.status()).isEqualTo(CaseStatus.COMPLETED);
    }
  }
}
