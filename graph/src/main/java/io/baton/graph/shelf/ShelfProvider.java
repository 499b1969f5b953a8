package io.baton.graph.shelf;

import io.baton.graph.run.GraphProgram;
import io.baton.port.DefinitionStore;
import io.baton.port.Definitions;
import io.baton.port.DeployableDefinitions;
import io.baton.port.Transactions;

/** Puts a shelf beside an application's own workflows. */
public final class ShelfProvider implements DeployableDefinitions.Provider {
  @Override
  public DeployableDefinitions around(
      Definitions application, DefinitionStore kept, Transactions transactions) {
    return new Shelf(
        application,
        kept,
        transactions,
        new GraphReader(),
        graph -> new GraphProgram(graph, application));
  }
}
