package io.baton.graph.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.graph.Golden;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Body;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.TaskName;
import io.baton.graph.model.UndoCall;
import io.baton.graph.model.UndoRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The original's negation list. */
class UndoTableTest {
  @ParameterizedTest
  @ValueSource(strings = {"intake/undo.ron", "intake/undo.json"})
  void eachFormSaysTheSame(String file) {
    assertThat(UndoTable.read(Golden.text(file)).byProcess())
        .isEqualTo(
            Map.of(
                task("user", "create"), List.of(task("user", "delete")),
                task("license", "create"),
                    List.of(task("license", "delete"), task("audit", "log_removal")),
                task("legal", "update"), List.of(task("legal", "delete"))));
  }

  @Test
  void otherFormsAreReadAsWell() {
    Map<TaskName, List<TaskName>> table = Map.of(task("a", "x"), List.of(task("a", "undo")));
    for (String text :
        List.of(
            "{\"services_function_negation_list\":{\"a\":{\"x\":[\"undo\",\"undo\"]}}}",
            "{\"a.x\":\"undo\"}",
            "{\"a.x\":[\"a.undo\"]}",
            "{\"a.x\":{\"service\":\"a\",\"function\":\"undo\"}}",
            "[[\"a.x\",\"a.undo\"]]")) {
      assertThat(UndoTable.read(text).byProcess()).as(text).isEqualTo(table);
    }
    assertThat(UndoTable.read("{}").byProcess()).isEmpty();
  }

  @Test
  void tasksThatSayNoUndoGetIt() {
    Workflows workflows =
        Workflows.ANY
            .named("user_registration", "v0.1.0")
            .undoing(UndoTable.read(Golden.text("intake/undo.json")));
    Body nodes = workflows.read(Golden.text("adjacency/user-registration.json")).nodes();
    assertThat(nodes.node("license-create").common().undo())
        .extracting(UndoCall::task)
        .containsExactly(task("license", "delete"), task("audit", "log_removal"));
    assertThat(nodes.node("membership-create").common().undo()).isNull();
    assertThat(nodes.node("license-create").common().after()).hasSize(1);
  }

  @Test
  void tasksInContainersGetItAndThoseThatSayTheirOwnKeepIt() {
    UndoTable table = UndoTable.read("{\"a\":{\"x\":[\"undo\",\"b.log\"]}}");
    TaskName there = new TaskName("a", "x", "queue");
    Node plain = Node.Task.calling(there, "t", List.of(), null);
    Node own = new Node.Task(common("own", List.of()), there, null, 3, true);
    Node signal = new Node.Signal(common("s", null), "approval");
    Body body = body(plain, own, signal);
    Expression expression = new Expression("${true}");
    Graph graph =
        graph(
            body(
                    plain,
                    new Node.All(common("all", null), body, null),
                    new Node.Race(common("race", null), body),
                    new Node.ForEach(common("each", null), expression, 3, body, null),
                    new Node.Saga(common("saga", null), UndoRule.ORDINARY, body, null),
                    new Node.Loop(common("loop", null), expression, 5, body, null))
                .byId());
    Graph filled = table.fill(graph);
    List<UndoCall> undo =
        List.of(
            new UndoCall(null, new TaskName("a", "undo", "queue"), null, null),
            new UndoCall(null, task("b", "log"), null, null));
    assertThat(filled.nodes().node("t").common().undo()).isEqualTo(undo);
    for (String container : List.of("all", "race", "each", "saga", "loop")) {
      Body inside = filled.nodes().node(container).body();
      assertThat(inside.node("t").common().undo()).as(container).isEqualTo(undo);
      assertThat(inside.node("own")).isEqualTo(own);
      assertThat(inside.node("s")).isEqualTo(signal);
    }
    assertThat(UndoTable.EMPTY.fill(graph)).isSameAs(graph);
  }

  @Test
  void whatIsNoTableIsRefused() {
    refused("{\"a\":7}", "/a");
    refused("{\"a\":{\"x\":[7,{}]}}", "/a/x/0", "/a/x/1");
    refused("{\"a.x\":\"\"}", "/a.x");
    refused("{\"a.x\":\"undo\",\"a\":{\"x\":\"other\"}}", "/a/x");
    refused("[[\"a.x\"]]", "/0");
    refused("7", "");
  }

  private static void refused(String text, String... pointers) {
    assertThatExceptionOfType(BadGraphException.class)
        .isThrownBy(() -> UndoTable.read(text))
        .satisfies(
            e -> assertThat(e.problems()).extracting(Problem::pointer).containsExactly(pointers));
  }

  private static TaskName task(String service, String function) {
    return new TaskName(service, function, null);
  }

  private static Node.Common common(String id, List<UndoCall> undo) {
    return new Node.Common(id, null, List.of(), Join.ALL, null, null, null, undo, null, null);
  }

  private static Body body(Node... nodes) {
    Map<String, Node> byId = new LinkedHashMap<>();
    for (Node node : nodes) {
      byId.put(node.id(), node);
    }
    return new Body(byId);
  }

  private static Graph graph(Map<String, Node> nodes) {
    return Graph.of("g", new GraphVersion("1"), new Body(nodes), null);
  }
}
