package io.baton.graph.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Command;
import io.baton.model.Failure.Category;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A container or a child that may not last longer than it says. */
class TimeLimitTest {
  private static final String BODY =
      """
      'nodes': {
        'car': {'kind': 'activity', 'activity': 'U.car', 'args': []},
        'ok': {'kind': 'signal', 'after': ['car'], 'signal': 'ok'},
        'ok2': {'kind': 'signal', 'after': ['car'], 'signal': 'ok'}}
      """;

  private static String container(String kind) {
    String more =
        switch (kind) {
          case "forEach" -> "'items': '${input}', ";
          case "loop" -> "'until': '${true}', 'maxRounds': 3, ";
          default -> "";
        };
    return "'box': {'kind': '" + kind + "', 'timeout': 'PT5M', " + more + BODY + "}";
  }

  private static final String LATE =
      """
      ,'late': {'kind': 'activity', 'after': [{'node': 'box', 'on': 'TIMEOUT'}], 'activity': 'X.late', 'args': ['${errors.box.category}']},
      'end': {'kind': 'activity', 'after': ['box'], 'activity': 'X.end', 'args': []}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"all", "race", "any", "forEach", "saga", "loop"})
  @DisplayName("A container whose time is up is called off and ends as TIMEOUT")
  void timeIsUp(String kind) {
    for (boolean cold : new boolean[] {false, true}) {
      Play play = new Play(container(kind) + LATE);
      play.cold = cold;
      play.start(List.of(1, 2)).run();
      assertThat(play.timers).hasSize(1);
      play.fireNext().run();
      assertThat(play.open()).isEmpty();
      assertThat(play.ledger).endsWith("X.late(TIMEOUT)").doesNotContain("X.end()");
      assertThat(play.status()).isEqualTo("COMPLETED");
      boolean undone = play.ledger.contains("undo undo.car(U.car())");
      assertThat(undone).as("only a saga takes back at once").isEqualTo(kind.equals("saga"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "race", "any", "forEach", "saga", "loop"})
  @DisplayName("When nothing handles the time-out, what was done is taken back and the case ends")
  void unhandled(String kind) {
    Play play = new Play(container(kind)).start(List.of(1)).run().fireNext().run();
    assertThat(play.status()).isEqualTo("COMPENSATED");
    assertThat(play.now().failure()).isNotNull();
    assertThat(play.now().failure().category()).isEqualTo(Category.TIMEOUT);
    assertThat(play.ledger).containsExactly("U.car()", "undo undo.car(U.car())");
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "race", "any", "forEach", "saga", "loop"})
  @DisplayName("A container that ends in time takes its timer away")
  void inTime(String kind) {
    Play play = new Play(container(kind) + LATE).start(List.of(1)).run();
    play.signal("ok", 1).signal("ok", 2).run();
    assertThat(play.timers).isEmpty();
    assertThat(play.open()).isEmpty();
    assertThat(play.ledger).endsWith("X.end()");
    assertThat(play.status()).isEqualTo("COMPLETED");
  }

  @Test
  @DisplayName("The time runs over all rounds of a loop and all items of a forEach")
  void overAllRounds() {
    Play play =
        new Play(
            """
            'poll': {'kind': 'loop', 'until': '${false}', 'maxRounds': 100, 'timeout': 'PT5M', 'nodes': {
              'nap': {'kind': 'sleep', 'duration': 'PT2M'}}}
            """);
    play.start(null).fireNext().fireNext();
    assertThat(play.now().fold(new io.baton.model.RefId("poll")).orElseThrow().rounds())
        .isEqualTo(2);
    play.fireNext();
    assertThat(play.status()).isEqualTo("FAILED");
    assertThat(play.now().failure().toString())
        .contains("poll did not end until 2026-03-01T12:05:00Z");
  }

  @Test
  @DisplayName("A child whose time is up is cancelled, and undone with the case as ever")
  void child() {
    String nodes =
        """
        'box': {'kind': 'child', 'workflow': 'other', 'input': 1, 'timeout': 'PT5M'}
        """;
    Play handled = new Play(nodes + LATE).start(null).fireNext().run();
    assertThat(handled.children).containsExactly("c-1.box other 1", "cancel c-1.box");
    assertThat(handled.ledger).containsExactly("X.late(TIMEOUT)");
    assertThat(handled.status()).isEqualTo("COMPLETED");

    Play unhandled = new Play(nodes).start(null).fireNext().run();
    assertThat(unhandled.children)
        .containsExactly("c-1.box other 1", "cancel c-1.box", "undo c-1.box");
    assertThat(unhandled.status()).isEqualTo("COMPENSATED");

    Play inTime = new Play(nodes + LATE).start(null).answer("box", Map.of("n", 1)).run();
    assertThat(inTime.timers).isEmpty();
    assertThat(inTime.ledger).containsExactly("X.end()");
  }

  @Test
  @DisplayName("What a worker does in a container whose time is up is called off")
  void workersAreCalledOff() {
    Play play =
        new Play(
            """
            'box': {'kind': 'all', 'timeout': 'PT5M', 'nodes': {
              'user': {'kind': 'task', 'service': 'user', 'function': 'create'}}}
            """);
    play.start("ann").fireNext();
    assertThat(play.calledOff).containsExactly("box.user");
  }

  @Test
  @DisplayName("The inner time-out is handled inside, the outer one outside")
  void nested() {
    String nodes =
        """
        'out': {'kind': 'all', 'timeout': 'PT10M', 'nodes': {
          'in': {'kind': 'all', 'timeout': 'PT5M', 'nodes': {'ok': {'kind': 'signal', 'signal': 'ok'}}},
          'again': {'kind': 'signal', 'after': [{'node': 'in', 'on': 'TIMEOUT'}], 'signal': 'again'}}},
        'late': {'kind': 'activity', 'after': [{'node': 'out', 'on': 'TIMEOUT'}], 'activity': 'X.late', 'args': []}
        """;
    Play play = new Play(nodes).start(null).fireNext();
    assertThat(play.open()).containsExactly("out~@timeout", "out.again");
    play.fireNext().run();
    assertThat(play.ledger).containsExactly("X.late()");
    assertThat(play.status()).isEqualTo("COMPLETED");
  }

  @Test
  @DisplayName("What is decided is not bounded any more while what lost is taken back")
  void decided() {
    Play play =
        new Play(
            """
            'box': {'kind': 'any', 'timeout': 'PT5M', 'nodes': {
              'a': {'kind': 'activity', 'activity': 'U.a', 'args': []},
              'a2': {'kind': 'signal', 'after': ['a'], 'signal': 'go'},
              'b': {'kind': 'activity', 'activity': 'U.b', 'args': []}}}
            """);
    play.start(null).take(play.queue.remove(0)).take(play.queue.remove(0));
    assertThat(play.queue).singleElement().isInstanceOf(Command.ExecuteUndo.class);
    assertThat(play.timers).isEmpty();
  }

  @Test
  @DisplayName("Each attempt of an activity has the whole time-out")
  void everyAttempt() {
    Play play =
        new Play(
            "'a': {'kind': 'activity', 'activity': 'X.a', 'args': [], 'timeout': 'PT5M', 'retry': {'attempts': 2, 'delay': 'PT1S', 'jitter': 0}}");
    play.start(null).fireNext();
    assertThat(play.now().openRefs().get(0).attempt()).isEqualTo(2);
    play.fireNext();
    assertThat(play.clock).hasToString("2026-03-01T12:10:01Z");
    assertThat(play.now().failure().category()).isEqualTo(Category.TIMEOUT);
  }

  @Test
  @DisplayName("The graph's default time-out is for its activities and tasks, whoever does them")
  void defaults() {
    Play play =
        new Play(
            """
            {'schema': 'baton-graph/1', 'name': 'g', 'version': 1, 'defaults': {'timeout': 'PT7M'}, 'nodes': {
              'a': {'kind': 'activity', 'activity': 'X.a', 'args': []}}}
            """);
    play.start(null);
    assertThat(play.timers.values().stream().map(timer -> timer.due().toString()))
        .containsExactly("2026-03-01T12:07:00Z");
  }
}
