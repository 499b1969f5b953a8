package io.baton.graph.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.baton.graph.Application;
import io.baton.graph.RandomGraphs;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Graph;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphCheckTest {
  /** Single quotes stand for double ones. */
  private static String text(String nodes) {
    return "{'schema': 'baton-graph/1', 'name': 'g', 'version': 1, 'nodes': {%s}}"
        .formatted(nodes)
        .replace('\'', '"');
  }

  private static Graph graph(String nodes) {
    return GraphCodec.read(text(nodes));
  }

  private static String signal(String id, String more) {
    return "'%s': {'kind': 'signal', 'signal': 'go'%s}".formatted(id, more);
  }

  private static String after(String id, String before) {
    return signal(id, ", 'after': [" + before + "]");
  }

  private static String guarded(String id, String when) {
    return signal(id, ", 'when': '" + when + "'");
  }

  private static List<String> problems(String nodes) {
    return told(GraphCheck.check(graph(nodes), Application.WITH_ANYTHING));
  }

  private static List<String> warnings(String nodes) {
    return told(new GraphCheck(Application.WITH_ANYTHING).warnings(graph(nodes)));
  }

  private static List<String> told(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }

  // Shape

  @Test
  void aGraphThatHangsTogetherIsRight() {
    assertThat(
            problems(
                String.join(
                    ",",
                    signal("a", ""),
                    after("b", "'a'"),
                    after("c", "'a'"),
                    after("d", "'b', 'c'"))))
        .isEmpty();
  }

  @Test
  void whatCannotBeCalledHereIsRefusedWithTheReason() {
    assertThat(problems("'a': {'kind': 'activity', 'activity': 'Twin.call'}"))
        .singleElement()
        .asString()
        .contains("/nodes/a/activity", "2 beans implement", "Castor", "Pollux");
  }

  @Test
  void severalWaysInAreRightWhenTheyMeet() {
    assertThat(problems(String.join(",", signal("a", ""), signal("b", ""), after("c", "'a', 'b'"))))
        .isEmpty();
  }

  @Test
  void anEdgeNamesANodeBesideIt() {
    assertThat(
            problems(
                signal("a", "")
                    + ","
                    + after("b", "'a', 'x'")
                    + ", 'c': {'kind': 'all', 'after': ['b'], 'nodes': {"
                    + signal("d", "")
                    + ","
                    + after("e", "'a'")
                    + "}}"))
        .containsExactlyInAnyOrder(
            "/nodes/b/after/1: There is no node 'x' beside 'b'.",
            "/nodes/c/nodes/e/after/0: There is no node 'a' beside 'e'.");
  }

  @Test
  void noNodeComesAfterItself() {
    assertThat(problems(signal("a", "") + "," + after("b", "'a', 'b'")))
        .containsExactly("/nodes/b/after/1: 'b' comes after itself.");
  }

  @Test
  void noNodeComesAfterAnotherTwiceInTheSameWay() {
    assertThat(
            problems(
                signal("a", "") + "," + after("b", "'a', {'node': 'a', 'on': 'FAILURE'}, 'a'")))
        .containsExactly("/nodes/b/after/2: 'b' comes after 'a' twice.");
  }

  @Test
  void aCycleIsToldWithItsNodes() {
    assertThat(
            problems(
                String.join(
                    ",",
                    signal("in", ""),
                    after("a", "'in', 'c'"),
                    after("b", "'a'"),
                    after("c", "'b'"),
                    after("out", "'c'"))))
        .containsExactly(
            "/nodes/a/after/1: a → b → c → a is a cycle; what is to be repeated is a loop.");
  }

  @Test
  void everyCycleIsToldOnceAlsoInContainers() {
    assertThat(
            problems(
                String.join(
                    ",",
                    signal("in", ""),
                    after("a", "'in', 'b'"),
                    after("b", "'a'"),
                    "'s': {'kind': 'saga', 'after': ['in'], 'nodes': {"
                        + String.join(
                            ",",
                            signal("x", ""),
                            after("y", "'x', 'z'"),
                            after("z", "'y'"),
                            after("end", "'z'"))
                        + "}}")))
        .containsExactly(
            "/nodes/a/after/1: a → b → a is a cycle; what is to be repeated is a loop.",
            "/nodes/s/nodes/y/after/1: y → z → y is a cycle; what is to be repeated is a loop.");
  }

  @Test
  void aGraphOfNothingButACycleHasNoWayInAndNoWayOut() {
    assertThat(problems(after("a", "'b'") + "," + after("b", "'a'")))
        .containsExactly(
            "/nodes/a/after/0: a → b → a is a cycle; what is to be repeated is a loop.",
            "/nodes: There is no way in: each node comes after another one.",
            "/nodes: There is no way out: after each node comes another one.");
  }

  @Test
  void aGraphInPartsIsRefused() {
    assertThat(problems(signal("a", "") + "," + signal("b", "") + "," + after("c", "'b'")))
        .containsExactly(
            "/nodes: The graph is in 2 parts that no edge connects, those of 'a', 'b'. What is to run side by side stands in an 'all'.");
  }

  @Test
  void whatStandsInAContainerNeedsNoEdges() {
    assertThat(
            problems(
                "'b': {'kind': 'all', 'nodes': {" + signal("x", "") + "," + signal("y", "") + "}}"))
        .isEmpty();
  }

  @Test
  void aRaceNeedsSomebodyToRaceAgainst() {
    assertThat(
            problems(
                "'r': {'kind': 'race', 'nodes': {"
                    + signal("x", "")
                    + ","
                    + after("y", "'x'")
                    + "}}"))
        .containsExactly("/nodes/r/nodes: A race needs two ends or more, this one has one.");
  }

  @Test
  void namesThatWouldBecomeTooLongForACaseAreRefused() {
    String id = "x".repeat(60);
    assertThat(
            problems(
                "'%1$s': {'kind': 'all', 'nodes': {'%1$s': {'kind': 'loop', 'until': '${round > 2}', 'maxRounds': 1000, 'nodes': {%2$s}}}}"
                    .formatted(id, signal(id, ""))))
        .isEmpty();
    assertThat(
            problems(
                "'%1$s': {'kind': 'all', 'nodes': {'%1$s': {'kind': 'loop', 'until': '${round > 2}', 'maxRounds': 10000, 'nodes': {%2$s, %3$s}}}}"
                    .formatted(
                        id,
                        signal(id, ""),
                        signal("y", ", 'after': ['" + id + "'], 'join': 'EACH'"))))
        .singleElement()
        .asString()
        .startsWith("/nodes/" + id + "/nodes/" + id + "/nodes/y: ")
        .contains("the limit is 190");
  }

  @Test
  void aNodeThatJoinsNothingIsDoneTenThousandTimesAtMost() {
    String each = ", 'join': 'EACH', 'after': [%s]";
    StringBuilder diamonds = new StringBuilder(signal("n0", ""));
    for (int i = 1; i <= 14; i++) {
      diamonds.append(",").append(signal("a" + i, each.formatted("'n" + (i - 1) + "'")));
      diamonds.append(",").append(signal("b" + i, each.formatted("'n" + (i - 1) + "'")));
      diamonds.append(",").append(signal("n" + i, each.formatted("'a%1$d', 'b%1$d'".formatted(i))));
    }
    assertThat(problems(diamonds.toString()))
        .containsExactly(
            "/nodes/n14: 'n14' would be done up to 16384 times, once for each way that leads to it; the limit is 10000.");
  }

  // Calls

  private static final Application BOOKING =
      new Application(Map.of("Booking.car", 2, "Booking.cancelCar", 3, "Booking.note", 1), "other");

  private static List<String> calls(String nodes) {
    return told(GraphCheck.check(graph(nodes), BOOKING));
  }

  @Test
  void activitiesAndUndosAreThereAndTakeWhatTheyAreGiven() {
    assertThat(
            calls(
                "'a': {'kind': 'activity', 'activity': 'Booking.car', 'args': [1, 2],"
                    + "'undo': ['Booking.cancelCar', {'activity': 'Booking.note', 'args': ['x']},"
                    + "{'service': 'mail', 'function': 'regret'}]}"))
        .isEmpty();
  }

  @Test
  void activitiesAndUndosThatAreNotThereAreTold() {
    assertThat(
            calls(
                "'a': {'kind': 'activity', 'activity': 'Booking.cat',"
                    + "'undo': ['Booking.x', {'activity': 'Booking.y', 'args': []}]},"
                    + "'b': {'kind': 'signal', 'signal': 's', 'after': ['a'], 'undo': ['Booking.z']}"))
        .containsExactly(
            "/nodes/a/activity: There is no activity 'Booking.cat'.",
            "/nodes/a/undo/0: There is no activity 'Booking.x'.",
            "/nodes/a/undo/1/activity: There is no activity 'Booking.y'.",
            "/nodes/b/undo: 'undo' is for activities and tasks only.",
            "/nodes/b/undo/0: There is no activity 'Booking.z'.");
  }

  @Test
  void theNumberOfArgumentsIsRight() {
    assertThat(
            calls(
                "'a': {'kind': 'activity', 'activity': 'Booking.car', 'args': [1],"
                    + "'undo': ['Booking.cancelCar', {'activity': 'Booking.note', 'args': []}]}"))
        .containsExactly(
            "/nodes/a/args: Booking.car takes 2 arguments, 1 is given.",
            "/nodes/a/undo/0: Booking.cancelCar takes 3 arguments, 1 is given.",
            "/nodes/a/undo/1/args: Booking.note takes 1 argument, 0 are given.");
  }

  @Test
  void aChildThatIsNotThereYetIsAWarning() {
    Graph graph =
        graph(
            "'a': {'kind': 'child', 'workflow': 'other'},"
                + "'b': {'kind': 'child', 'workflow': 'another', 'after': ['a']},"
                + "'c': {'kind': 'child', 'workflow': 'g', 'after': ['b']}");
    assertThat(GraphCheck.check(graph, BOOKING)).isEmpty();
    assertThat(told(new GraphCheck(BOOKING).warnings(graph)))
        .containsExactly("/nodes/b/workflow: No workflow 'another' is known here up to now.");
  }

  @Test
  void nodesThatCallTheSameFunctionAreAWarning() {
    String create = "'%s': {'kind': 'task', 'service': 'user', 'function': '%s'%s}";
    assertThat(
            warnings(
                String.join(
                    ",",
                    create.formatted("a", "create", ""),
                    create.formatted("b", "delete", ", 'after': ['a']"),
                    "'c': {'kind': 'saga', 'after': ['b'], 'nodes': {"
                        + create.formatted("x", "create", "")
                        + "}}")))
        .containsExactly(
            "/nodes/c/nodes/x: This node calls user.create, as /nodes/a does: an answer without node id goes to the oldest open request.");
  }

  @Test
  @DisplayName("What would have no effect is refused, with its place")
  void whatHasNoEffectIsRefused() {
    String more =
        ", 'timeout': 'PT1S', 'retry': {'attempts': 2}, 'undo': ['A.b'], 'undoWhenUnknown': true";
    assertThat(
            problems(
                String.join(
                    ",",
                    "'a': {'kind': 'activity', 'activity': 'A.b'" + more + "}",
                    "'b': {'kind': 'task', 'service': 's', 'function': 'f', 'after': ['a']"
                        + more
                        + "}",
                    signal("c", ", 'after': ['b']" + more),
                    "'d': {'kind': 'saga', 'after': ['c'], 'nodes': {"
                        + signal("x", "")
                        + "}"
                        + more
                        + "}",
                    "'e': {'kind': 'sleep', 'duration': 'PT1S', 'after': ['d']" + more + "}",
                    "'f': {'kind': 'output', 'topic': 't', 'after': ['e']" + more + "}",
                    "'g': {'kind': 'child', 'workflow': 'w', 'after': ['f']" + more + "}")))
        .containsExactly(
            "/nodes/c/undo: 'undo' is for activities and tasks only.",
            "/nodes/c/retry: 'retry' is for activities and tasks only; what is to be repeated is a loop.",
            "/nodes/c/undoWhenUnknown: 'undoWhenUnknown' is for activities and tasks only.",
            "/nodes/d/undo: 'undo' is for activities and tasks only.",
            "/nodes/d/retry: 'retry' is for activities and tasks only; what is to be repeated is a loop.",
            "/nodes/d/undoWhenUnknown: 'undoWhenUnknown' is for activities and tasks only.",
            "/nodes/e/timeout: 'timeout' is for what can take too long.",
            "/nodes/e/undo: 'undo' is for activities and tasks only.",
            "/nodes/e/retry: 'retry' is for activities and tasks only; what is to be repeated is a loop.",
            "/nodes/e/undoWhenUnknown: 'undoWhenUnknown' is for activities and tasks only.",
            "/nodes/f/timeout: 'timeout' is for what can take too long.",
            "/nodes/f/undo: 'undo' is for activities and tasks only.",
            "/nodes/f/retry: 'retry' is for activities and tasks only; what is to be repeated is a loop.",
            "/nodes/f/undoWhenUnknown: 'undoWhenUnknown' is for activities and tasks only.",
            "/nodes/g/undo: 'undo' is for activities and tasks only.",
            "/nodes/g/retry: 'retry' is for activities and tasks only; what is to be repeated is a loop.",
            "/nodes/g/undoWhenUnknown: 'undoWhenUnknown' is for activities and tasks only.");
  }

  @Test
  void anUndoThatIsGivenUpParksWhateverItsRetrySays() {
    assertThat(
            problems(
                "'a': {'kind': 'activity', 'activity': 'A.b', 'undo': [{'activity': 'A.c', 'retry': {'then': 'FAIL'}}]}"))
        .containsExactly(
            "/nodes/a/undo/0/retry/then: An undo whose attempts are used up parks its case, always.");
  }

  @Test
  @DisplayName(
      "Where a graph goes by another rule than code, because nothing else is said, is told")
  void defaultsThatDifferFromCodeAreNotices() {
    String nodes =
        "'a': {'kind': 'task', 'service': 's', 'function': 'f', 'undo': [{'service': 's', 'function': 'g'}]%s},"
            + "'b': {'kind': 'saga', 'after': ['a']%s, 'nodes': {"
            + signal("x", "")
            + "}}";
    GraphCheck check = new GraphCheck(Application.WITH_ANYTHING);
    assertThat(told(check.notices(graph(nodes.formatted("", "")))))
        .containsExactly(
            "/undo/order: A case that fails is taken back in CAUSAL order, against the edges; workflow code takes back in REVERSE order, newest first.",
            "/nodes/b/undoRule/order: What is in a saga is taken back in CAUSAL order, against the edges; workflow code takes back in REVERSE order, newest first.",
            "/defaults/undoWhenUnknown: A task that failed is not taken back itself, also when nobody knows whether it was done, unless 'undoWhenUnknown' says so; workflow code takes back what a REMOTE activity may have done.");
    String said =
        "{'schema': 'baton-graph/1', 'name': 'g', 'version': 1, 'undo': {'order': 'REVERSE'}, 'nodes': {"
            + nodes.formatted(", 'undoWhenUnknown': false", ", 'undoRule': {'order': 'REVERSE'}")
            + "}}";
    assertThat(told(check.notices(io.baton.graph.json.GraphCodec.read(said.replace('\'', '"')))))
        .hasSize(1);
    assertThat(
            told(
                check.notices(
                    io.baton.graph.json.GraphCodec.read(
                        said.replace("false", "true").replace('\'', '"')))))
        .isEmpty();
  }

  @Test
  void whatIsIdleIsAWarning() {
    assertThat(
            warnings(
                "'a': {'kind': 'activity', 'activity': 'A.b', 'join': 'FIRST', 'undo': [], 'undoWhenUnknown': true}"))
        .containsExactly(
            "/nodes/a/join: Nothing comes before this node: there is nothing to join.",
            "/nodes/a/undoWhenUnknown: This node has no undo that could be done.");
  }

  // Expressions

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "${input.a > 1 && !empty input.b}",
        "${input['a b'].c[0] == null}",
        "${results.a.x == errors.a.type}",
        "${results[input.which]}",
        "${'results.zzz' == \"foo\"}",
        "${{\"k\": input.a}.k}",
      })
  void expressionsThatCanBeRead(String when) {
    assertThat(
            problems(
                signal("a", "")
                    + ","
                    + signal(
                            "b",
                            ", 'after': ['a'], 'when': '%s'"
                                .formatted(when.replace("\"", "\\\"").replace('\'', '\u0001')))
                        .replace("\u0001", "\\u0027")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "${input.a >}|The expression cannot be read: Encountered",
        "${a b}|The expression cannot be read: Encountered",
        "${}|The expression cannot be read: Encountered",
        "${input.a} and ${input.b}|This must be one expression in ${…} and nothing else.",
        "${input.a = 1}|An expression changes nothing; to compare, write ==.",
        "${input.a; input.b}|This must be one expression, without a semicolon.",
        "${who}|'who' is unknown; an expression sees errors, input, results here.",
        "${item}|'item' is unknown",
        "${a.x}|The result of a node is results.a.",
        "${results.zzz}|'results.zzz': no node 'zzz' can be seen from here.",
        "${errors.zzz.type}|'errors.zzz': no node 'zzz' can be seen from here.",
        "${input.list.stream().filter(x -> x)}|lambda",
        "${fn:size(input)}|is no expression",
      })
  void expressionsThatCannotBeRun(String when, String told) {
    assertThat(problems(guarded("a", when)))
        .singleElement()
        .asString()
        .startsWith("/nodes/a/when: ")
        .contains(told)
        .doesNotContain("Was expecting")
        .endsWith(".");
  }

  @Test
  void bracketsWithoutEndAreRefusedBeforeTheParserDrowns() {
    assertThat(problems(guarded("a", "${" + "(".repeat(900) + "1" + ")".repeat(900) + "}")))
        .containsExactly(
            "/nodes/a/when: The expression has brackets in brackets more than 50 deep.");
  }

  @Test
  void expressionsAreFoundWhereverTheyStand() {
    String bad = "${nobody}";
    String nodes =
        """
        'a': {'kind': 'activity', 'activity': 'A.b', 'args': ['x', {'y/z': ['BAD']}],
              'undo': ['A.c', {'activity': 'A.d', 'args': ['BAD']}, {'service': 's', 'function': 'f', 'data': 'BAD'}]},
        'b': {'kind': 'task', 'service': 's', 'function': 'f', 'after': ['a', {'node': 'a', 'on': 'ANY', 'when': 'BAD'}], 'data': 'text BAD text'},
        'c': {'kind': 'sleep', 'after': ['b'], 'duration': 'BAD'},
        'd': {'kind': 'sleep', 'after': ['c'], 'until': 'BAD'},
        'e': {'kind': 'child', 'after': ['d'], 'workflow': 'g', 'input': {'x': 'BAD'}},
        'f': {'kind': 'output', 'after': ['e'], 'topic': 't', 'key': 'BAD', 'value': ['BAD']},
        'g': {'kind': 'all', 'after': ['f'], 'nodes': {'x': {'kind': 'signal', 'signal': 's'}}, 'result': 'BAD'},
        'h': {'kind': 'forEach', 'after': ['g'], 'items': 'BAD', 'nodes': {'x': {'kind': 'signal', 'signal': 's', 'when': 'BAD'}}, 'result': 'BAD'},
        'i': {'kind': 'saga', 'after': ['h'], 'nodes': {'x': {'kind': 'signal', 'signal': 's'}}, 'result': 'BAD'},
        'j': {'kind': 'loop', 'after': ['i'], 'until': 'BAD', 'maxRounds': 3, 'nodes': {'x': {'kind': 'signal', 'signal': 's'}}, 'result': 'BAD'}
        """
            .replace("BAD", bad);
    Graph graph =
        GraphCodec.read(
            text(nodes)
                .replace("\"version\": 1", "\"version\": 1, \"result\": {\"r\": \"" + bad + "\"}"));
    assertThat(GraphCheck.check(graph, Application.WITH_ANYTHING))
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/result/r",
            "/nodes/a/args/1/y~1z/0",
            "/nodes/a/undo/1/args/0",
            "/nodes/a/undo/2/data",
            "/nodes/b/after/1/when",
            "/nodes/b/data",
            "/nodes/c/duration",
            "/nodes/d/until",
            "/nodes/e/input/x",
            "/nodes/f/key",
            "/nodes/f/value/0",
            "/nodes/g/result",
            "/nodes/h/items",
            "/nodes/h/nodes/x/when",
            "/nodes/h/result",
            "/nodes/i/result",
            "/nodes/j/until",
            "/nodes/j/result");
  }

  @Test
  void aTextWithAnExpressionHasALimit() {
    assertThat(
            problems(
                "'a': {'kind': 'output', 'topic': 't', 'value': '${input}%s'}"
                    .formatted("x".repeat(2_000))))
        .containsExactly(
            "/nodes/a/value: A text with an expression in it has 2008 characters, the limit is 2000.");
  }

  @Test
  void eachContainerShowsWhatItHas() {
    assertThat(
            problems(
                signal("out", "")
                    + """
                    ,'each': {'kind': 'forEach', 'after': ['out'], 'items': '${results.out}', 'result': '${results.in}', 'nodes': {
                       'in': {'kind': 'output', 'topic': 't', 'value': '${item.x} ${index} ${results.out}'},
                       'poll': {'kind': 'loop', 'until': '${round > 3 && results.got.ok && item.ok}', 'maxRounds': 9, 'nodes': {
                         'got': {'kind': 'output', 'topic': 't', 'value': '${round} ${item}'}}}}}
                    """))
        .isEmpty();
    assertThat(
            problems(
                "'poll': {'kind': 'loop', 'until': '${item.ok}', 'maxRounds': 9, 'nodes': {"
                    + guarded("x", "${index > 0}")
                    + "}},"
                    + "'then': {'kind': 'output', 'after': ['poll'], 'topic': 't', 'value': '${results.x} ${round}'}"))
        .hasSize(4);
  }

  @Test
  void whatDoesNotComeBeforeIsAWarning() {
    String nodes =
        String.join(
            ",",
            signal("a", ""),
            signal("b", ", 'after': ['a'], 'when': '${results.a && results.c && results.d}'"),
            signal("c", ", 'after': ['a'], 'when': '${results.c}'"),
            signal("d", ", 'after': ['b', 'c'], 'when': '${results.a && results.b}'"),
            "'e': {'kind': 'saga', 'after': ['b'], 'result': '${results.x}', 'nodes': {"
                + guarded("x", "${results.b && results.d}")
                + "}}");
    assertThat(problems(nodes)).isEmpty();
    assertThat(warnings(nodes))
        .containsExactly(
            "/nodes/b/when: 'results.c' may not be there yet: 'c' does not come before this.",
            "/nodes/b/when: 'results.d' may not be there yet: 'd' does not come before this.",
            "/nodes/c/when: 'results.c' may not be there yet: 'c' does not come before this.",
            "/nodes/e/nodes/x/when: 'results.d' may not be there yet: 'd' does not come before this.");
  }

  // All at once

  @Test
  @DisplayName("Form, shape, calls and expressions of one text are told at once")
  void formAndSenseAreToldAtOnce() {
    String bad =
        String.join(
            ",",
            "'car': {'kind': 'activity', 'activity': 'Booking.cat', 'colour': 'red'}",
            after("b", "'car', 'c'"),
            after("c", "'b'"),
            signal("d", ", 'after': ['b'], 'when': '${who}', 'timeout': '1h'"),
            "'e': {'after': ['b', 'f']}");
    BadGraphException told =
        catchThrowableOfType(
            BadGraphException.class, () -> new GraphCheck(BOOKING).read(text(bad)));
    assertThat(told.problems())
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/nodes/car/colour",
            "/nodes/d/timeout",
            "/nodes/e/kind",
            "/nodes/car/activity",
            "/nodes/e/after/1",
            "/nodes/b/after/1",
            "/nodes/d/when");
  }

  @Test
  void whereTheFormIsWrongTheSenseIsNotGuessedAt() {
    BadGraphException told =
        catchThrowableOfType(
            BadGraphException.class,
            () -> new GraphCheck(BOOKING).read(text("'a': {'kind': 'activity', 'activity': 7}")));
    assertThat(told.problems()).hasSize(1);
  }

  @Test
  void aGraphMadeByCodeIsCheckedForItsForm() {
    Graph graph = graph(signal("a", ""));
    Graph unnamed =
        new Graph(
            "no name",
            graph.version(),
            null,
            graph.defaults(),
            graph.undo(),
            null,
            graph.nodes(),
            null,
            null);
    assertThat(told(GraphCheck.check(unnamed, BOOKING)))
        .singleElement()
        .asString()
        .startsWith("/name: 'no name' is not a name");
  }

  @Test
  void noRandomGraphBreaksTheCheck() {
    for (int seed = 0; seed < 300; seed++) {
      Graph graph = new RandomGraphs(seed).graph();
      GraphCheck check = new GraphCheck(Application.WITH_ANYTHING);
      assertThat(check.problems(graph))
          .as("seed %d", seed)
          .allSatisfy(problem -> assertThat(problem.text()).matches("[A-Z'].*\\."))
          .noneMatch(problem -> problem.text().contains("cycle"));
    }
  }

  @Test
  void aThousandNodesTakeLessThanASecond() {
    String nodes =
        signal("n0", "")
            + ","
            + IntStream.range(1, 1_000)
                .mapToObj(
                    i ->
                        "'n%d': {'kind': 'activity', 'activity': 'Booking.note', 'args': ['${results.n%d}'], 'after': ['n%d']}"
                            .formatted(i, i / 2, i - 1))
                .collect(Collectors.joining(","));
    // The thread's own time: others use the machine, too.
    ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    long before = cpu.getCurrentThreadCpuTime();
    new GraphCheck(BOOKING).read(text(nodes));
    assertThat(cpu.getCurrentThreadCpuTime() - before).isLessThan(1_000_000_000L);
  }
}
