package io.baton.graph.shelf;

import io.baton.api.DeploymentRefusedException;
import io.baton.graph.check.GraphCheck;
import io.baton.graph.intake.UndoTable;
import io.baton.graph.intake.Workflows;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Graph;
import io.baton.model.Codes;
import io.baton.port.Definitions;
import java.util.List;

/** Reads {@code baton-graph/1}, and checks that and whatever can be made to it. */
final class GraphReader implements Reader {
  private final UndoTable undo;

  /**
   * @param undo of all workflows of the application, for tasks that say none
   */
  GraphReader(UndoTable undo) {
    this.undo = undo;
  }

  @Override
  public Graph read(String text) {
    try {
      return GraphCodec.read(text);
    } catch (BadGraphException e) {
      throw refused(e);
    }
  }

  @Override
  public Checked check(String text, Definitions among) {
    GraphCheck check = new GraphCheck(among);
    try {
      Graph graph = Workflows.ANY.undoing(undo).checkedBy(check).read(text);
      return new Checked(graph, told(check.warnings(graph)), told(check.notices(graph)));
    } catch (BadGraphException e) {
      throw refused(e);
    }
  }

  private static DeploymentRefusedException refused(BadGraphException e) {
    return new DeploymentRefusedException(Codes.DEFINITION_WRONG, told(e.problems()));
  }

  private static List<DeploymentRefusedException.Problem> told(List<Problem> problems) {
    return problems.stream()
        .map(p -> new DeploymentRefusedException.Problem(p.pointer(), p.text()))
        .toList();
  }

  @Override
  public String write(Graph graph) {
    return GraphCodec.write(graph);
  }
}
