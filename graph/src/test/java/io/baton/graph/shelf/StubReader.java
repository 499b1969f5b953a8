package io.baton.graph.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.DeploymentRefusedException;
import io.baton.api.DeploymentRefusedException.Problem;
import io.baton.graph.model.Body;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.UndoRule;
import io.baton.model.Codes;
import io.baton.port.Definitions;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code {"name": …, "version": …, "description": …}}; "bad" in the latter is a problem. */
final class StubReader implements Reader {
  @Override
  public Graph read(String text) {
    try {
      JsonNode tree = Json.tree(text);
      return new Graph(
          tree.get("name").asText(),
          new GraphVersion(tree.get("version").asText()),
          tree.path("description").asText(),
          Graph.Defaults.NONE,
          UndoRule.ORDINARY,
          null,
          new Body(Map.of()),
          null,
          null);
    } catch (UnreadableException e) {
      throw new DeploymentRefusedException(Codes.DEFINITION_WRONG, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Checked check(String text, Definitions among) {
    Graph graph = read(text);
    List<Problem> problems = new ArrayList<>();
    String description = String.valueOf(graph.description());
    for (int at = description.indexOf("bad"); at >= 0; at = description.indexOf("bad", at + 1)) {
      problems.add(new Problem("/description", "bad at " + at));
    }
    if (!problems.isEmpty()) {
      throw new DeploymentRefusedException(Codes.DEFINITION_WRONG, problems);
    }
    boolean odd = description.contains("odd");
    return new Checked(
        graph,
        odd ? List.of(new Problem("/description", "odd")) : List.of(),
        List.of(new Problem("/undo/order", "as ever")));
  }

  @Override
  public String write(Graph graph) {
    return "{\"name\":\"%s\",\"version\":\"%s\",\"description\":\"%s\"}"
        .formatted(graph.name(), graph.version().text(), graph.description());
  }
}
