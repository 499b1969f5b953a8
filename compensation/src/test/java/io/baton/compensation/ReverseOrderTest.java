package io.baton.compensation;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.Retry.OnExhausted;
import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.model.Undo;
import io.baton.model.Undo.State;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The order in which effects are taken back. */
class ReverseOrderTest {
  private static final RetryPolicy THRICE =
      new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.5, OnExhausted.FAIL);

  private final ReverseOrder order = new ReverseOrder();

  private static Undo entry(int ref, State state, int attempt) {
    return new Undo(new RefId("" + ref), new ActivityName("A.undo"), List.of(), state, attempt);
  }

  private static List<Undo> list(State... states) {
    List<Undo> list = new ArrayList<>();
    for (State state : states) {
      list.add(entry(list.size() + 1, state, 1));
    }
    return list;
  }

  @Test
  @DisplayName("A4.10 the newest effect is taken back first, one at a time")
  void A4_10_theNewestFirstOneAtATime() {
    assertThat(order.next(list(State.REGISTERED, State.REGISTERED, State.REGISTERED)))
        .containsExactly(entry(3, State.REGISTERED, 1));
    assertThat(order.next(list(State.REGISTERED, State.REGISTERED, State.RUNNING))).isEmpty();
    assertThat(order.next(list(State.REGISTERED, State.REGISTERED, State.DONE)))
        .containsExactly(entry(2, State.REGISTERED, 1));
    assertThat(order.next(list(State.DONE, State.DONE))).isEmpty();
    assertThat(order.next(List.of())).isEmpty();
  }

  @Test
  void anUndoIsTriedAsOftenAsItsPolicySaysAndThenParked() {
    CaseId id = new CaseId("c");
    assertThat(order.afterFailure(id, entry(1, State.RUNNING, 2), THRICE)).isPresent();
    assertThat(order.afterFailure(id, entry(1, State.RUNNING, 3), THRICE)).isEmpty();
  }

  @Test
  void undosOfDifferentCasesDoNotComeBackInStep() {
    Undo failed = entry(1, State.RUNNING, 1);
    assertThat(order.afterFailure(new CaseId("a"), failed, THRICE))
        .isNotEqualTo(order.afterFailure(new CaseId("b"), failed, THRICE));
  }
}
