package io.baton.graph.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Command;
import io.baton.model.Command.Operate.Operation;
import io.baton.model.CommandId;
import io.baton.model.Failure.Category;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was told while a case was paused is followed later, in the order in which it was told. */
class OrderOfEndsTest {
  private static Play play(String nodes, boolean cold) {
    Play play = new Play(nodes);
    play.cold = cold;
    return play.start(null);
  }

  private static void operate(Play play, Operation operation) {
    play.take(new Command.Operate(Play.ID, new CommandId(operation.name()), operation));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("The first of two ends that came in a pause wins, whatever the order of the text")
  void aRaceInAPause(boolean cold) {
    Play play =
        play(
            """
            'first': {'kind': 'race', 'nodes': {
              'a': {'kind': 'activity', 'activity': 'U.a', 'args': []},
              'b': {'kind': 'activity', 'activity': 'U.b', 'args': []}}}
            """,
            cold);
    operate(play, Operation.PAUSE);
    play.take(play.queue.remove(1)).take(play.queue.remove(0));
    operate(play, Operation.RESUME);
    assertThat(play.run().result()).isEqualTo("\"U.b()\"");
    assertThat(play.ledger).containsExactly("U.b()", "U.a()", "undo undo.a(U.a())");
  }

  private static final String CHILD =
      """
      'sub': {'kind': 'child', 'workflow': 'other', 'timeout': 'PT5M'},
      'late': {'kind': 'activity', 'after': [{'node': 'sub', 'on': 'TIMEOUT'}], 'activity': 'X.late', 'args': []}
      """;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("A child that ended in a pause before its time was up has ended in time")
  void aChildInAPause(boolean cold) {
    Play inTime = play(CHILD, cold);
    operate(inTime, Operation.PAUSE);
    inTime.answer("sub", 7).fireNext();
    operate(inTime, Operation.RESUME);
    assertThat(inTime.run().status()).isEqualTo("COMPLETED");
    assertThat(inTime.ledger).isEmpty();

    Play late = play(CHILD, cold);
    operate(late, Operation.PAUSE);
    late.fireNext().answer("sub", 7);
    operate(late, Operation.RESUME);
    assertThat(late.run().ledger).containsExactly("X.late()");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("A container all of whose nodes ended in a pause before its time was up is done")
  void aContainerInAPause(boolean cold) {
    Play play =
        play(
            """
            'box': {'kind': 'all', 'timeout': 'PT5M', 'nodes': {'a': {'kind': 'activity', 'activity': 'U.a', 'args': []}}}
            """,
            cold);
    operate(play, Operation.PAUSE);
    play.run().fireNext();
    operate(play, Operation.RESUME);
    assertThat(play.run().status()).isEqualTo("COMPLETED");
  }

  /** Two sagas beside each other; the first in the text has more to take back. */
  private static final String SAGAS =
      """
      'trip': {'kind': 'saga', 'nodes': {
        'ticket': {'kind': 'activity', 'activity': 'U.ticket'},
        'hotel': {'kind': 'saga', 'nodes': {
          'room': {'kind': 'activity', 'activity': 'U.room'},
          'full': {'kind': 'activity', 'after': ['room'], 'activity': 'X.full'}}},
        'car': {'kind': 'saga', 'nodes': {
          'jeep': {'kind': 'activity', 'activity': 'U.jeep'},
          'broken': {'kind': 'activity', 'after': ['jeep'], 'activity': 'X.broken'}}}}}
      """;

  private static void take(Play play, String... activities) {
    for (String activity : activities) {
      Command next =
          play.queue.stream()
              .filter(c -> c instanceof Command.Work w && w.activity().value().equals(activity))
              .findFirst()
              .orElseThrow();
      play.queue.remove(next);
      play.take(next);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "Of two sagas that fail, the one that is taken back first says why what is around failed")
  void twoSagasThatFail(boolean cold) {
    Play play = new Play(SAGAS);
    play.cold = cold;
    play.work =
        (work, text) ->
            work.activity().value().startsWith("X.") ? Play.failure(Category.BUSINESS, text) : null;
    play.start(null);
    take(play, "U.ticket", "U.room", "X.full", "U.jeep", "X.broken", "undo.jeep", "undo.room");
    assertThat(play.run().status()).isEqualTo("COMPENSATED");
    assertThat(play.now().failure()).hasToString("Oops: X.broken()");
  }
}
