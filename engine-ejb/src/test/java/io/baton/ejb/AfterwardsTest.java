package io.baton.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What is told after a commit, on whose thread and in which order. */
class AfterwardsTest {
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final List<Long> told = new ArrayList<>();
  private final Afterwards afterwards =
      new Afterwards(
          threads::add,
          (id, workflow, turn) -> {
            if (turn.number() == 13) {
              throw new IllegalStateException("no ears");
            }
            told.add(turn.number());
          });

  private static void commit(Afterwards afterwards, int number) {
    Turn turn = new Turn(number, new CommandId("c"), Instant.EPOCH, List.of());
    afterwards.committed(new CaseId("t"), new WorkflowId("w", 1), turn);
  }

  private void runAll() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  @Test
  void nothingIsToldOnTheThreadOfTheCommit() {
    commit(afterwards, 1);
    assertThat(told).isEmpty();
    runAll();
    assertThat(told).containsExactly(1L);
  }

  @Test
  void oneThreadTellsAllInOrder() {
    for (int i = 1; i <= 5; i++) {
      commit(afterwards, i);
    }
    assertThat(threads).hasSize(1);
    runAll();
    commit(afterwards, 6);
    runAll();
    assertThat(told).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aFailureIsNotTheNextOnesFailure() {
    commit(afterwards, 13);
    commit(afterwards, 14);
    runAll();
    assertThat(told).containsExactly(14L);
  }

  @Test
  void whoeverIsTooSlowMissesSome() {
    for (int i = 0; i < 10_005; i++) {
      commit(afterwards, i + 100);
    }
    runAll();
    assertThat(told).hasSize(10_000);
  }

  @Test
  void aServerThatStopsTellsNobody() {
    Afterwards stopped =
        new Afterwards(
            task -> {
              throw new RejectedExecutionException("stopped");
            },
            (id, workflow, turn) -> told.add(turn.number()));
    commit(stopped, 1);
    commit(stopped, 2);
    assertThat(told).isEmpty();
  }
}
