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
        new GraphReader(ShippedUndo.in(loader())),
        graph -> new GraphProgram(graph, application));
  }

  /** As the JDK's service loader, by which this class was found. */
  private static ClassLoader loader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread == null ? ClassLoader.getSystemClassLoader() : ofThread;
  }
}
