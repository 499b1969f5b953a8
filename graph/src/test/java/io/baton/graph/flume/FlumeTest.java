package io.baton.graph.flume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.Golden;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.Node;
import io.baton.wire.Json;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is drawn in the Flume node editor. */
class FlumeTest {
  private static final GraphVersion VERSION = new GraphVersion("v0.1.0");

  @Test
  @DisplayName("A2.7 a drawing of the Flume editor is a graph")
  void aDrawingBecomesAGraphOfTasks() {
    Graph graph = read(Golden.json("flume/user-registration.json"));
    assertThat(graph.name()).isEqualTo("user_registration");
    assertThat(graph.version()).isEqualTo(VERSION);
    assertThat(graph.nodes().roots()).containsExactly("uVx3kQp-1a");
    assertThat(graph.nodes().byId().values())
        .extracting(Node::id, FlumeTest::activity, FlumeTest::before)
        .containsExactly(
            tuple("uVx3kQp-1a", "user.create", List.of()),
            tuple("L1c3ns3-xY", "license.create", List.of("uVx3kQp-1a")),
            tuple("_m9TbZ0c4E", "membership.create", List.of("uVx3kQp-1a")),
            tuple("l3gal_2024_a-3e9abdc5", "legal.update", List.of("L1c3ns3-xY")));
  }

  @Test
  void whatWasReadIsWrittenAsItWas() {
    for (String drawing : List.of("flume/user-registration.json", "flume/with-comments.json")) {
      assertThat(Flume.write(read(Golden.json(drawing)))).isEqualTo(Golden.json(drawing));
    }
  }

  @Test
  void onlyWhatTheGraphDoesNotHaveIsKeptInLayouts() {
    Graph graph = read(Golden.json("flume/user-registration.json"));
    assertThat(graph.nodes().node("L1c3ns3-xY").common().layout())
        .isEqualTo(Json.tree("{\"flume\":{\"x\":-140,\"y\":-180,\"width\":200}}"));
    assertThat(graph.nodes().node("uVx3kQp-1a").common().layout().path("flume").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("x", "y", "width", "connections");
    assertThat(graph.layout()).isNull();
  }

  @Test
  void twoNodesWithTheSameFunctionStayTwo() {
    Graph graph = read(Golden.json("flume/with-comments.json"));
    assertThat(graph.nodes().byId().values())
        .extracting(Node::id, FlumeTest::activity, FlumeTest::before)
        .containsExactly(
            tuple("first", "user.remind", List.of()),
            tuple("again", "user.remind", List.of("first")));
  }

  @Test
  void aNodeWaitsForAllThatIsConnectedToIt() {
    JsonNode drawing =
        changed(
            "flume/user-registration.json",
            nodes -> {
              connection(nodes, "_m9TbZ0c4E", "outputs", "workflowNext", "l3gal.2024/a");
              connection(nodes, "l3gal.2024/a", "inputs", "workflowPrev", "_m9TbZ0c4E");
            });
    assertThat(before(read(drawing).nodes().node("l3gal_2024_a-3e9abdc5")))
        .containsExactly("L1c3ns3-xY", "_m9TbZ0c4E");
  }

  @Test
  void aConnectionThatOneEndTellsIsRefused() {
    refused(
        changed(
            "flume/user-registration.json",
            nodes -> nodes.withObject("/L1c3ns3-xY/connections/inputs").removeAll()),
        "/uVx3kQp-1a/connections/outputs/workflowNext/1",
        "This end tells of a connection, and /L1c3ns3-xY/connections/inputs/workflowPrev does not.");
    refused(
        changed(
            "flume/user-registration.json",
            nodes -> nodes.withObject("/L1c3ns3-xY/connections/outputs").removeAll()),
        "/l3gal.2024~1a/connections/inputs/workflowPrev/0",
        "This end tells of a connection, and /L1c3ns3-xY/connections/outputs/workflowNext does not.");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    JsonNode drawing =
        changed(
            "flume/user-registration.json",
            nodes -> {
              nodes.withObject("/L1c3ns3-xY").put("type", "number");
              nodes.withObject("/_m9TbZ0c4E").remove("inputData");
              nodes.withObject("/uVx3kQp-1a").put("id", "other").remove("connections");
              nodes.withObject("/l3gal.2024~1a/inputData/multiSelect").put("service_name", "");
              connection(nodes, "l3gal.2024/a", "inputs", "workflowFirst", "x");
              connection(nodes, "l3gal.2024/a", "outputs", "workflowNext", "gone");
              nodes.withObject("/l3gal.2024~1a/connections/inputs").put("Prev", 7);
            });
    assertThatExceptionOfType(BadGraphException.class)
        .isThrownBy(() -> read(drawing))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting(Problem::pointer, Problem::text)
                    .containsExactlyInAnyOrder(
                        tuple(
                            "/uVx3kQp-1a/id",
                            "This is not 'uVx3kQp-1a', by which the node is kept."),
                        tuple(
                            "/uVx3kQp-1a/connections/inputs",
                            "This is missing, or no object with a list for each port."),
                        tuple(
                            "/uVx3kQp-1a/connections/outputs",
                            "This is missing, or no object with a list for each port."),
                        tuple(
                            "/L1c3ns3-xY/type",
                            "The type 'number' is not known; known is 'workflow'."),
                        tuple(
                            "/_m9TbZ0c4E/inputData",
                            "This is missing: it says which service and function are called."),
                        tuple(
                            "/_m9TbZ0c4E/connections/inputs/workflowPrev/0",
                            "This end tells of a connection, and /uVx3kQp-1a/connections/outputs/workflowNext does not."),
                        tuple(
                            "/l3gal.2024~1a/inputData/multiSelect/service_name",
                            "Nothing of 1 to 100 characters is selected."),
                        tuple(
                            "/l3gal.2024~1a/connections/inputs/workflowFirst",
                            "There is no port 'workflowFirst'; there is 'workflowPrev'."),
                        tuple(
                            "/l3gal.2024~1a/connections/inputs/Prev",
                            "This is no list of connections."),
                        tuple(
                            "/l3gal.2024~1a/connections/inputs/workflowPrev/0",
                            "This end tells of a connection, and /L1c3ns3-xY/connections/outputs/workflowNext does not."),
                        tuple(
                            "/l3gal.2024~1a/connections/outputs/workflowNext/0/nodeId",
                            "There is no node 'gone' to connect.")));
  }

  @Test
  void whereAPortOfTheOtherEndDoesNotExistItIsNamed() {
    JsonNode drawing =
        changed(
            "flume/user-registration.json",
            nodes ->
                ((ObjectNode) nodes.at("/uVx3kQp-1a/connections/outputs/workflowNext/1"))
                    .put("portName", "somewhere"));
    assertThatExceptionOfType(BadGraphException.class)
        .isThrownBy(() -> read(drawing))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        new Problem(
                            "/uVx3kQp-1a/connections/outputs/workflowNext/1/portName",
                            "There is no port 'somewhere' at that end; there is 'workflowPrev'."),
                        new Problem(
                            "/L1c3ns3-xY/connections/inputs/workflowPrev/0",
                            "This end tells of a connection, and /uVx3kQp-1a/connections/outputs/workflowNext does not.")));
  }

  @Test
  void aCommentIsConnectedToNothing() {
    refused(
        changed(
            "flume/with-comments.json",
            whole -> connection(whole.withObject("/nodes"), "again", "outputs", "Next", "n0t3")),
        "/nodes/again/connections/outputs/Next/0/nodeId",
        "There is no node 'n0t3' to connect.");
  }

  @Test
  void aCircleIsRefusedAndNamed() {
    refused(
        changed(
            "flume/with-comments.json",
            whole -> {
              connection(whole.withObject("/nodes"), "again", "outputs", "Next", "first");
              connection(whole.withObject("/nodes"), "first", "inputs", "Prev", "again");
            }),
        "/nodes",
        "There is a cycle: user.remind (first) -> user.remind (again) -> user.remind (first).");
  }

  @Test
  void whatIsNoDrawingIsRefused() {
    refused(Json.tree("[]"), "", "This is no object with at most 5000 nodes by id.");
    refused(Json.tree("{}"), "", "There is no node.");
    refused(Json.tree("{\"nodes\":{},\"comments\":{}}"), "/nodes", "There is no node.");
    refused(Json.tree("{\"a\":{\"text\":\"only a comment\"}}"), "", "There is no node.");
  }

  @Test
  void idsThatBecomeTheSameAreRefused() {
    String fitting = "l3gal_2024_a-3e9abdc5";
    ObjectNode nodes = Golden.json("flume/user-registration.json").deepCopy();
    ObjectNode other = nodes.withObject("/l3gal.2024~1a").deepCopy();
    other.put("id", fitting).withObject("/connections").putObject("inputs");
    nodes.set(fitting, other);
    refused(nodes, "/" + fitting, "Made to fit, this id is the same as that of 'l3gal.2024/a'.");
  }

  private static void connection(
      ObjectNode nodes, String node, String side, String port, String other) {
    ObjectNode ports = (ObjectNode) nodes.path(node).path("connections").path(side);
    ports.withArray("/" + port).addObject().put("nodeId", other).put("portName", opposite(port));
  }

  private static String opposite(String port) {
    return switch (port) {
      case "Prev" -> "Next";
      case "Next" -> "Prev";
      case "workflowNext" -> "workflowPrev";
      default -> "workflowNext";
    };
  }

  private static JsonNode changed(String golden, Consumer<ObjectNode> change) {
    ObjectNode nodes = Golden.json(golden).deepCopy();
    change.accept(nodes);
    return nodes;
  }

  private static void refused(JsonNode drawing, String pointer, String text) {
    assertThatExceptionOfType(BadGraphException.class)
        .isThrownBy(() -> read(drawing))
        .satisfies(e -> assertThat(e.problems()).containsExactly(new Problem(pointer, text)));
  }

  static Graph read(JsonNode drawing) {
    return Flume.read(drawing, "user_registration", VERSION);
  }

  static String activity(Node node) {
    return ((Node.Task) node).task().activity();
  }

  static List<String> before(Node node) {
    return node.common().after().stream().map(Edge::node).toList();
  }
}
