package io.baton.graph.flume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;

/** The JSON of the Flume node editor, as drawn with the original's one type of node. */
public final class Flume {
  /** Most nodes of one drawing. */
  public static final int MAX_NODES = GraphCodec.MAX_NODES;

  /** The type of a node that calls a function of a service. */
  static final String TYPE = "workflow";

  private Flume() {}

  /**
   * @param json what {@code getNodes()} gives, or an object with it as {@code nodes} and anything
   *     beside, such as {@code comments}
   * @throws BadGraphException with everything that is wrong
   */
  public static Graph read(JsonNode json, String name, GraphVersion version) {
    return new FlumeReader(json).read(name, version);
  }

  /**
   * What was read and not changed since is written as it was; other nodes are laid out in columns.
   * What happens when something fails (undo, retry, time-outs) is not drawn.
   *
   * @throws BadGraphException when the graph has an order that cannot be drawn, with all of it
   */
  public static ObjectNode write(Graph graph) {
    return new FlumeWriter(graph).write();
  }
}
