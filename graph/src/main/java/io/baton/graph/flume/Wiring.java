package io.baton.graph.flume;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.flume.Link.Side;
import io.baton.graph.json.Problems;
import io.baton.graph.model.Body;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Node;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Gives drawn nodes the connections that the graph has: kept ones stay where they are. */
final class Wiring {
  private final Body body;
  private final Map<String, ObjectNode> drawn;

  /** What is missing still, by the end and side that have to tell it. */
  private final Map<Side, Map<String, Set<Link>>> open = new EnumMap<>(Side.class);

  /**
   * @param drawn the editor's nodes, by the ids of the graph
   */
  Wiring(Body body, Map<String, ObjectNode> drawn) {
    this.body = body;
    this.drawn = drawn;
  }

  void wire() {
    for (Link link : links()) {
      for (Side side : Side.values()) {
        open.computeIfAbsent(side, s -> new HashMap<>())
            .computeIfAbsent(link.node(side), node -> new LinkedHashSet<>())
            .add(link);
      }
    }
    drawn.values().forEach(node -> wire(id(node), node));
  }

  /** For each edge those drawn before, or else a new one. */
  private Set<Link> links() {
    Map<List<String>, Set<Link>> before = new HashMap<>();
    for (Told told : told()) {
      before
          .computeIfAbsent(edge(told.link().from(), told.link().to()), e -> new LinkedHashSet<>())
          .add(told.link());
    }
    String output = port(Side.OUTPUTS);
    String input = port(Side.INPUTS);
    Set<Link> links = new LinkedHashSet<>();
    for (Node node : body.byId().values()) {
      for (Edge edge : node.common().after()) {
        String from = id(edge.node());
        String to = id(node.id());
        links.addAll(
            before.getOrDefault(edge(from, to), Set.of(new Link(from, output, to, input))));
      }
    }
    return links;
  }

  private static List<String> edge(String from, String to) {
    return List.of(from, to);
  }

  private List<Told> told() {
    List<Told> told = new ArrayList<>();
    drawn.values().forEach(node -> told.addAll(Told.by(id(node), node, "", new Problems())));
    return told;
  }

  /** As the drawing calls it, or else as new ones do. */
  private String port(Side side) {
    return side.ports().stream()
        .filter(
            port ->
                drawn.values().stream()
                    .anyMatch(node -> node.path("connections").path(side.member).has(port)))
        .findFirst()
        .orElse(side.port);
  }

  private void wire(String id, ObjectNode node) {
    for (Side side : Side.values()) {
      Set<Link> missing = open.getOrDefault(side, Map.of()).getOrDefault(id, new LinkedHashSet<>());
      ObjectNode ports = node.withObject("/connections/" + side.member);
      dropOthers(side, id, ports, missing);
      for (Link link : missing) {
        ArrayNode list =
            ports.get(link.port(side)) instanceof ArrayNode there
                ? there
                : ports.putArray(link.port(side));
        list.addObject()
            .put("nodeId", link.node(side.opposite()))
            .put("portName", link.port(side.opposite()));
      }
    }
  }

  /**
   * Leaves in {@code missing} what is not there. A port that becomes empty goes, too: the editor
   * takes an empty list for a connection.
   */
  private static void dropOthers(Side side, String id, ObjectNode ports, Set<Link> missing) {
    Set<Link> wanted = Set.copyOf(missing);
    for (String port : ports.properties().stream().map(Map.Entry::getKey).toList()) {
      ArrayNode before = ports.get(port) instanceof ArrayNode list ? list.deepCopy() : null;
      if (before == null) {
        ports.remove(port);
        continue;
      }
      ArrayNode kept = ports.putArray(port);
      before.forEach(
          one -> {
            String other = one.path("nodeId").asText();
            Link link = Link.told(side, id, port, other, one.path("portName").asText());
            if (wanted.contains(link)) {
              kept.add(one);
              missing.remove(link);
            }
          });
      if (kept.isEmpty() && !before.isEmpty()) {
        ports.remove(port);
      }
    }
  }

  private String id(String ofGraph) {
    return id(Objects.requireNonNull(drawn.get(ofGraph), ofGraph));
  }

  private static String id(ObjectNode node) {
    return node.path("id").asText();
  }
}
