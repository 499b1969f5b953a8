package io.baton.graph.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.adjacency.Adjacency;
import io.baton.graph.check.GraphCheck;
import io.baton.graph.flume.Flume;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads workflows in any of the known forms: baton-graph, raw Flume JSON, the original's map in
 * JSON or RON, or the original's whole message with one of them.
 *
 * @param name of what says none itself; what says another one is refused. Null for whatever is said
 * @param version as {@code name}
 * @param undo fills the undo of tasks that say none
 * @param check looks at what was read; null to look at its form only
 */
public record Workflows(
    @Nullable String name, @Nullable String version, UndoTable undo, @Nullable GraphCheck check) {
  /** Reads what says its name and version itself. */
  public static final Workflows ANY = new Workflows(null, null, UndoTable.EMPTY, null);

  /** Longest text, in characters. */
  public static final int MAX = 10_000_000;

  public Workflows named(@Nullable String aName, @Nullable String aVersion) {
    return new Workflows(aName, aVersion, undo, check);
  }

  public Workflows undoing(UndoTable table) {
    return new Workflows(name, version, table, check);
  }

  public Workflows checkedBy(GraphCheck aCheck) {
    return new Workflows(name, version, undo, aCheck);
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
      case BATON_GRAPH -> looked(() -> filled(GraphCodec.read(json.toString())));
      case FLUME -> looked(() -> fitting(Flume.read(json, givenName(), givenVersion())));
      case ADJACENCY -> looked(() -> fitting(Adjacency.read(json, givenName(), givenVersion())));
      case EDIT -> new EditReader(json).read(this);
      case UNKNOWN ->
          throw bad(
              "",
              "This is neither baton-graph (\"schema\": \"baton-graph/1\"), nor Flume (nodes by id), nor a map (\"user.create\": [\"license.create\"]).");
    };
  }

  private Graph looked(Supplier<Graph> reading) {
    return check == null ? reading.get() : check.read(reading);
  }

  /** What could not be written and read again would be lost: names, sizes, depths. */
  private Graph fitting(Graph imported) {
    Graph graph = undo.fill(imported);
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
    if (name != null && !name.equals(graph.name())) {
      throw bad("/name", "This is '%s', and '%s' is asked for.".formatted(graph.name(), name));
    }
    if (version != null && givenVersion().number() != graph.version().number()) {
      throw bad(
          "/version",
          "This is %s, and %s is asked for.".formatted(graph.version().text(), version));
    }
    return undo.fill(graph);
  }

  private String givenName() {
    if (name == null) {
      throw bad("", "This says no name of its own, and none is given.");
    }
    return name;
  }

  GraphVersion givenVersion() {
    if (version == null) {
      throw bad("", "This says no version of its own, and none is given.");
    }
    try {
      return new GraphVersion(version);
    } catch (IllegalArgumentException e) {
      throw bad("/version", e.getMessage() + ".");
    }
  }

  static BadGraphException bad(String pointer, String text) {
    return new BadGraphException(List.of(new Problem(pointer, text)), null);
  }
}
