package io.baton.graph.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphCodecTest {
  private static final String ANY_NODE = "\"a\": {\"kind\": \"signal\", \"signal\": \"go\"}";

  private static String graph(String nodes) {
    return members("\"version\": 1, \"nodes\": {" + nodes + "}");
  }

  private static String members(String more) {
    return "{\"schema\": \"baton-graph/1\", \"name\": \"g\", " + more + "}";
  }

  private static List<Problem> problems(String text) {
    return catchThrowableOfType(BadGraphException.class, () -> GraphCodec.read(text)).problems();
  }

  private static List<String> told(String text) {
    return problems(text).stream().map(Problem::toString).toList();
  }

  private static String everything() throws IOException {
    try (var file = GraphCodecTest.class.getResourceAsStream("everything.json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void allThatAGraphCanSayComesBackToTheByte() throws IOException {
    assertThat(GraphCodec.write(GraphCodec.read(everything()))).isEqualTo(everything());
  }

  @Test
  void whatIsAsItIsByDefaultIsNotWritten() {
    String wordy =
        members(
            "\"version\": \"3\", \"defaults\": {}, \"undo\": {\"order\": \"CAUSAL\", \"scope\": \"PARTIAL\"},"
                + "\"concurrency\": {\"limit\": 2, \"whenFull\": \"QUEUE\"},"
                + "\"nodes\": {\"a\": {\"after\": [], \"join\": \"ALL\", \"signal\": \"go\", \"kind\": \"signal\"},"
                + "\"b\": {\"kind\": \"activity\", \"activity\": \"A.b\", \"args\": [],"
                + "\"after\": [{\"node\": \"a\", \"on\": \"SUCCESS\"}], \"undo\": [{\"activity\": \"A.c\"}]}}");
    assertThat(GraphCodec.write(GraphCodec.read(wordy)))
        .isEqualTo(
            """
            {
              "schema": "baton-graph/1",
              "name": "g",
              "version": 3,
              "concurrency": {
                "limit": 2
              },
              "nodes": {
                "a": {
                  "kind": "signal",
                  "signal": "go"
                },
                "b": {
                  "kind": "activity",
                  "after": ["a"],
                  "activity": "A.b",
                  "undo": ["A.c"]
                }
              }
            }
            """);
  }

  @Test
  void noUndoIsSomethingElseThanTheUndoOfTheActivity() {
    Graph graph =
        GraphCodec.read(
            graph(
                "\"a\": {\"kind\": \"activity\", \"activity\": \"A.b\", \"undo\": []},"
                    + "\"b\": {\"kind\": \"activity\", \"activity\": \"A.b\"}"));
    assertThat(graph.nodes().byId().get("a").common().undo()).isEmpty();
    assertThat(graph.nodes().byId().get("b").common().undo()).isNull();
    assertThat(GraphCodec.write(graph)).contains("\"undo\": []");
  }

  @Test
  void dataThatIsNullIsSomethingElseThanNoData() {
    Graph graph =
        GraphCodec.read(
            graph(
                "\"a\": {\"kind\": \"task\", \"service\": \"s\", \"function\": \"f\", \"data\": null}"));
    Node.Task task = (Node.Task) graph.nodes().byId().get("a");
    assertThat(task.data().json().isNull()).isTrue();
    assertThat(GraphCodec.write(graph)).contains("\"data\": null");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceAndWhere() throws IOException {
    String bad =
        """
        {"schema": "baton-graph/2", "name": "a b", "colour": 1,
         "defaults": {"retry": {"attempts": 0, "jitter": "a", "delay": "PT5S", "maxDelay": "PT1S"}, "timeout": "PT0S"},
         "concurrency": {"limit": 1e999999999, "whenFull": "WAIT"},
         "nodes": {
           "a/b": {"kind": "activity"},
           "u": {"kind": "nope"},
           "m": 7,
           "n": {},
           "s": {"kind": "sleep"},
           "s2": {"kind": "sleep", "duration": "1h"},
           "s3": {"kind": "sleep", "until": "tomorrow", "label": 7},
           "t": {"kind": "task", "service": "", "function": "f", "after": ["x y", 3, {"on": "ANY"}],
                 "undo": [{"service": "x"}, {"activity": "A.b", "data": 1}, 5], "timeout": "P9999999999D"},
           "l": {"kind": "loop", "until": "x", "nodes": {}}}}
        """;
    assertThat(told(bad))
        .containsExactlyInAnyOrder(
            "/schema: 'baton-graph/2' is not 'baton-graph/1'.",
            "/name: 'a b' is not a name of 1 to 100 letters, digits, dots, dashes and underscores.",
            "/version: 'version' is missing.",
            "/colour: There is no 'colour' here.",
            "/defaults/retry/attempts: 0 is not a number from 1 to 1000000.",
            "/defaults/retry/jitter: 'a' is not a number.",
            "/defaults/retry/maxDelay: 'maxDelay' is shorter than 'delay'.",
            "/defaults/timeout: A time-out of no time leaves nothing to wait for.",
            "/concurrency/limit: 1E+999999999 is not a number from 1 to 1000000.",
            "/concurrency/whenFull: 'WAIT' is none of QUEUE, CANCEL, FAIL.",
            "/nodes/a~1b: 'a/b' is not an id of 1 to 60 letters, digits, dashes and underscores.",
            "/nodes/a~1b/activity: 'activity' is missing.",
            "/nodes/u/kind: 'nope' is none of activity, task, signal, sleep, child, output, all, race, any, forEach, saga, loop.",
            "/nodes/m: 7 is not an object in { }.",
            "/nodes/n/kind: 'kind' is missing.",
            "/nodes/s: One of 'duration' and 'until' is needed, and only one.",
            "/nodes/s2/duration: '1h' is not an ISO-8601 duration such as PT1S.",
            "/nodes/s3/until: 'tomorrow' is neither an expression nor a moment such as 2030-01-31T09:00:00Z.",
            "/nodes/s3/label: 7 is not text.",
            "/nodes/t/service: '' is not a name of 1 to 100 characters that can be seen.",
            "/nodes/t/after/0: 'x y' is not an id of 1 to 60 letters, digits, dashes and underscores.",
            "/nodes/t/after/1: 3 is not the id of a node, or an object with 'node'.",
            "/nodes/t/after/2/node: 'node' is missing.",
            "/nodes/t/undo/0/function: 'function' is missing.",
            "/nodes/t/undo/1/data: There is no 'data' here.",
            "/nodes/t/undo/2: 5 is not the name of an activity, or an object with 'activity', or with 'service' and 'function'.",
            "/nodes/t/timeout: P9999999999D is longer than the limit, 36,500 days.",
            "/nodes/l/until: 'x' is not an expression in ${…} of at most 2,000 characters.",
            "/nodes/l/maxRounds: 'maxRounds' is missing.",
            "/nodes/l/nodes: There is no node.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|text is empty",
        "[|line 1, column 2",
        "{\"name\": 1, \"name\": 2}|Duplicate",
        "{} x|Unrecognized token",
      })
  void whatIsNotJsonIsToldAsSuch(String text, String part) {
    assertThat(problems(text)).singleElement().asString().contains("not JSON").contains(part);
  }

  @ParameterizedTest
  @CsvSource({"7", "null", "[]", "'\"text\"'"})
  void whatIsNoObjectIsNoGraph(String text) {
    assertThat(told(text)).singleElement().asString().endsWith("is not an object in { }.");
  }

  @Test
  void anIdMayNotEndWithALineBreak() {
    assertThat(problems(graph("\"car\\n\": {\"kind\": \"signal\", \"signal\": \"go\"}")))
        .singleElement()
        .asString()
        .contains("is not an id");
  }

  @Test
  void aNodeTwiceIsRefused() {
    assertThat(told(graph(ANY_NODE + "," + ANY_NODE)))
        .singleElement()
        .asString()
        .contains("Duplicate field 'a'");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1.5", "2000000001", "'\"v1\"'", "'\"0.0.0\"'", "'\"2001.0.0\"'", "null"})
  void versionsHaveLimits(String version) {
    assertThat(problems(members("\"version\": " + version + ", \"nodes\": {" + ANY_NODE + "}")))
        .extracting(Problem::pointer)
        .containsExactly("/version");
  }

  @ParameterizedTest
  @CsvSource({"1", "'\"1\"'", "'\"v0.10.0\"'", "'\"0.0.1\"'", "'\"2000.0.0\"'"})
  void versionsAreNumbersOrThreeNumbers(String version) {
    String text = members("\"version\": " + version + ", \"nodes\": {" + ANY_NODE + "}");
    assertThat(GraphCodec.read(text).version().number()).isPositive();
  }

  @Test
  void aGraphHasAtMostFiveThousandNodes() {
    assertThat(GraphCodec.read(graph(nodes(5_000))).nodes().byId()).hasSize(5_000);
    assertThat(told(graph(nodes(5_001))))
        .containsExactly("/nodes: The graph has 5001 nodes, the limit is 5000.");
  }

  @Test
  void nodesInContainersCount() {
    assertThat(told(graph("\"all\": {\"kind\": \"all\", \"nodes\": {" + nodes(5_000) + "}}")))
        .containsExactly("/nodes: The graph has 5001 nodes, the limit is 5000.");
  }

  private static String nodes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"n" + i + "\": {\"kind\": \"signal\", \"signal\": \"go\"}")
        .collect(Collectors.joining(","));
  }

  @Test
  void containersStandSixteenDeepAtMost() {
    assertThat(GraphCodec.read(graph(nested(16)))).isNotNull();
    assertThat(told(graph(nested(17))))
        .singleElement()
        .asString()
        .endsWith("/c: Containers stand in containers more than 16 deep.");
  }

  private static String nested(int depth) {
    return depth == 0
        ? ANY_NODE
        : "\"c\": {\"kind\": \"saga\", \"nodes\": {" + nested(depth - 1) + "}}";
  }

  @Test
  void aGraphHasAtMostFiftyThousandEdges() {
    String after = IntStream.range(0, 50_001).mapToObj(i -> "1").collect(Collectors.joining(","));
    assertThat(
            told(
                graph(
                    "\"a\": {\"kind\": \"signal\", \"signal\": \"go\", \"after\": ["
                        + after
                        + "]}")))
        .containsExactly("/nodes: The nodes have 50001 edges and undo calls, the limit is 50000.");
  }

  @Test
  void aTextHasAtMostAMillionCharacters() {
    String text = graph(ANY_NODE);
    assertThat(GraphCodec.read(text + " ".repeat(1_000_000 - text.length()))).isNotNull();
    assertThat(told(text + " ".repeat(1_000_001 - text.length())))
        .singleElement()
        .asString()
        .contains("1000001 characters, the limit is 1000000");
  }

  @Test
  void aTextThatIsNothingButMistakesIsAnsweredQuicklyAndInBounds() {
    String text =
        IntStream.range(0, 90_000)
            .mapToObj(i -> "\"" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(problems(text)).hasSize(1_000);
  }

  @Test
  void serviceAndFunctionFitIntoOneName() {
    String task =
        "\"a\": {\"kind\": \"task\", \"service\": \"%s\", \"function\": \"%s\"}"
            .formatted("s".repeat(100), "f".repeat(100));
    assertThat(problems(graph(task)))
        .extracting(Problem::pointer)
        .containsExactly("/nodes/a/function");
  }

  @Test
  void whatCouldBeReadIsKeptForFurtherChecks() {
    BadGraphException bad =
        catchThrowableOfType(
            BadGraphException.class,
            () ->
                GraphCodec.read(
                    members("\"version\": 0, \"nodes\": {" + ANY_NODE + ", \"b\": {}}")));
    assertThat(bad.rest().orElseThrow().nodes().byId()).containsKeys("a", "b");
    assertThat(bad).hasMessageContaining("/version").hasMessageContaining("/nodes/b/kind");
  }

  @Test
  void anEndlessNumberTakesNoTime() {
    assertThatThrownBy(() -> GraphCodec.read(graph(ANY_NODE).replace("1,", "1e999999999,")))
        .isInstanceOf(BadGraphException.class);
  }
}
