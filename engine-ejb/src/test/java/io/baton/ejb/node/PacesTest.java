package io.baton.ejb.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Origin;
import io.baton.model.RefId;
import io.baton.model.WorkflowId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacesTest {
  private static final ActivityName QUICK = new ActivityName("Work.quick");
  private static final long MICROS_100 = Duration.ofNanos(100_000).toNanos();
  private static final long MILLIS_20 = Duration.ofMillis(20).toNanos();

  private final Paces paces = new Paces();

  @Test
  void workThatWasNeverSeenMayTakeLong() {
    assertThat(paces.expected(List.of(work()))).isEqualTo(Paces.UNKNOWN);
  }

  @Test
  void quickWorkIsExpectedToBeQuick() {
    paces.took(QUICK, MICROS_100, false);
    assertThat(paces.expected(List.of(work(), work()))).isEqualTo(4 * MICROS_100);
  }

  @Test
  void whatHasFailedSharesWithFewerUntilItHasNotForLong() {
    paces.took(QUICK, MICROS_100, true);
    long afterOne = paces.expected(List.of(work()));
    assertThat(afterOne).isGreaterThan(MILLIS_20 / 32).isLessThan(MILLIS_20 / 8);
    for (int i = 0; i < 10; i++) {
      paces.took(QUICK, MICROS_100, true);
    }
    assertThat(paces.expected(List.of(work(), work())))
        .as("two of it are too many for one transaction")
        .isGreaterThan(MILLIS_20);
    for (int i = 0; i < 500; i++) {
      paces.took(QUICK, MICROS_100, false);
    }
    assertThat(paces.expected(List.of(work()))).isLessThan(3 * MICROS_100);
  }

  @Test
  void workThatWasInTheWayOfOthersIsAlone() {
    paces.took(QUICK, MICROS_100, false);
    paces.conflict(List.of(work()));
    assertThat(paces.expected(List.of(work()))).isEqualTo(Paces.UNKNOWN);
  }

  private static Command.Work work() {
    Origin origin = new Origin(new WorkflowId("trip", 1), "alice", 1);
    return new Command.ExecuteActivity(
        new CaseId("c"), new RefId("1"), QUICK, 1, List.of(), origin);
  }
}
