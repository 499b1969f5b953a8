package io.baton.compensation;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.Retry.OnExhausted;
import io.baton.api.UndoOrder;
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
class UndoOrdersTest {
  private static final RetryPolicy THRICE =
      new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.5, OnExhausted.FAIL);

  private final UndoOrders order = new UndoOrders();

  private static Undo entry(int ref, State state, int attempt) {
    return new Undo(
        new RefId("" + ref),
        new ActivityName("A.undo"),
        List.of(),
        state,
        attempt,
        2L * ref,
        2L * ref + 1,
        0,
        null,
        0,
        null);
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
    assertThat(
            order.next(
                list(State.REGISTERED, State.REGISTERED, State.REGISTERED), UndoOrder.REVERSE))
        .containsExactly(entry(3, State.REGISTERED, 1));
    assertThat(
            order.next(list(State.REGISTERED, State.REGISTERED, State.RUNNING), UndoOrder.REVERSE))
        .isEmpty();
    assertThat(order.next(list(State.REGISTERED, State.REGISTERED, State.DONE), UndoOrder.REVERSE))
        .containsExactly(entry(2, State.REGISTERED, 1));
    assertThat(order.next(list(State.DONE, State.DONE), UndoOrder.REVERSE)).isEmpty();
    assertThat(order.next(List.of(), UndoOrder.REVERSE)).isEmpty();
  }

  @Test
  @DisplayName(
      "A2.11 several undos of one step are called side by side, before those of older ones")
  void A2_11_severalUndosOfOneStepSideBySide() {
    Undo one = entry(1, State.REGISTERED, 1);
    Undo license = another("2", State.REGISTERED, 4);
    Undo log = another("2!2", State.REGISTERED, 5);

    assertThat(order.next(List.of(one, license, log), UndoOrder.REVERSE))
        .containsExactly(license, log);
    assertThat(
            order.next(
                List.of(one, another("2", State.DONE, 4), another("2!2", State.RUNNING, 5)),
                UndoOrder.REVERSE))
        .isEmpty();
    assertThat(
            order.next(
                List.of(one, another("2", State.DONE, 4), another("2!2", State.DONE, 5)),
                UndoOrder.REVERSE))
        .containsExactly(one);
  }

  private static Undo another(String key, State state, long doneAs) {
    return effect(new RefId(key), state, 3, doneAs);
  }

  private static Undo effect(int ref, State state, long begunAs, long doneAs) {
    return effect(new RefId("" + ref), state, begunAs, doneAs);
  }

  private static Undo effect(RefId ref, State state, long begunAs, long doneAs) {
    return new Undo(
        ref, new ActivityName("A.undo"), List.of(), state, 1, begunAs, doneAs, 0, null, 0, null);
  }

  @Test
  @DisplayName("A2.10 an effect is taken back once everything that was begun after it, is")
  void A2_10_causalOrderIsTheAntiGraph() {
    // 1 and 2 side by side, then 3 after both.
    Undo one = effect(1, State.REGISTERED, 1, 4);
    Undo two = effect(2, State.REGISTERED, 2, 5);
    Undo three = effect(3, State.REGISTERED, 6, 7);

    assertThat(order.next(List.of(one, two, three), UndoOrder.CAUSAL)).containsExactly(three);
    assertThat(order.next(List.of(one, two, effect(3, State.RUNNING, 6, 7)), UndoOrder.CAUSAL))
        .isEmpty();
    assertThat(order.next(List.of(one, two, effect(3, State.DONE, 6, 7)), UndoOrder.CAUSAL))
        .containsExactly(one, two);
  }

  @Test
  void inParallelAllAreTakenBackAtOnce() {
    Undo one = effect(1, State.REGISTERED, 1, 2);
    Undo two = effect(2, State.RUNNING, 3, 4);
    Undo three = effect(3, State.REGISTERED, 5, 6);

    assertThat(order.next(List.of(one, two, three), UndoOrder.PARALLEL))
        .containsExactly(one, three);
  }

  @Test
  void whatWasRegisteredBeforeItsEffectIsTakenBackByTheOrderOfEffects() {
    Undo askedFirst = effect(1, State.REGISTERED, 1, 9);
    Undo doneFirst = effect(2, State.REGISTERED, 2, 4);

    assertThat(order.next(List.of(askedFirst, doneFirst), UndoOrder.REVERSE))
        .containsExactly(askedFirst);
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
