package io.baton.graph.adjacency;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.NodeIds;
import io.baton.graph.model.TaskName;

/** The original's map from each process to those that are called after it. */
public final class Adjacency {
  /** Most processes of one map. */
  public static final int MAX_NODES = GraphCodec.MAX_NODES;

  private Adjacency() {}

  /**
   * @param json an object with processes as keys, or a list of pairs; what comes after is a list, a
   *     single process, or null. What is nobody's key has nothing after it.
   * @throws BadGraphException with everything that is wrong
   */
  public static Graph read(JsonNode json, String name, GraphVersion version) {
    return new AdjacencyReader(json).read(name, version);
  }

  /**
   * What the node of a process is called: {@code user-create}, or with dashes in its names {@code
   * order-desk--pick}.
   */
  public static String id(TaskName process) {
    boolean dashes = process.activity().indexOf('-') >= 0;
    String id = process.service() + (dashes ? "--" : "-") + process.function();
    return id.equals(NodeIds.fitting(id)) ? id : NodeIds.fitting(process.activity());
  }
}
