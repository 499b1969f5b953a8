package io.baton.graph.shelf;

import io.baton.api.DeploymentRefusedException.Problem;
import io.baton.graph.model.Graph;
import io.baton.port.Definitions;
import java.util.List;

/** The language that graphs are written in. */
public interface Reader {
  /**
   * @throws io.baton.api.DeploymentRefusedException with everything that keeps the text from being
   *     a graph
   */
  Graph read(String text);

  /** Everything that is wrong with a graph among these definitions; empty when nothing is. */
  List<Problem> check(Graph graph, Definitions among);

  /** The one text that the graph has, however it was written. */
  String write(Graph graph);
}
