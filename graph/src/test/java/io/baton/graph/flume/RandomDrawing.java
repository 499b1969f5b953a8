package io.baton.graph.flume;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A drawing with connections made in any order, and what a person leaves behind. */
final class RandomDrawing {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private final Random random;
  private final ObjectNode nodes = MAKE.objectNode();
  private final List<String> ids = new ArrayList<>();

  private RandomDrawing(Random random) {
    this.random = random;
  }

  static ObjectNode with(Random random) {
    return new RandomDrawing(random).draw();
  }

  private ObjectNode draw() {
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      addNode();
    }
    List<int[]> edges = new ArrayList<>();
    for (int to = 1; to < ids.size(); to++) {
      for (int from = 0; from < to; from++) {
        if (random.nextInt(3) == 0) {
          edges.add(new int[] {from, to});
        }
      }
    }
    Collections.shuffle(edges, random);
    edges.forEach(edge -> connect(ids.get(edge[0]), ids.get(edge[1])));
    if (random.nextInt(3) == 0) {
      nodes.putObject("c" + random.nextInt()).put("text", "remember").put("x", 1);
    }
    if (random.nextInt(3) > 0) {
      return nodes;
    }
    ObjectNode whole = MAKE.objectNode();
    whole.set("nodes", nodes);
    whole.putObject("comments");
    return whole;
  }

  private void addNode() {
    String id = random.nextInt(4) == 0 ? "n.%d/ä".formatted(ids.size()) : "N_" + ids.size();
    ids.add(id);
    ObjectNode node = nodes.putObject(id);
    node.put("id", id).put("type", "workflow").put("width", 200);
    if (random.nextInt(10) > 0) {
      node.put("x", random.nextInt(1_000)).put("y", random.nextGaussian());
    }
    if (random.nextInt(5) == 0) {
      node.put("defaultNode", true);
    }
    ObjectNode connections = node.putObject("connections");
    connections.putObject("inputs");
    ObjectNode outputs = connections.putObject("outputs");
    if (random.nextInt(4) == 0) {
      outputs.putArray(random.nextBoolean() ? "workflowNext" : "gone");
    }
    ObjectNode inputData = node.putObject("inputData");
    if (random.nextInt(4) > 0) {
      inputData.putObject("workflowPrev");
    }
    inputData
        .putObject(random.nextInt(4) == 0 ? "select" : "multiSelect")
        .put("service_name", List.of("User", "user", "LEGAL").get(random.nextInt(3)))
        .put("function_name", "create" + random.nextInt(2));
  }

  private void connect(String from, String to) {
    String output = random.nextInt(5) == 0 ? "Next" : "workflowNext";
    String input = random.nextInt(5) == 0 ? "Prev" : "workflowPrev";
    tell(from, "outputs", output, to, input);
    tell(to, "inputs", input, from, output);
  }

  private void tell(String id, String side, String port, String other, String otherPort) {
    ObjectNode ports = (ObjectNode) nodes.path(id).path("connections").path(side);
    ports.withArray("/" + port).addObject().put("nodeId", other).put("portName", otherPort);
  }
}
