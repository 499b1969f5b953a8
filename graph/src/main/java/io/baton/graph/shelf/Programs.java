package io.baton.graph.shelf;

import io.baton.api.DeploymentRefusedException;
import io.baton.graph.model.Graph;
import io.baton.model.Definition;
import io.baton.model.WorkflowId;
import io.baton.port.DefinitionStore;
import io.baton.port.Transactions;
import io.baton.workflow.Program;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The programs of graphs, each made when it is asked for first. */
final class Programs {
  private static final System.Logger LOG = System.getLogger(Programs.class.getName());

  private final Map<Key, Program> made = new ConcurrentHashMap<>();
  private final DefinitionStore kept;
  private final Transactions transactions;
  private final Reader reader;
  private final Function<Graph, Program> maker;

  Programs(
      DefinitionStore kept,
      Transactions transactions,
      Reader reader,
      Function<Graph, Program> maker) {
    this.kept = kept;
    this.transactions = transactions;
    this.reader = reader;
    this.maker = maker;
  }

  /** Empty when this node cannot make it: another one may be able to. */
  Optional<Program> of(Definition definition) {
    Key key = new Key(definition.id(), definition.hash());
    Program there = made.get(key);
    if (there != null) {
      return Optional.of(there);
    }
    Optional<Program> fresh =
        transactions
            .separate(() -> kept.content(definition.id()))
            .flatMap(content -> make(definition.id(), content));
    fresh.ifPresent(program -> made.put(key, program));
    return fresh;
  }

  private Optional<Program> make(WorkflowId id, String content) {
    try {
      return Optional.of(maker.apply(reader.read(content)));
    } catch (DeploymentRefusedException | IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "workflow " + id + " was deployed, but cannot be read here: " + e.getMessage(),
          e);
      return Optional.empty();
    }
  }

  /** What was deleted may be deployed with another content. */
  private record Key(WorkflowId id, String hash) {}
}
