package io.baton.graph.shelf;

import io.baton.graph.model.Graph;
import io.baton.port.Definitions;

/** The language that graphs are written in. */
public interface Reader {
  /**
   * Reads what was found right when it was deployed.
   *
   * @throws io.baton.api.DeploymentRefusedException when it cannot be read
   */
  Graph read(String text);

  /**
   * @param among what a graph may refer to
   * @throws io.baton.api.DeploymentRefusedException with everything that is wrong
   */
  Graph check(String text, Definitions among);

  /** The one text that the graph has, however it was written. */
  String write(Graph graph);
}
