package io.baton.graph.flume;

import static io.baton.graph.flume.FlumeTest.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.Golden;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.TaskName;
import io.baton.graph.model.Template;
import io.baton.wire.Json;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Graphs become drawings. */
class FlumeWriterTest {
  private static final TaskName CREATE = new TaskName("user", "create", null);

  @Test
  void aGraphMadeByHandIsLaidOutInColumns() {
    Graph graph =
        graph(
            task("a", CREATE),
            task("b", new TaskName("license", "create", null), "a"),
            task("c", CREATE, "a"),
            task("d", CREATE, "c", "b", "a"));
    ObjectNode drawing = Flume.write(graph);
    assertThat(drawing).isEqualTo(Golden.json("flume/by-hand.json"));
    assertThat(Flume.write(read(drawing))).isEqualTo(drawing);
    assertThat(shape(read(drawing))).isEqualTo(shape(graph));
  }

  @Test
  void aChangedGraphKeepsOfItsDrawingWhatIsStillTrue() {
    Graph graph = read(Golden.json("flume/with-comments.json"));
    Node first = graph.nodes().node("first");
    Node.Task again = (Node.Task) graph.nodes().node("again");
    Graph changed =
        new Graph(
            graph.name(),
            graph.version(),
            null,
            graph.defaults(),
            graph.undo(),
            null,
            body(
                Node.Task.calling(
                    new TaskName("mail", "send", null),
                    "again",
                    List.of(),
                    again.common().layout()),
                Node.Task.calling(CREATE, "new", edges("first", "again"), null),
                first),
            null,
            graph.layout());
    ObjectNode expected = Golden.json("flume/with-comments.json").deepCopy();
    ObjectNode nodes = expected.withObject("/nodes");
    nodes.withObject("/again/connections/inputs").removeAll();
    nodes
        .withObject("/again/inputData/select")
        .put("service_name", "Mail")
        .put("function_name", "send");
    nodes
        .withObject("/again/connections/outputs")
        .withArray("/Next")
        .addObject()
        .put("nodeId", "new")
        .put("portName", "Prev");
    nodes
        .withObject("/first/connections/outputs")
        .putArray("Next")
        .addObject()
        .put("nodeId", "new")
        .put("portName", "Prev");
    nodes.set(
        "new",
        Json.tree(
            """
            {"id":"new","type":"workflow","x":300,"y":0,"width":200,
             "inputData":{"workflowPrev":{},"multiSelect":{"service_name":"User","function_name":"create"}},
             "connections":{"inputs":{"Prev":[{"nodeId":"first","portName":"Next"},{"nodeId":"again","portName":"Next"}]},
                            "outputs":{}}}
            """));
    assertThat(Flume.write(changed)).isEqualTo(expected);
  }

  @Test
  void aCopiedNodeIsDrawnOnItsOwn() {
    Graph graph = read(Golden.json("flume/user-registration.json"));
    Node legal = graph.nodes().node("l3gal_2024_a-3e9abdc5");
    Map<String, Node> byId = new LinkedHashMap<>(graph.nodes().byId());
    byId.put("copy", Node.Task.calling(CREATE, "copy", List.of(), legal.common().layout()));
    ObjectNode drawing =
        Flume.write(Graph.of(graph.name(), graph.version(), new Body(byId), graph.layout()));
    assertThat(drawing.path("copy").path("id").asText()).isEqualTo("copy");
    assertThat(drawing.path("l3gal.2024/a").path("x").asInt()).isEqualTo(160);
    assertThat(read(drawing).nodes().byId()).hasSize(5);
  }

  @Test
  void layoutsThatSomebodyWroteByHandBreakNothing() {
    for (String layout :
        List.of(
            "7",
            "{\"flume\":null}",
            "{\"flume\":{\"id\":7,\"connections\":{\"inputs\":[]}}}",
            "{\"flume\":{\"connections\":{\"inputs\":{\"Prev\":{}},\"outputs\":{\"x\":[1]}}}}",
            "{\"flume\":{\"inputData\":{\"multiSelect\":3}}}",
            "{\"flume\":{\"inputData\":7}}")) {
      Node node = Node.Task.calling(CREATE, "a", List.of(), Json.tree(layout));
      Graph graph =
          Graph.of(
              "g", new GraphVersion("1"), body(node, task("b", CREATE, "a")), Json.tree(layout));
      assertThat(shape(read(Flume.write(graph)))).as(layout).isEqualTo(shape(graph));
    }
  }

  @Test
  void whatCannotBeDrawnIsRefusedAllAtOnce() {
    Node.Common odd =
        new Node.Common(
            "odd",
            null,
            List.of(
                new Edge("a", Edge.On.FAILURE, null),
                new Edge("gone", Edge.On.SUCCESS, null),
                new Edge("a", Edge.On.SUCCESS, new Expression("${true}"))),
            Join.FIRST,
            new Expression("${true}"),
            null,
            null,
            null,
            null,
            null);
    Graph graph =
        graph(
            task("a", new TaskName("userAdmin", "create", null)),
            new Node.Task(
                odd,
                new TaskName("user", "create", "queue"),
                new Template(Json.tree("1")),
                null,
                false),
            new Node.Signal(common("s"), "approval"));
    assertThatExceptionOfType(BadGraphException.class)
        .isThrownBy(() -> Flume.write(graph))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting(Problem::pointer)
                    .containsExactly(
                        "/nodes/a/service",
                        "/nodes/odd/data",
                        "/nodes/odd/destination",
                        "/nodes/odd/join",
                        "/nodes/odd/when",
                        "/nodes/odd/after/0",
                        "/nodes/odd/after/1",
                        "/nodes/odd/after/2",
                        "/nodes/s/kind"));
  }

  @Test
  void aCircleIsNotDrawn() {
    assertThatExceptionOfType(BadGraphException.class)
        .isThrownBy(() -> Flume.write(graph(task("a", CREATE, "b"), task("b", CREATE, "a"))))
        .withMessage("/nodes: There is a cycle: a -> b -> a.");
  }

  /** Any drawing of any graph, with all that editors leave behind. */
  @Test
  void randomDrawingsGoThroughUnchanged() {
    Random random = new Random(2024);
    for (int i = 0; i < 300; i++) {
      JsonNode drawing = RandomDrawing.with(random);
      Graph graph = read(drawing);
      assertThat(Flume.write(graph)).as("drawing %d", i).isEqualTo(drawing);
      assertThat(read(Flume.write(graph))).isEqualTo(graph);
    }
  }

  /** And any graph of tasks. */
  @Test
  void randomGraphsAreDrawnAndReadAgain() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      List<Node> nodes = new ArrayList<>();
      for (int n = 0, size = 1 + random.nextInt(12); n < size; n++) {
        String[] before =
            nodes.stream()
                .map(Node::id)
                .filter(id -> random.nextInt(3) == 0)
                .toArray(String[]::new);
        nodes.add(
            task("n-" + n, new TaskName("s" + random.nextInt(3), "f_" + n % 4, null), before));
      }
      Graph graph = graph(nodes.toArray(Node[]::new));
      assertThat(shape(read(Flume.write(graph)))).isEqualTo(shape(graph));
    }
  }

  @Test
  void thousandsOfNodesTakeNoTime() {
    List<Node> nodes = new ArrayList<>();
    for (int n = 0; n < Flume.MAX_NODES; n++) {
      String[] before = n == 0 ? new String[0] : new String[] {"n" + (n - 1), "n" + n / 2};
      nodes.add(task("n" + n, CREATE, Arrays.stream(before).distinct().toArray(String[]::new)));
    }
    Graph graph = graph(nodes.toArray(Node[]::new));
    long begin = cpuTime();
    assertThat(shape(read(Flume.write(graph)))).isEqualTo(shape(graph));
    assertThat(cpuTime() - begin).isLessThan(Duration.ofSeconds(10).toNanos());
  }

  /** Of this thread: others use the machine, too. */
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Map<String, String> shape(Graph graph) {
    Map<String, String> shape = new LinkedHashMap<>();
    graph
        .nodes()
        .byId()
        .forEach((id, node) -> shape.put(id, FlumeTest.activity(node) + FlumeTest.before(node)));
    return shape;
  }

  private static Graph graph(Node... nodes) {
    return Graph.of("g", new GraphVersion("1"), body(nodes), null);
  }

  private static Body body(Node... nodes) {
    Map<String, Node> byId = new LinkedHashMap<>();
    Arrays.stream(nodes).forEach(node -> byId.put(node.id(), node));
    return new Body(byId);
  }

  private static Node task(String id, TaskName task, String... after) {
    return Node.Task.calling(task, id, edges(after), null);
  }

  private static List<Edge> edges(String... after) {
    return Arrays.stream(after).map(Edge::after).toList();
  }

  private static Node.Common common(String id) {
    return new Node.Common(id, null, List.of(), Join.ALL, null, null, null, null, null, null);
  }
}
