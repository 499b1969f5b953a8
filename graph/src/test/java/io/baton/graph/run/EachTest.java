package io.baton.graph.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Failure.Category;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a node that was done several times gives. */
class EachTest {
  private static final String NODES =
      """
      'mail': {'kind': 'signal', 'signal': 'mail'},
      'call': {'kind': 'signal', 'signal': 'call'},
      'react': {'kind': 'activity', 'after': ['mail', 'call'], 'join': 'EACH', 'activity': 'U.react', 'args': ['${results.mail}', '${results.call}']}
      """;

  private static Play calledFirst(String more) {
    Play play = new Play(NODES + more).start(null);
    play.signal("call", "c").run().signal("mail", "m");
    return play.run();
  }

  @Test
  @DisplayName("A6.9 results of a node with EACH are a list, in the order in which it was done")
  void aList() {
    Play play =
        calledFirst(
            ",'end': {'kind': 'activity', 'after': ['react'], 'activity': 'X.end', 'args': ['${results.react}', '${results.react[0]}']}");
    assertThat(play.ledger)
        .containsExactly(
            "U.react(null, c)",
            "U.react(m, c)",
            "X.end((U.react(null, c),U.react(m, c)), U.react(null, c))");
    assertThat(calledFirst("").result()).isEqualTo("[\"U.react(null, c)\",\"U.react(m, c)\"]");
  }

  @Test
  @DisplayName("A6.9 a node with EACH after it is done once for each, with that one's result")
  void aChain() {
    Play play =
        calledFirst(
            """
            ,'log': {'kind': 'activity', 'after': [{'node': 'react', 'when': '${results.react != null}'}], 'join': 'EACH', 'activity': 'U.log', 'args': ['${results.react}']},
            'tell': {'kind': 'activity', 'after': ['log'], 'join': 'EACH', 'activity': 'U.tell', 'args': ['${results.react}', '${results.log}'],
              'undo': [{'activity': 'X.untell', 'args': ['${results.log}', '${results.tell}']}]}
            """);
    assertThat(play.ledger)
        .contains(
            "U.log(U.react(null, c))",
            "U.log(U.react(m, c))",
            "U.tell(U.react(null, c), U.log(U.react(null, c)))",
            "U.tell(U.react(m, c), U.log(U.react(m, c)))");
    assertThat(
            play.now().undo(new io.baton.model.RefId("tell~log~react~mail")).orElseThrow().args())
        .hasToString("[\"U.log(U.react(m, c))\", \"U.tell(U.react(m, c), U.log(U.react(m, c)))\"]");
  }

  @Test
  @DisplayName("Once of several times failed and handled, the list has the others")
  void failed() {
    Play play =
        new Play(
            NODES
                + ",'sorry': {'kind': 'activity', 'after': [{'node': 'react', 'on': 'FAILURE'}], 'join': 'EACH', 'activity': 'X.sorry', 'args': ['${errors.react.message}']},"
                + "'end': {'kind': 'activity', 'after': ['react', 'sorry'], 'activity': 'X.end', 'args': ['${results.react}']}");
    play.work =
        (work, text) ->
            text.equals("U.react(null, c)") ? Play.failure(Category.BUSINESS, "no") : null;
    play.start(null).signal("call", "c").run().signal("mail", "m").run();
    assertThat(play.ledger)
        .containsExactly("X.sorry(no)", "U.react(m, c)", "X.end((U.react(m, c)))");
  }

  @Test
  @DisplayName("A container with EACH: what is in it sees the result of what it follows")
  void aContainer() {
    Play play =
        calledFirst(
            """
            ,'box': {'kind': 'all', 'after': ['react'], 'join': 'EACH', 'nodes': {
              'log': {'kind': 'activity', 'activity': 'U.log', 'args': ['${results.react}']}}}
            """);
    assertThat(play.ledger).contains("U.log(U.react(null, c))", "U.log(U.react(m, c))");
    assertThat(play.status()).isEqualTo("COMPLETED");
  }
}
