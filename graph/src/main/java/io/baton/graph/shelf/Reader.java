package io.baton.graph.shelf;

import io.baton.api.DeploymentRefusedException.Problem;
import io.baton.graph.model.Graph;
import io.baton.port.Definitions;
import java.util.List;

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
  Checked check(String text, Definitions among);

  /**
   * A graph that is right.
   *
   * @param warnings what is perhaps not what was meant
   * @param notices by which other rules than those of workflow code it goes
   */
  record Checked(Graph graph, List<Problem> warnings, List<Problem> notices) {}

  /** The one text that the graph has, however it was written. */
  String write(Graph graph);
}
