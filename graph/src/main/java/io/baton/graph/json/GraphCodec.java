package io.baton.graph.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.model.Graph;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes {@code baton-graph/1}. A graph is written in one way only: two spaces, the
 * members in the order of the schema, without what is as it is by default; so what was written,
 * read and written again is the same to the byte.
 */
public final class GraphCodec {
  /** Longest text, in characters. */
  public static final int MAX_TEXT = Json.MAX_DOCUMENT;

  /** Most nodes of a graph, those inside of containers and the containers included. */
  public static final int MAX_NODES = 5_000;

  /** Most edges and undo calls of a graph. */
  public static final int MAX_EDGES = 50_000;

  /** How deep containers may stand in containers. */
  public static final int MAX_NESTING = 16;

  private GraphCodec() {}

  /**
   * Reads a graph whose form is right; whether it makes sense is told by {@code GraphCheck}.
   *
   * @throws BadGraphException naming everything that is wrong with the form
   */
  public static Graph read(String text) {
    JsonNode tree = tree(text);
    List<Problem> tooLarge = GraphSize.problems(tree);
    if (!tooLarge.isEmpty()) {
      throw new BadGraphException(tooLarge, null);
    }
    List<Problem> problems = new ArrayList<>(GraphSchema.problems(tree));
    GraphReader reader = new GraphReader();
    Graph graph = reader.graph(tree);
    reader.problems().stream()
        .limit(BadGraphException.MOST)
        .filter(p -> isNews(p, problems))
        .forEach(problems::add);
    if (!problems.isEmpty()) {
      throw new BadGraphException(problems, graph);
    }
    return graph;
  }

  private static boolean isNews(Problem problem, List<Problem> told) {
    return told.stream().noneMatch(other -> problem.isIn(other.pointer()));
  }

  private static JsonNode tree(String text) {
    try {
      return Json.tree(text);
    } catch (UnreadableException e) {
      throw new BadGraphException(
          List.of(new Problem("", "The text is not JSON: " + e.getMessage() + ".")), null);
    }
  }

  /**
   * The one text of {@code graph}, ending with a line break.
   *
   * @throws IllegalArgumentException when its values are too deep to be written
   */
  public static String write(Graph graph) {
    return GraphWriter.write(graph);
  }
}
