package io.baton.graph.adjacency;

import static io.baton.graph.json.Problems.at;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.json.Problems;
import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.Node;
import io.baton.graph.model.Order;
import io.baton.graph.model.TaskName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a graph of a map. */
final class AdjacencyReader {
  private final Problems problems = new Problems();
  private final JsonNode json;

  /** What comes right before each process, in the order in which they are first named. */
  private final Map<TaskName, Set<TaskName>> before = new LinkedHashMap<>();

  AdjacencyReader(JsonNode json) {
    this.json = json;
  }

  Graph read(String name, GraphVersion version) {
    if (json.isObject()) {
      json.properties()
          .forEach(
              entry -> {
                String pointer = at("", entry.getKey());
                TaskName process = Processes.read(entry.getKey(), pointer, problems);
                hear(process, entry.getValue(), pointer);
              });
    } else if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        hearPair(json.get(i), at("", i));
      }
    }
    if (problems.isEmpty() && (before.isEmpty() || before.size() > Adjacency.MAX_NODES)) {
      problems.add("", "This is no map of 1 to %d processes.".formatted(Adjacency.MAX_NODES));
    }
    problems.throwIfAny();
    Body body = body();
    problems.throwIfAny();
    return Graph.of(name, version, body, null);
  }

  private void hearPair(JsonNode pair, String pointer) {
    if (!pair.isArray() || pair.isEmpty() || pair.size() > 2) {
      problems.add(pointer, "This is no pair of a process and what comes after it.");
      return;
    }
    TaskName process = Processes.read(pair.get(0), at(pointer, 0), problems);
    hear(process, pair.path(1), at(pointer, 1));
  }

  private void hear(@Nullable TaskName process, JsonNode after, String pointer) {
    if (process != null) {
      before.putIfAbsent(process, new LinkedHashSet<>());
    }
    if (after.isArray()) {
      for (int i = 0; i < after.size(); i++) {
        link(process, Processes.read(after.get(i), at(pointer, i), problems));
      }
    } else if (!after.isNull() && !after.isMissingNode()) {
      link(process, Processes.read(after, pointer, problems));
    }
  }

  private void link(@Nullable TaskName process, @Nullable TaskName after) {
    if (process != null && after != null) {
      before.computeIfAbsent(after, p -> new LinkedHashSet<>()).add(process);
    }
  }

  private Body body() {
    Map<String, TaskName> named = new LinkedHashMap<>();
    for (TaskName process : before.keySet()) {
      TaskName other = named.put(Adjacency.id(process), process);
      if (other != null) {
        problems.add(
            "", "%s and %s get the same id.".formatted(process.activity(), other.activity()));
      }
    }
    Map<String, Node> byId = new LinkedHashMap<>();
    named.forEach(
        (id, process) -> {
          List<Edge> after =
              before.getOrDefault(process, Set.of()).stream()
                  .map(Adjacency::id)
                  .map(Edge::after)
                  .toList();
          byId.put(id, Node.Task.calling(process, id, after, null));
        });
    Body body = new Body(byId);
    refuseCycle(Order.of(body).cycle(), named);
    return body;
  }

  private void refuseCycle(List<String> cycle, Map<String, TaskName> named) {
    if (!cycle.isEmpty()) {
      problems.add(
          "",
          cycle.stream()
              .map(named::get)
              .map(TaskName::activity)
              .collect(Collectors.joining(" -> ", "There is a cycle: ", ".")));
    }
  }
}
