package io.baton.graph.adjacency;

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
import io.baton.graph.model.TaskName;
import io.baton.graph.ron.Ron;
import io.baton.wire.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The original's map of what is called after what. */
class AdjacencyTest {
  private static final GraphVersion VERSION = new GraphVersion("v0.1.0");

  @Test
  @DisplayName(
      "A2.7 the original's map of a function to those after it is a graph; leaves may be missing")
  void aMapBecomesAGraphOfTasks() {
    Graph graph = read(Golden.json("adjacency/user-registration.json"));
    assertThat(graph.name()).isEqualTo("user_registration");
    assertThat(graph.version()).isEqualTo(VERSION);
    assertThat(graph.nodes().byId().values())
        .extracting(Node::id, AdjacencyTest::activity, AdjacencyTest::before)
        .containsExactly(
            tuple("license-create", "license.create", List.of("user-create")),
            tuple("legal-update", "legal.update", List.of("license-create")),
            tuple("user-create", "user.create", List.of()),
            tuple("membership-create", "membership.create", List.of("user-create")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a.x\":[\"b.y\",\"c.z\"],\"b.y\":[\"d.w\"],\"c.z\":[\"d.w\"],\"d.w\":[]}",
        "{\"a.x\":[\"b.y\",\"c.z\",\"b.y\"],\"b.y\":\"d.w\",\"c.z\":{\"service\":\"d\",\"function\":\"w\"},\"d.w\":null}",
        "{\"(service:\\\"a\\\",function:\\\"x\\\")\":[\"Process(service:\\\"b\\\",function:\\\"y\\\")\",\"c.z\"],\"{\\\"service\\\":\\\"b\\\",\\\"function\\\":\\\"y\\\"}\":[\"d.w\"],\"c.z\":[\"d.w\"]}",
        "[[{\"service\":\"a\",\"function\":\"x\"},[{\"service\":\"b\",\"function\":\"y\"},{\"service\":\"c\",\"function\":\"z\"}]],[\"b.y\",[\"d.w\"]],[\"c.z\",[\"d.w\"]]]",
        "[[\"a.x\",\"b.y\"],[\"a.x\",\"c.z\"],[\"b.y\",\"d.w\"],[\"c.z\",\"d.w\"],[\"c.z\",\"d.w\"],[\"d.w\"]]"
      })
  void eachFormSaysTheSame(String json) {
    assertThat(shape(read(Json.tree(json))))
        .containsExactly(
            Map.entry("a-x", "[]"),
            Map.entry("b-y", "[a-x]"),
            Map.entry("c-z", "[a-x]"),
            Map.entry("d-w", "[b-y, c-z]"));
  }

  @Test
  void theOriginalsMapInRonSaysTheSameAsInJson() {
    JsonNode edits = Ron.toJson(Ron.read(Golden.text("ron/tomanageredits.ron")));
    assertThat(new LinkedHashMap<>(shape(read(edits.path("workflow")))))
        .isEqualTo(shape(read(Golden.json("adjacency/user-registration.json"))));
  }

  @Test
  void severalRootsBeginTogether() {
    Graph graph = read(Json.tree("{\"a.x\":[\"c.z\"],\"b.y\":[\"c.z\"],\"d.alone\":[]}"));
    assertThat(graph.nodes().roots()).containsExactly("a-x", "b-y", "d-alone");
  }

  @Test
  void aCycleIsRefusedAndNamed() {
    refused(
        "{\"start.it\":[\"license.add\"],\"license.add\":[\"legal.update\"],\"legal.update\":[\"license.add\"]}",
        new Problem("", "There is a cycle: license.add -> legal.update -> license.add."));
    refused("{\"a.b\":[\"a.b\"]}", new Problem("", "There is a cycle: a.b -> a.b."));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    refused(
        "{\"user\":[\"a.b.c\",7,{\"service\":\"s\"}],\"(broken\":[],\"a.b\":{\"service\":\"a\",\"function\":\"c\",\"x\":1},\"/~.\":[]}",
        new Problem(
            "/user",
            "'user' is not like user.create; a name with dots needs an object with service and function."),
        new Problem(
            "/user/0",
            "'a.b.c' is not like user.create; a name with dots needs an object with service and function."),
        new Problem(
            "/user/1", "This is no object with service and function, each of 1 to 100 characters."),
        new Problem(
            "/user/2", "This is no object with service and function, each of 1 to 100 characters."),
        new Problem(
            "/(broken",
            "This cannot be read: line 1, column 8: ')' is expected or a comma, after a value."),
        new Problem("/a.b/x", "This member is not known."),
        new Problem(
            "/~1~0.",
            "'/~.' is not like user.create; a name with dots needs an object with service and function."));
    refused(
        "[\"a.b\",[],[\"a.b\",[],1]]",
        new Problem("/0", "This is no pair of a process and what comes after it."),
        new Problem("/1", "This is no pair of a process and what comes after it."),
        new Problem("/2", "This is no pair of a process and what comes after it."));
    refused("{}", new Problem("", "This is no map of 1 to 5000 processes."));
    refused("7", new Problem("", "This is no map of 1 to 5000 processes."));
  }

  @Test
  void idsComeFromServiceAndFunctionAndAreApart() {
    assertThat(id("user", "create")).isEqualTo("user-create");
    assertThat(id("order-desk", "pick-all")).isEqualTo("order-desk--pick-all");
    assertThat(id("a-b", "c")).isNotEqualTo(id("a", "b-c"));
    assertThat(id("io.baton", "größe")).matches("io_baton_gr__e-[0-9a-f]{8}");
    assertThat(id("io.baton", "größe")).isNotEqualTo(id("io.baton", "grüüe"));
    assertThat(id("s".repeat(100), "f".repeat(100))).hasSize(60);
  }

  /** Whatever the map, the edges of the graph are its pairs. */
  @Test
  void randomMapsKeepTheirPairs() {
    Random random = new Random(42);
    for (int i = 0; i < 500; i++) {
      int size = 2 + random.nextInt(12);
      ObjectNode map = Json.STRICT.createObjectNode();
      TreeSet<String> pairs = new TreeSet<>();
      for (int from = size - 2; from >= 0; from--) {
        for (int to = from + 1; to < size; to++) {
          for (int times = random.nextInt(3); times > 0; times--) {
            map.withArray("/s.f" + from).add("s.f" + to);
            pairs.add("s-f%d s-f%d".formatted(from, to));
          }
        }
      }
      if (pairs.isEmpty()) {
        continue;
      }
      TreeSet<String> edges = new TreeSet<>();
      read(map)
          .nodes()
          .byId()
          .forEach((id, node) -> before(node).forEach(from -> edges.add(from + " " + id)));
      assertThat(edges).isEqualTo(pairs);
    }
  }

  @Test
  void aLongChainTakesNoTime() {
    ObjectNode map = Json.STRICT.createObjectNode();
    for (int i = 0; i < Adjacency.MAX_NODES - 1; i++) {
      map.putArray("s.f" + i).add("s.f" + (i + 1));
    }
    assertThat(read(map).nodes().byId()).hasSize(Adjacency.MAX_NODES);
    map.putArray("s.more");
    refused(map.toString(), new Problem("", "This is no map of 1 to 5000 processes."));
  }

  private static String id(String service, String function) {
    return Adjacency.id(new TaskName(service, function, null));
  }

  private static void refused(String json, Problem... problems) {
    assertThatExceptionOfType(BadGraphException.class)
        .isThrownBy(() -> read(Json.tree(json)))
        .satisfies(e -> assertThat(e.problems()).isEqualTo(Arrays.asList(problems)));
  }

  private static Graph read(JsonNode json) {
    return Adjacency.read(json, "user_registration", VERSION);
  }

  private static String activity(Node node) {
    return ((Node.Task) node).task().activity();
  }

  private static List<String> before(Node node) {
    return node.common().after().stream().map(Edge::node).toList();
  }

  private static Map<String, String> shape(Graph graph) {
    Map<String, String> shape = new LinkedHashMap<>();
    graph.nodes().byId().forEach((id, node) -> shape.put(id, before(node).toString()));
    return shape;
  }
}
