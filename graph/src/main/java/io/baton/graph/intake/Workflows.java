package io.baton.graph.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.adjacency.Adjacency;
import io.baton.graph.flume.Flume;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads workflows in any of the known forms: baton-graph, raw Flume JSON, the original's map in
 * JSON or RON, or the original's whole message with one of them.
 *
 * @param name of what says none itself; what says another one is refused. Null for whatever is said
 * @param version as {@code name}
 * @param undo fills the undo of tasks that say none
 */
public record Workflows(@Nullable String name, @Nullable String version, UndoTable undo) {
  /** Reads what says its name and version itself. */
  public static final Workflows ANY = new Workflows(null, null, UndoTable.EMPTY);

  /** Longest text, in characters. */
  public static final int MAX = 10_000_000;

  public Workflows named(@Nullable String aName, @Nullable String aVersion) {
    return new Workflows(aName, aVersion, undo);
  }

  public Workflows undoing(UndoTable table) {
    return new Workflows(name, version, table);
  }

  /**
   * @throws BadGraphException with everything that is wrong
   */
  public Graph read(String text) {
    return read(Notation.read(text));
  }

  /**
   * A value that came within a message; a text is read as one.
   *
   * @throws BadGraphException with everything that is wrong
   */
  public Graph read(JsonNode value) {
    JsonNode json = value.isTextual() ? Notation.read(value.textValue()) : value;
    return switch (Shape.of(json)) {
      case BATON_GRAPH -> filled(GraphCodec.read(json.toString()));
      case FLUME -> filled(fitting(Flume.read(json, givenName(), givenVersion())));
      case ADJACENCY -> filled(fitting(Adjacency.read(json, givenName(), givenVersion())));
      case EDIT -> edit(json);
      case UNKNOWN ->
          throw bad(
              "",
              "This is neither baton-graph (\"schema\": \"baton-graph/1\"), nor Flume (nodes by id), nor a map (\"user.create\": [\"license.create\"]).");
    };
  }

  private Graph edit(JsonNode edit) {
    String itsName = edit.path("name").asText();
    String itsVersion = edit.path("version").isMissingNode() ? null : edit.path("version").asText();
    agree("/name", name, itsName);
    agree("/version", version, itsVersion);
    JsonNode workflow = edit.path("workflow");
    try {
      if (Shape.of(workflow) == Shape.EDIT) {
        throw bad("", "This is a message within a message.");
      }
      return named(itsName, itsVersion == null ? version : itsVersion).read(workflow);
    } catch (BadGraphException e) {
      throw new BadGraphException(
          e.problems().stream()
              .map(problem -> new Problem("/workflow" + problem.pointer(), problem.text()))
              .toList(),
          null);
    }
  }

  /** What could not be written and read again would be lost: names, sizes, depths. */
  private static Graph fitting(Graph graph) {
    String text;
    try {
      text = GraphCodec.write(graph);
    } catch (IllegalArgumentException tooDeep) {
      throw bad("", "This cannot be written as a graph: %s.".formatted(tooDeep.getMessage()));
    }
    GraphCodec.read(text);
    return graph;
  }

  private Graph filled(Graph graph) {
    agree("/name", name, graph.name());
    if (version != null && givenVersion().number() != graph.version().number()) {
      throw bad(
          "/version",
          "This is %s, and %s is asked for.".formatted(graph.version().text(), version));
    }
    return undo.fill(graph);
  }

  private static void agree(String pointer, @Nullable String given, @Nullable String said) {
    if (given != null && said != null && !given.equals(said)) {
      throw bad(pointer, "This is '%s', and '%s' is asked for.".formatted(said, given));
    }
  }

  private String givenName() {
    if (name == null) {
      throw bad("", "This says no name of its own, and none is given.");
    }
    return name;
  }

  private GraphVersion givenVersion() {
    if (version == null) {
      throw bad("", "This says no version of its own, and none is given.");
    }
    try {
      return new GraphVersion(version);
    } catch (IllegalArgumentException e) {
      throw bad("/version", e.getMessage() + ".");
    }
  }

  private static BadGraphException bad(String pointer, String text) {
    return new BadGraphException(List.of(new Problem(pointer, text)), null);
  }
}
