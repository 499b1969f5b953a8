package io.baton.graph.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Failure.Category;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The container that ends with the first of its ends that succeeds. */
class AnyTest {
  private static final String NODES =
      """
      'first': {'kind': 'any', 'nodes': {
        'a': {'kind': 'activity', 'activity': 'U.a', 'args': []},
        'a2': {'kind': 'activity', 'after': ['a'], 'activity': 'U.a2', 'args': []},
        'b': {'kind': 'activity', 'activity': 'U.b', 'args': []},
        'b2': {'kind': 'activity', 'after': ['b'], 'activity': 'U.b2', 'args': []}}},
      'end': {'kind': 'activity', 'after': ['first'], 'activity': 'X.end', 'args': ['${results.first}']}
      """;

  private static Play failing(String nodes, Category how, String... names) {
    Play play = new Play(nodes);
    play.work =
        (work, text) ->
            !work.undo() && List.of(names).contains(work.activity().value())
                ? Play.failure(how, "no " + work.activity())
                : null;
    return play.start(null).run();
  }

  @Test
  @DisplayName("A way that fails is passed over, and what was done on it is taken back")
  void passedOver() {
    Play play = failing(NODES, Category.BUSINESS, "U.a2");
    assertThat(play.ledger)
        .containsExactly("U.a()", "U.b()", "U.b2()", "undo undo.a(U.a())", "X.end(U.b2())");
    assertThat(play.status()).isEqualTo("COMPLETED");
  }

  @Test
  @DisplayName("It fails when all ways failed, and says why each did")
  void allFailed() {
    Play play = failing(NODES, Category.BUSINESS, "U.a2", "U.b");
    assertThat(play.status()).isEqualTo("COMPENSATED");
    assertThat(play.now().failure().toString())
        .isEqualTo("AllFailed: all ways failed: [Oops: no U.a2, Oops: no U.b]");
    assertThat(play.now().failure().category()).isEqualTo(Category.BUSINESS);
  }

  @Test
  @DisplayName("When every way is skipped, it ends without a result")
  void allSkipped() {
    Play play =
        new Play(
            NODES.replace(
                "'kind': 'activity', 'activity': 'U.",
                "'kind': 'activity', 'when': '${false}', 'activity': 'U."));
    assertThat(play.start(null).run().ledger).containsExactly("X.end(null)");
  }

  @Test
  @DisplayName("What needs something that failed is not done, though it needs something else, too")
  void whatNeedsTheFailed() {
    String nodes =
        """
        'first': {'kind': 'any', 'nodes': {
          'a': {'kind': 'activity', 'activity': 'U.a', 'args': []},
          'b': {'kind': 'activity', 'activity': 'U.b', 'args': []},
          'both': {'kind': 'activity', 'after': ['a', 'b'], 'activity': 'U.both', 'args': []},
          'then': {'kind': 'activity', 'after': ['both'], 'activity': 'U.then', 'args': []},
          'one': {'kind': 'activity', 'after': ['a', 'b'], 'join': 'FIRST', 'activity': 'U.one', 'args': []}}}
        """;
    Play play = failing(nodes, Category.BUSINESS, "U.a");
    assertThat(play.ledger).containsExactly("U.b()", "U.one()");
    assertThat(play.result()).isEqualTo("\"U.one()\"");
  }

  @Test
  @DisplayName("A failure that an edge handles is not passed over: its way goes on")
  void handled() {
    Play play =
        failing(
            NODES.replace(
                "'b': {",
                "'plan': {'kind': 'activity', 'after': [{'node': 'a', 'on': 'FAILURE'}], 'activity': 'U.plan', 'args': []}, 'b': {"),
            Category.BUSINESS,
            "U.a",
            "U.b");
    assertThat(play.ledger).containsExactly("U.plan()", "X.end(U.plan())");
  }

  @Test
  @DisplayName("LEAVE: what lost goes on beside what comes after, and is called off at the end")
  void leave() {
    String nodes =
        """
        'around': {'kind': 'all', 'nodes': {
          'first': {'kind': 'any', 'onLoss': 'LEAVE', 'nodes': {
            'slow': {'kind': 'signal', 'signal': 'slow'},
            'slower': {'kind': 'activity', 'after': ['slow'], 'activity': 'U.slower', 'args': []},
            'never': {'kind': 'signal', 'after': ['slower'], 'signal': 'never'},
            'fast': {'kind': 'activity', 'activity': 'U.fast', 'args': []}}},
          'wait': {'kind': 'signal', 'after': ['first'], 'signal': 'go'}}}
        """;
    for (boolean cold : new boolean[] {false, true}) {
      Play play = new Play(nodes);
      play.cold = cold;
      play.start(null).run();
      assertThat(play.open()).containsExactlyInAnyOrder("around.first.slow", "around.wait");
      play.signal("slow", 1).run();
      assertThat(play.ledger).containsExactly("U.fast()", "U.slower()");
      play.signal("go", 1);
      assertThat(play.status()).isEqualTo("COMPLETED");
      assertThat(play.open()).isEmpty();
    }
  }
}
