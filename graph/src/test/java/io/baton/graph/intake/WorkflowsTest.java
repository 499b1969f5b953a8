package io.baton.graph.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import io.baton.graph.Golden;
import io.baton.graph.flume.Flume;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Graph;
import io.baton.graph.model.UndoCall;
import io.baton.wire.Json;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workflows in whatever form they come. */
class WorkflowsTest {
  private static final String TRIP =
      """
      {"schema":"baton-graph/1","name":"trip","version":3,
       "nodes":{"car":{"kind":"task","service":"car","function":"reserve"}}}
      """;
  private static final Graph OURS = GraphCodec.read(TRIP);
  private static final Workflows ANY = Workflows.ANY;
  private static final Workflows NAMED = ANY.named("user_registration", "v0.1.0");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flume/user-registration.json",
        "adjacency/user-registration.json",
        "ron/tomanageredits.ron",
        "ron/tomanageredits.json",
        "ron/tomanageredits.written"
      })
  void eachFormIsKnownByItsShape(String file) {
    Graph graph = NAMED.read(Golden.text(file));
    assertThat(graph.name()).isEqualTo("user_registration");
    assertThat(graph.version().text()).isEqualTo("v0.1.0");
    assertThat(graph.nodes().byId()).hasSize(4);
    assertThat(graph.nodes().roots()).hasSize(1);
  }

  @Test
  void aDrawingWithCommentsIsKnown() {
    Graph graph = NAMED.read(Golden.text("flume/with-comments.json"));
    assertThat(Flume.write(graph)).isEqualTo(Golden.json("flume/with-comments.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{(service:\"user\",function:\"create\"):[(service:\"license\",function:\"create\")]}",
        "{Process(service:\"user\",function:\"create\"):[Process(service:\"license\",function:\"create\")]}",
        "[((service:\"user\",function:\"create\"),[(service:\"license\",function:\"create\")])]",
        "{\"user.create\": [\"license.create\"],} // as in RON",
        "// RON\n{\"user.create\": [\"license.create\"]}",
        "\"{\\\"user.create\\\":[\\\"license.create\\\"]}\"",
        "\"{(service:\\\"user\\\",function:\\\"create\\\"):[(service:\\\"license\\\",function:\\\"create\\\")]}\"",
        "[[\"user.create\",\"license.create\"]]",
      })
  void jsonAndRonAreToldApart(String text) {
    assertThat(NAMED.read(text).nodes().byId()).containsOnlyKeys("user-create", "license-create");
  }

  @Test
  void aDrawingComesThroughTheStoreAsItWas() {
    for (String file : List.of("flume/user-registration.json", "flume/with-comments.json")) {
      Graph stored = GraphCodec.read(GraphCodec.write(NAMED.read(Golden.text(file))));
      assertThat(Flume.write(stored)).isEqualTo(Golden.json(file));
    }
  }

  @Test
  void whatSaysItsNameNeedsNone() {
    Graph graph = ANY.read(Golden.text("ron/tomanageredits.ron"));
    assertThat(graph.name()).isEqualTo("user_registration");
    assertThat(ANY.read(TRIP)).isEqualTo(OURS);
    assertThat(ANY.read(TextNode.valueOf(TRIP))).isEqualTo(OURS);
  }

  @Test
  @DisplayName(
      "A2.16 what the editor sends to tomanageredits is read, whichever form the workflow has")
  void aMessageMayHaveAnyFormInIt() {
    String edit =
        "{\"name\":\"n\",\"version\":\"v1.0.0\",\"schema_version\":\"v0.1.0\",\"workflow\":%s}";
    for (String workflow :
        new String[] {
          Golden.text("flume/user-registration.json"),
          Golden.text("adjacency/user-registration.json"),
          TextNode.valueOf(Golden.text("flume/user-registration.json")).toString(),
          TextNode.valueOf(Golden.json("ron/tomanageredits.json").path("workflow").toString())
              .toString()
        }) {
      Graph graph = ANY.read(edit.formatted(workflow));
      assertThat(graph.name()).isEqualTo("n");
      assertThat(graph.nodes().byId()).hasSize(4);
    }
  }

  @Test
  void whatIsWrongInAMessageIsToldFromItsTop() {
    refused(
        ANY,
        "{\"name\":\"n\",\"version\":\"v1.0.0\",\"workflow\":{\"a.b\":[\"c\"]}}",
        "/workflow/a.b/0",
        "'c' is not like user.create");
    refused(ANY, "{\"name\":\"n\",\"workflow\":{\"a.b\":[]}}", "/workflow", "says no version");
    refused(
        ANY,
        "{\"name\":\"n\",\"workflow\":{\"name\":\"n\",\"workflow\":{}}}",
        "/workflow",
        "a message within a message");
    refused(
        ANY,
        "{\"name\":\"n\",\"version\":\"1\",\"workflow\":\"{(\"}",
        "/workflow",
        "not RON: line 1, column 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|``|is not RON: line 1, column 1",
        "{\"a.b\":}|``|is not JSON: line 1, column 8",
        "{\"a.b\":[],\"a.b\":[]}|``|is not JSON: line 1, column 16: Duplicate field 'a.b'.",
        "(service:)|``|is not RON: line 1, column 10",
        "\"\"|``|is not RON",
        "\"\\\"x\\\"\"|``|is neither",
        "7|``|is neither",
        "{\"a\":7}|``|is neither",
        "{}|``|is no map of",
        "{\"a.b\":[\"b.a\"],\"b.a\":[\"a.b\"]}|``|a.b -> b.a -> a.b",
        "{\"x\":{\"type\":\"workflow\"}}|/x/id|by which the node is kept",
        "{\"nodes\":{\"a\":{\"kind\":\"task\"}}}|/nodes/a/service|schema",
        "{\"schema\":\"baton-graph/2\"}|/schema|baton-graph/1",
      })
  void whatIsNoWorkflowIsRefused(String text, String pointer, String says) {
    refused(NAMED, text, pointer, says);
  }

  @Test
  void namesAndVersionsAgree() {
    refused(ANY, "{\"a.b\":[]}", "", "no name of its own");
    refused(ANY.named("n", null), "{\"a.b\":[]}", "", "no version of its own");
    refused(ANY.named("n", "latest"), "{\"a.b\":[]}", "/version", "'latest'");
    refused(NAMED, TRIP, "/name", "'trip', and 'user_registration'");
    refused(ANY.named("trip", "4"), TRIP, "/version", "3, and 4");
    assertThat(ANY.named("trip", "3").read(TRIP)).isEqualTo(OURS);
    refused(
        ANY.named("other", null), Golden.text("ron/tomanageredits.ron"), "/name", "and 'other'");
    refused(
        ANY.named(null, "v0.2.0"),
        Golden.text("ron/tomanageredits.ron"),
        "/version",
        "and 'v0.2.0'");
  }

  @Test
  void aMessageMaySayWhatTakesItsFunctionsBack() {
    String edit =
        "{\"name\":\"n\",\"version\":\"v1.0.0\",\"workflow\":{\"a.x\":[\"a.y\",\"a.z\"]},\"services_function_negation_list\":%s}";
    Workflows workflows =
        ANY.undoing(UndoTable.read("{\"a\":{\"x\":[\"old\"],\"y\":[\"undo_y\",\"log\"]}}"));
    for (String table :
        List.of(
            "{\"a\":{\"x\":[\"undo_x\"]}}",
            TextNode.valueOf("{(service:\"a\",function:\"x\"):(service:\"a\",function:\"undo_x\")}")
                .toString())) {
      Graph graph = workflows.read(edit.formatted(table));
      assertThat(undo(graph, "a-x")).containsExactly("a.undo_x");
      assertThat(undo(graph, "a-y")).containsExactly("a.undo_y", "a.log");
      assertThat(undo(graph, "a-z")).isEmpty();
    }
  }

  private static List<String> undo(Graph graph, String node) {
    List<UndoCall> undo = graph.nodes().node(node).common().undo();
    return undo == null
        ? List.of()
        : undo.stream().map(call -> Objects.requireNonNull(call.task()).activity()).toList();
  }

  @Test
  void allThatIsWrongInAMessageIsToldAtOnce() {
    String edit =
        "{\"name\":\"n\",\"version\":\"v0.0.1\",\"schema_version\":\"v2.0.0\",\"workflow\":{\"a.x\":[\"a.y\"],\"a.y\":[\"a.x\"]},\"rollback_functions\":{\"a\":{\"x\":[7]}}}";
    assertThatExceptionOfType(BadGraphException.class)
        .isThrownBy(() -> ANY.named("n", "v0.0.2").read(edit))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting(Problem::toString)
                    .containsExactly(
                        "/schema_version: v2.0.0 has major version 2, known are 0 and 1.",
                        "/version: This is 'v0.0.1', and 'v0.0.2' is asked for.",
                        "/rollback_functions/a/x/0: This is no object with service and function, each of 1 to 100 characters.",
                        "/workflow: There is a cycle: a.x -> a.y -> a.x."));
    refused(
        ANY, "{\"name\":\"n\",\"version\":\"new\",\"workflow\":{\"a.b\":[]}}", "/version", "'new'");
    refused(
        ANY,
        "{\"name\":\"n\",\"version\":null,\"workflow\":{\"a.b\":[]}}",
        "/workflow",
        "no version");
    refused(
        ANY,
        "{\"name\":\"n\",\"version\":\"1\",\"schema\":\"x\",\"workflow\":{\"a.b\":[]}}",
        "/schema",
        "no version such");
  }

  @Test
  void aMinorVersionOfTheMessageThatIsNotKnownIsRead() {
    assertThat(
            ANY.read(
                    "{\"name\":\"n\",\"version\":\"1\",\"schema_version\":\"v1.17.0\",\"newer\":1,\"workflow\":{\"a.b\":[]}}")
                .nodes()
                .byId())
        .containsOnlyKeys("a-b");
  }

  @Test
  void whatCouldNotBeStoredIsRefused() {
    refused(ANY.named("user registration", "1"), "{\"a.b\":[]}", "/name", "letters, digits");
    String deep = "[".repeat(60) + "]".repeat(60);
    String drawing =
        """
        {"nodes":{"a":{"id":"a","type":"workflow","connections":{"inputs":{},"outputs":{}},"deep":%s,
          "inputData":{"s":{"service_name":"User","function_name":"create"}}}}}"""
            .formatted(deep);
    refused(NAMED, drawing, "", "cannot be written");
    refused(
        NAMED, "{\"a.b\":[\"a.b\\u0000\"]}", "/nodes/a_b_-c7c62db5/function", "that can be seen");
  }

  @Test
  void tooLongATextIsRefused() {
    refused(NAMED, "{" + " ".repeat(Workflows.MAX), "", "the limit is");
    refused(NAMED, "[".repeat(100_000), "", "is not JSON");
    assertThatExceptionOfType(BadGraphException.class)
        .isThrownBy(() -> NAMED.read(Json.tree("[[[]]]")));
  }

  private static void refused(Workflows workflows, String text, String pointer, String says) {
    assertThatExceptionOfType(BadGraphException.class)
        .isThrownBy(() -> workflows.read(text))
        .satisfies(
            e -> {
              assertThat(e.problems()).isNotEmpty();
              assertThat(e.problems().get(0).pointer()).isEqualTo(pointer);
            })
        .satisfies(
            e ->
                assertThat(e.problems()).extracting(Problem::text).anyMatch(t -> t.contains(says)));
  }
}
