package io.baton.graph.run;

import static io.baton.graph.run.Play.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Ref;
import io.baton.model.RefId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a graph means. */
class GraphProgramTest {
  private static final String DIAMOND =
      """
      'a': {'kind': 'activity', 'activity': 'U.a', 'args': ['${input.who}']},
      'b': {'kind': 'activity', 'after': ['a'], 'activity': 'U.b', 'args': ['${results.a}']},
      'c': {'kind': 'activity', 'after': ['a'], 'activity': 'U.c', 'args': []},
      'd': {'kind': 'activity', 'after': ['b', 'c'], 'activity': 'U.d', 'args': []}
      """;

  @Nested
  class Joins {
    @Test
    @DisplayName("A2.8 an answer makes every successor due, side by side")
    void A2_8_fanOut() {
      Play play = new Play(DIAMOND).start(Map.of("who", "ann"));
      assertThat(play.open()).containsExactly("a");
      play.take(play.queue.remove(0));
      assertThat(play.open()).containsExactly("b", "c");
    }

    @Test
    @DisplayName("A2.9 a node with two predecessors waits for both and runs once")
    void A2_9_andJoin() {
      Play play = new Play(DIAMOND).start(Map.of("who", "ann")).run();
      assertThat(play.ledger).containsExactly("U.a(ann)", "U.b(U.a(ann))", "U.c()", "U.d()");
      assertThat(play.status()).isEqualTo("COMPLETED");
      assertThat(play.result()).isEqualTo("\"U.d()\"");
    }

    @Test
    @DisplayName("A6.9 join FIRST runs with the first predecessor, once")
    void A6_9_first() {
      Play play =
          new Play(
              DIAMOND.replace("'after': ['b', 'c'],", "'after': ['b', 'c'], 'join': 'FIRST',"));
      play.start(Map.of("who", "ann")).run();
      assertThat(play.ledger).containsExactly("U.a(ann)", "U.b(U.a(ann))", "U.c()", "U.d()");
    }

    @Test
    @DisplayName("A6.9 join EACH runs with every predecessor, as the original did")
    void A6_9_each() {
      Play play =
          new Play(
                  DIAMOND.replace("'after': ['b', 'c'],", "'after': ['b', 'c'], 'join': 'EACH',")
                      + ", 'e': {'kind': 'activity', 'after': ['d'], 'join': 'EACH', 'activity': 'U.e', 'args': []},"
                      + " 'f': {'kind': 'activity', 'after': ['e'], 'activity': 'U.f', 'args': []}")
              .start(Map.of("who", "ann"))
              .run();
      assertThat(play.ledger)
          .containsExactly(
              "U.a(ann)", "U.b(U.a(ann))", "U.c()", "U.d()", "U.d()", "U.e()", "U.e()", "U.f()");
      assertThat(play.status()).isEqualTo("COMPLETED");
    }

    @Test
    void guardsChooseAndTheJoinGoesOnWithWhatWasChosen() {
      String nodes =
          """
          'a': {'kind': 'activity', 'activity': 'X.a', 'args': []},
          'b': {'kind': 'activity', 'after': [{'node': 'a', 'when': '${input.n > 5}'}], 'activity': 'X.b', 'args': []},
          'c': {'kind': 'activity', 'after': [{'node': 'a', 'when': '${input.n <= 5}'}], 'activity': 'X.c', 'args': []},
          'd': {'kind': 'activity', 'after': ['b', 'c'], 'activity': 'X.d', 'args': []}
          """;
      assertThat(new Play(nodes).start(Map.of("n", 9)).run().ledger)
          .containsExactly("X.a()", "X.b()", "X.d()");
      assertThat(new Play(nodes).start(Map.of("n", 2)).run().ledger)
          .containsExactly("X.a()", "X.c()", "X.d()");
    }

    @Test
    void whatComesAfterASkippedNodeOnlyIsSkipped() {
      String nodes =
          """
          'a': {'kind': 'activity', 'activity': 'X.a', 'args': []},
          'b': {'kind': 'activity', 'after': ['a'], 'when': '${false}', 'activity': 'X.b', 'args': []},
          'c': {'kind': 'activity', 'after': ['b'], 'activity': 'X.c', 'args': []}
          """;
      Play play = new Play(nodes).start(null).run();
      assertThat(play.ledger).containsExactly("X.a()");
      assertThat(play.status()).isEqualTo("COMPLETED");
    }
  }

  @Nested
  class Failures {
    private Play failing(String nodes, String at, Category category) {
      Play play = new Play(nodes);
      play.work =
          (work, text) -> text.startsWith(at) && !work.undo() ? failure(category, "no") : null;
      return play.start(Map.of("who", "ann")).run();
    }

    @Test
    @DisplayName(
        "A2.10 a failure undoes what completed, in the order of the anti-graph, diamonds once")
    void A2_10_antiGraph() {
      Play play = failing(DIAMOND, "U.d", Category.BUSINESS);
      assertThat(play.ledger.subList(0, 3)).containsExactly("U.a(ann)", "U.b(U.a(ann))", "U.c()");
      assertThat(play.ledger.subList(3, 5))
          .containsExactlyInAnyOrder("undo undo.b(U.a(ann), U.b(U.a(ann)))", "undo undo.c(U.c())");
      assertThat(play.ledger.subList(5, 6)).containsExactly("undo undo.a(ann, U.a(ann))");
      assertThat(play.status()).isEqualTo("COMPENSATED");
    }

    @Test
    @DisplayName("A2.23 fail-quick: what runs beside the failed node is given up at once")
    void A2_23_failQuick() {
      Play play = failing(DIAMOND, "U.b", Category.BUSINESS);
      assertThat(play.ledger).containsExactly("U.a(ann)", "undo undo.a(ann, U.a(ann))");
      assertThat(play.status()).isEqualTo("COMPENSATED");
    }

    @Test
    void anEdgeOnFailureHandlesIt() {
      String nodes =
          DIAMOND
              + ", 'e': {'kind': 'activity', 'after': [{'node': 'd', 'on': 'FAILURE'}], 'activity': 'X.e', 'args': ['${errors.d.message}']}";
      Play play = failing(nodes, "U.d", Category.BUSINESS);
      assertThat(play.ledger).endsWith("X.e(no)");
      assertThat(play.status()).isEqualTo("COMPLETED");
    }

    @Test
    @DisplayName("A3.12 WARNING: a failure that is allowed counts as done, and is kept")
    void A3_12_allowFailure() {
      String nodes =
          DIAMOND.replace("'activity': 'U.b',", "'activity': 'U.b', 'allowFailure': true,")
              + ", 'e': {'kind': 'activity', 'after': ['d'], 'activity': 'X.e', 'args': ['${errors.b.message}', '${results.b}']}";
      Play play = failing(nodes, "U.b", Category.BUSINESS);
      assertThat(play.ledger).containsExactly("U.a(ann)", "U.c()", "U.d()", "X.e(no, null)");
      assertThat(play.status()).isEqualTo("COMPLETED");
      assertThat(play.now().ref(new RefId("b")).orElseThrow())
          .returns(true, Ref::warning)
          .returns(Ref.State.ERROR, Ref::state);
    }

    @Test
    void allItemsMayFailWhereThatIsAllowedAndTheOthersGoOn() {
      String nodes =
          """
          'each': {'kind': 'forEach', 'items': '${input.who}', 'nodes': {
            'x': {'kind': 'activity', 'activity': 'X.x', 'args': ['${item}'], 'allowFailure': true}}}
          """;
      Play play = new Play(nodes);
      play.work = (work, text) -> text.contains("b") ? failure(Category.BUSINESS, "no") : null;
      play.start(Map.of("who", List.of("a", "b", "c"))).run();
      assertThat(play.result()).isEqualTo("[\"X.x(a)\",null,\"X.x(c)\"]");
    }

    @Test
    void anAllowedFailureDoesNotDecideARace() {
      String nodes =
          """
          'race': {'kind': 'race', 'nodes': {
            'x': {'kind': 'activity', 'activity': 'X.x', 'args': [], 'allowFailure': true},
            'y': {'kind': 'signal', 'signal': 'go'}}}
          """;
      Play play = failing(nodes, "X.x", Category.BUSINESS);
      assertThat(play.open()).containsExactly("race.y");
      play.signal("go", 7);
      assertThat(play.result()).isEqualTo("7");
    }

    @Test
    @DisplayName("A2.11 the several undos of one step are called side by side")
    void A2_11_severalUndos() {
      String nodes =
          """
          'create_user': {'kind': 'activity', 'activity': 'X.create', 'args': ['ann'], 'undo': ['X.remove']},
          'add_license': {'kind': 'activity', 'after': ['create_user'], 'activity': 'X.license', 'args': ['ann'],
            'undo': ['X.remove_license', {'activity': 'X.log_removal', 'args': ['of ${results.add_license}']}]},
          'add_membership': {'kind': 'activity', 'after': ['add_license'], 'activity': 'X.member', 'args': []}
          """;
      Play play = failing(nodes, "X.member", Category.BUSINESS);
      assertThat(play.ledger)
          .containsExactly(
              "X.create(ann)",
              "X.license(ann)",
              "undo X.remove_license(ann)",
              "undo X.log_removal(of X.license(ann))",
              "undo X.remove(ann)");
    }

    @Test
    @DisplayName("A2.18 a node is tried as often as it says, then terminates")
    void A2_18_retry() {
      String nodes =
          "'a': {'kind': 'activity', 'activity': 'X.a', 'args': [], 'retry': {'attempts': 3, 'delay': 'PT1S'}}";
      Play play = new Play(nodes);
      int[] tries = {0};
      play.work = (work, text) -> ++tries[0] > 0 ? failure(Category.TECHNICAL, "no") : null;
      play.start(null).run();
      assertThat(tries[0]).isEqualTo(3);
      assertThat(play.status()).isEqualTo("FAILED");
    }

    @Test
    @DisplayName("A2.23 the durable policy parks instead")
    void A2_23_park() {
      String nodes =
          "'a': {'kind': 'activity', 'activity': 'X.a', 'args': [], 'retry': {'attempts': 1, 'then': 'PARK'}}";
      Play play = failing(nodes, "X.a", Category.TECHNICAL);
      assertThat(play.status()).isEqualTo("PARKED");
    }

    @Test
    @DisplayName(
        "A2.19 WHOLE also undoes what was begun and did not complete, PARTIAL only what completed")
    void A2_19_wholeAndPartial() {
      String graph =
          "{'schema': 'baton-graph/1', 'name': 'g', 'version': 1, 'undo': {'scope': 'SCOPE'}, 'nodes': {"
              + DIAMOND
              + "}}";
      Play partial = failing(graph.replace("SCOPE", "PARTIAL"), "U.b", Category.BUSINESS);
      assertThat(partial.ledger).containsExactly("U.a(ann)", "undo undo.a(ann, U.a(ann))");
      Play whole = failing(graph.replace("SCOPE", "WHOLE"), "U.b", Category.BUSINESS);
      assertThat(whole.ledger)
          .containsExactlyInAnyOrder(
              "U.a(ann)",
              "undo undo.b(U.a(ann), null)",
              "undo undo.c(null)",
              "undo undo.a(ann, U.a(ann))");
      assertThat(whole.ledger).endsWith("undo undo.a(ann, U.a(ann))");
    }
  }

  @Nested
  class Tasks {
    private static final String TASKS =
        """
        'user': {'kind': 'task', 'service': 'user', 'function': 'create', 'timeout': 'PT10M', 'undo': [{'service': 'user', 'function': 'delete'}]},
        'license': {'kind': 'task', 'after': ['user'], 'service': 'license', 'function': 'create', 'timeout': 'PT10M',
          'undo': [{'service': 'license', 'function': 'delete'}]}
        """;

    @Test
    @DisplayName("A2.5 what a task gives goes on unchanged to the next")
    void A2_5_dataIsRelayed() {
      Play play = new Play(TASKS).start("adarsh");
      assertThat(play.asked.get(0).request().args().toString()).isEqualTo("[\"adarsh\"]");
      play.answer("user", Map.of("id", 7));
      assertThat(play.asked.get(1).request().destination()).isEqualTo("license");
      assertThat(play.asked.get(1).request().args().toString()).isEqualTo("[{\"id\":7}]");
      play.answer("license", "done");
      assertThat(play.status()).isEqualTo("COMPLETED");
    }

    @Test
    @DisplayName(
        "A2.12 an undo function is asked for like any other; A6.8 the failed node is not undone")
    void A2_12_undoIsAsked() {
      Play play = new Play(TASKS).start("adarsh").answer("user", 7);
      play.failed("license", new Failure(Category.BUSINESS, "Failed", "no seats"));
      assertThat(play.asked.get(2).request().activity().value()).isEqualTo("user.delete");
      assertThat(play.asked.get(2).request().undo()).isTrue();
      assertThat(play.asked).hasSize(3);
    }

    @Test
    @DisplayName(
        "A2.21 no answer in time is taken for a failure; A6.8 the node is undone if it says so")
    void A2_21_timeout() {
      Play play =
          new Play(
              TASKS.replace(
                  "'function': 'create', 'timeout'",
                  "'function': 'create', 'retry': {'attempts': 1}, 'timeout'"));
      play.start("adarsh").answer("user", 7).fireNext();
      assertThat(play.asked.stream().map(ask -> ask.request().activity().value()))
          .containsExactly("user.create", "license.create", "user.delete");

      Play unknown =
          new Play(
              TASKS.replace(
                  "'function': 'create', 'timeout'",
                  "'function': 'create', 'retry': {'attempts': 1}, 'undoWhenUnknown': true, 'timeout'"));
      unknown.start("adarsh").answer("user", 7).fireNext();
      assertThat(unknown.asked.stream().map(ask -> ask.request().activity().value()))
          .containsExactly("user.create", "license.create", "license.delete");
    }

    @Test
    @DisplayName("A success that comes after the failure is taken back, too")
    void lateSuccessIsTakenBack() {
      Play play = new Play(TASKS.replace("'after': ['user'],", "")).start("adarsh");
      play.failed("user", new Failure(Category.BUSINESS, "Failed", "no"));
      assertThat(play.status()).as("nothing completed").isEqualTo("FAILED");
      play.answer("license", "L1");
      assertThat(play.incidents).anyMatch(text -> text.startsWith("BATON-1309"));
    }
  }

  @Nested
  class Containers {
    @Test
    void allGivesItsEndsById() {
      String nodes =
          """
          'both': {'kind': 'all', 'nodes': {
            'car': {'kind': 'activity', 'activity': 'U.car', 'args': []},
            'hotel': {'kind': 'activity', 'activity': 'U.hotel', 'args': []}}},
          'pay': {'kind': 'activity', 'after': ['both'], 'activity': 'X.pay', 'args': ['${results.both.hotel}']}
          """;
      Play play = new Play(nodes).start(null).run();
      assertThat(play.ledger).containsExactly("U.car()", "U.hotel()", "X.pay(U.hotel())");
    }

    @Test
    void aRaceEndsWithTheFirstAndUndoesTheOthers() {
      String nodes =
          """
          'first': {'kind': 'race', 'nodes': {
            'a': {'kind': 'activity', 'activity': 'U.a', 'args': []},
            'a2': {'kind': 'signal', 'after': ['a'], 'signal': 'go'},
            'b': {'kind': 'activity', 'activity': 'U.b', 'args': []}}},
          'after': {'kind': 'activity', 'after': ['first'], 'activity': 'X.after', 'args': ['${results.first}']}
          """;
      Play play = new Play(nodes).start(null).run();
      assertThat(play.ledger)
          .containsExactly("U.a()", "U.b()", "undo undo.a(U.a())", "X.after(U.b())");
      assertThat(play.open()).isEmpty();
      assertThat(play.status()).isEqualTo("COMPLETED");
    }

    @Test
    void forEachRunsItsBodyForEachItemSoManyAtATime() {
      String nodes =
          """
          'each': {'kind': 'forEach', 'items': '${input}', 'parallel': 2, 'nodes': {
            'book': {'kind': 'activity', 'activity': 'U.book', 'args': ['${item}', '${index}']}}},
          'end': {'kind': 'activity', 'after': ['each'], 'activity': 'X.end', 'args': ['${results.each[2]}']}
          """;
      Play play = new Play(nodes).start(List.of("x", "y", "z"));
      assertThat(play.open()).containsExactly("each.0.book", "each.1.book");
      play.run();
      assertThat(play.ledger)
          .containsExactly("U.book(x, 0)", "U.book(y, 1)", "U.book(z, 2)", "X.end(U.book(z, 2))");
      assertThat(new Play(nodes).start(List.of()).run().ledger).containsExactly("X.end(null)");
    }

    @Test
    void aLoopEndsWhenItsConditionHolds() {
      String nodes =
          """
          'poll': {'kind': 'loop', 'until': '${results.ask == ´ready´}', 'maxRounds': 5, 'nodes': {
            'ask': {'kind': 'activity', 'activity': 'X.ask', 'args': ['${round}']},
            'nap': {'kind': 'sleep', 'after': [{'node': 'ask', 'when': '${results.ask != ´ready´}'}], 'duration': 'PT1M'}}}
          """;
      Play play = new Play(nodes);
      play.work =
          (work, text) ->
              new io.baton.port.Activities.Outcome.Done(
                  io.baton.wire.Json.payload(text.contains("3") ? "ready" : "not yet"));
      play.start(null).run(new java.util.Random(1));
      assertThat(play.ledger).containsExactly("X.ask(1)", "X.ask(2)", "X.ask(3)");
      assertThat(play.status()).isEqualTo("COMPLETED");

      Play endless = new Play(nodes).start(null).run(new java.util.Random(1));
      assertThat(endless.ledger).hasSize(5);
      assertThat(endless.now().failure().toString()).contains("did not hold after 5 rounds");
    }

    @Test
    void aSagaIsTakenBackBeforeItsFailureGoesOn() {
      String nodes =
          """
          'safe': {'kind': 'saga', 'nodes': {
            'a': {'kind': 'activity', 'activity': 'U.a', 'args': []},
            'b': {'kind': 'activity', 'after': ['a'], 'activity': 'U.b', 'args': []}}},
          'plan-b': {'kind': 'activity', 'after': [{'node': 'safe', 'on': 'FAILURE'}], 'activity': 'X.planB', 'args': ['${errors.safe.message}']}
          """;
      Play play = new Play(nodes);
      play.work = (work, text) -> text.startsWith("U.b") ? failure(Category.BUSINESS, "no") : null;
      play.start(null).run();
      assertThat(play.ledger).containsExactly("U.a()", "undo undo.a(U.a())", "X.planB(no)");
      assertThat(play.status()).isEqualTo("COMPLETED");
    }
  }

  @Nested
  class Others {
    @Test
    void signalsTimersChildrenAndOutputs() {
      String nodes =
          """
          'ok': {'kind': 'signal', 'signal': 'approval', 'timeout': 'P1D'},
          'nap': {'kind': 'sleep', 'after': ['ok'], 'until': '${input.departure}'},
          'sub': {'kind': 'child', 'after': ['nap'], 'workflow': 'other', 'input': {'ok': '${results.ok}'}},
          'tell': {'kind': 'output', 'after': ['sub'], 'topic': 'news', 'key': 'k', 'value': '${results.sub}'},
          'late': {'kind': 'output', 'after': [{'node': 'ok', 'on': 'TIMEOUT'}], 'topic': 'news', 'value': 'nobody'}
          """;
      Map<String, String> input = Map.of("departure", "2026-03-05T00:00:00Z");
      Play play = new Play(nodes).start(input).signal("approval", "yes").fireNext();
      assertThat(play.children).containsExactly("c-1.sub other {\"ok\":\"yes\"}");
      play.answer("sub", 42);
      assertThat(play.outputs).containsExactly("news k 42");
      assertThat(play.status()).isEqualTo("COMPLETED");

      Play late = new Play(nodes).start(input).fireNext();
      assertThat(late.outputs).containsExactly("news c-1 \"nobody\"");
      assertThat(late.status()).isEqualTo("COMPLETED");
    }

    @Test
    void aSignalThatCameEarlyIsTaken() {
      Play play =
          new Play(
                  "'a': {'kind': 'activity', 'activity': 'X.a', 'args': []}, 'ok': {'kind': 'signal', 'after': ['a'], 'signal': 's'}")
              .start(null)
              .signal("s", 1)
              .run();
      assertThat(play.status()).isEqualTo("COMPLETED");
      assertThat(play.result()).isEqualTo("1");
    }

    @Test
    void anExpressionThatCannotBeWorkedOutParksTheCase() {
      Play play =
          new Play(
                  "'a': {'kind': 'activity', 'activity': 'X.a', 'args': ['${input.x.y + nonsense}']}")
              .start(null);
      assertThat(play.status()).isEqualTo("PARKED");
      assertThat(play.incidents.toString()).contains("nonsense");
    }

    @Test
    void aCancelledCaseIsTakenBack() {
      Play play = new Play(DIAMOND).start(Map.of("who", "ann"));
      play.take(play.queue.remove(0));
      play.take(
          new io.baton.model.Command.CancelCase(
              Play.ID, new io.baton.model.CommandId("stop"), "enough"));
      play.run();
      assertThat(play.ledger).containsExactly("U.a(ann)", "undo undo.a(ann, U.a(ann))");
      assertThat(play.status()).isEqualTo("CANCELLED");
    }
  }
}
