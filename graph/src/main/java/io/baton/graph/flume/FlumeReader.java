package io.baton.graph.flume;

import static io.baton.graph.json.Problems.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.json.Problems;
import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.Node;
import io.baton.graph.model.NodeIds;
import io.baton.graph.model.Order;
import io.baton.graph.model.TaskName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a graph of a drawing. Nodes are told apart by the editor's ids, and by nothing else. */
final class FlumeReader {
  private static final Set<String> COMMENT_TYPES = Set.of("comment", "note");

  private final Problems problems = new Problems();
  private final JsonNode nodes;

  /** Pointer to {@link #nodes}. */
  private final String above;

  private final @Nullable ObjectNode around;
  private final ObjectNode comments = JsonNodeFactory.instance.objectNode();
  private final Set<String> ids = new LinkedHashSet<>();
  private final Map<String, TaskName> tasks = new LinkedHashMap<>();
  private final List<Told> told = new ArrayList<>();

  FlumeReader(JsonNode json) {
    if (json instanceof ObjectNode whole && isWrapped(json)) {
      nodes = json.path("nodes");
      around = whole.deepCopy().without("nodes");
      above = "/nodes";
    } else {
      nodes = json;
      around = null;
      above = "";
    }
  }

  /** A mere node whose id is "nodes" has a type. */
  private static boolean isWrapped(JsonNode json) {
    return json.path("nodes").isObject() && !json.path("nodes").path("type").isTextual();
  }

  Graph read(String name, GraphVersion version) {
    if (!nodes.isObject() || nodes.size() > Flume.MAX_NODES) {
      problems.add(
          above, "This is no object with at most %d nodes by id.".formatted(Flume.MAX_NODES));
      problems.throwIfAny();
    }
    nodes.properties().forEach(node -> hear(node.getKey(), node.getValue()));
    Ends ends = new Ends(told);
    ends.check(ids, above, problems);
    checkIds();
    problems.throwIfAny();
    Body body = body(ends);
    refuseCycle(body);
    Graph graph = Graph.of(name, version, body, Layouts.ofGraph(comments, around));
    Map<String, ObjectNode> whole = new HashMap<>();
    tasks.keySet().forEach(id -> whole.put(NodeIds.fitting(id), nodes.path(id).deepCopy()));
    return new Slimming(graph, whole).slim();
  }

  private void hear(String id, JsonNode node) {
    String pointer = at(above, id);
    String type = node.path("type").asText();
    if (isComment(node, type)) {
      comments.set(id, node.deepCopy());
      return;
    }
    ids.add(id);
    if (!id.equals(node.path("id").asText())) {
      problems.add(at(pointer, "id"), "This is not '%s', by which the node is kept.".formatted(id));
    }
    if (!type.equals(Flume.TYPE)) {
      String text = "The type '%s' is not known; known is '%s'.".formatted(type, Flume.TYPE);
      problems.add(at(pointer, "type"), text);
      return;
    }
    TaskName task = Selection.read(node, pointer, problems);
    if (task != null) {
      tasks.put(id, task);
    }
    told.addAll(Told.by(id, node, pointer, problems));
  }

  /** Comments are kept apart by the editor; some put them among the nodes. */
  private static boolean isComment(JsonNode node, String type) {
    return COMMENT_TYPES.contains(type)
        || (type.isEmpty() && node.path("text").isTextual() && !node.has("connections"));
  }

  private void checkIds() {
    Map<String, String> taken = new HashMap<>();
    for (String id : ids) {
      String other = taken.put(NodeIds.fitting(id), id);
      if (other != null) {
        problems.add(
            at(above, id), "Made to fit, this id is the same as that of '%s'.".formatted(other));
      }
    }
    if (ids.isEmpty()) {
      problems.add(above, "There is no node.");
    }
  }

  private Body body(Ends ends) {
    Map<String, Node> byId = new LinkedHashMap<>();
    tasks.forEach(
        (id, task) -> {
          List<Edge> after =
              ends.before(id).stream().map(NodeIds::fitting).map(Edge::after).toList();
          String fitting = NodeIds.fitting(id);
          byId.put(fitting, Node.Task.calling(task, fitting, after, null));
        });
    return new Body(byId);
  }

  private void refuseCycle(Body body) {
    List<String> cycle = Order.of(body).cycle();
    if (!cycle.isEmpty()) {
      problems.add(
          above,
          cycle.stream()
              .map(id -> named(body, id))
              .collect(Collectors.joining(" -> ", "There is a cycle: ", ".")));
      problems.throwIfAny();
    }
  }

  private static String named(Body body, String id) {
    return body.byId().get(id) instanceof Node.Task node
        ? "%s (%s)".formatted(node.task().activity(), id)
        : id;
  }
}
