package io.baton.ejb.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Origin;
import io.baton.model.RefId;
import io.baton.model.WorkflowId;
import io.baton.workflow.script.ActivityHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowWorkTest {
  private static final Command.Work WORK =
      new Command.ExecuteActivity(
          new CaseId("c"),
          new RefId("1"),
          new ActivityName("Work.act"),
          1,
          List.of(),
          new Origin(new WorkflowId("trip", 1), "alice", 1));

  private final TrialDatabase database = new TrialDatabase();

  @TempDir Path dataFolder;

  @Test
  void workThatEndsWhileItIsMarkedLeavesNoMark() throws Exception {
    SlowWork slowWork = slowWork(Duration.ZERO);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<?> worker =
        CompletableFuture.runAsync(
            () -> {
              try {
                slowWork.around(
                    WORK,
                    false,
                    () -> {
                      begun.countDown();
                      end.await();
                      return "done";
                    });
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    begun.await();
    database.before(
        () -> {
          end.countDown();
          worker.join();
        });
    slowWork.note();
    assertThat(database.committed())
        .extracting(sql -> sql.split(" ")[0])
        .containsExactly("INSERT", "DELETE");
  }

  @Test
  void workThatOutlivedItsTransactionFailsByNameWhateverItBrought() {
    assertThatThrownBy(() -> slowWork(Duration.ZERO).around(WORK, false, () -> "done"))
        .isInstanceOf(SlowWork.TookTooLongException.class);
    assertThatThrownBy(() -> slowWork(Duration.ZERO).around(WORK, false, SlowWorkTest::fail))
        .isInstanceOf(SlowWork.TookTooLongException.class);
  }

  @Test
  void quickWorkBringsWhatItBrings() throws Exception {
    SlowWork slowWork = slowWork(Duration.ofHours(1));
    assertThat(slowWork.<String>around(WORK, false, () -> "done")).isEqualTo("done");
    assertThatThrownBy(() -> slowWork.around(WORK, false, SlowWorkTest::fail))
        .hasMessage("the work failed");
    slowWork.note();
    assertThat(database.committed()).isEmpty();
  }

  @Test
  void aCallOutsideTheTransactionIsNotedAsOtherWorkIs() throws Exception {
    SlowWork slowWork = slowWork(Duration.ZERO);
    boolean seen =
        slowWork.outside(WORK, null, () -> slowWork.runsSomewhere(List.<Command>of(WORK)));
    assertThat(seen).isTrue();
    assertThatThrownBy(() -> slowWork.outside(WORK, null, SlowWorkTest::fail))
        .hasMessage("the work failed");
  }

  private static String fail() {
    throw new IllegalArgumentException("the work failed");
  }

  private SlowWork slowWork(Duration timeout) {
    NodeLease lease = new NodeLease(database.source(), database, "n1", dataFolder);
    return new SlowWork(
        new PlainHost(),
        database,
        timeout,
        Optional.of(new SlowMarks(database.source(), database, lease)));
  }

  private static final class PlainHost implements ActivityHost {
    @Override
    public Bean bean(Class<?> activityInterface) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T around(Command.Work command, boolean suspect, Callable<T> work) throws Exception {
      return work.call();
    }

    @Override
    public <T> T outside(Command.Work command, @Nullable Duration longest, Callable<T> work)
        throws Exception {
      return work.call();
    }

    @Override
    public boolean isFloor(Throwable thrown) {
      return false;
    }
  }
}
